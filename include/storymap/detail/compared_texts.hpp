// storymap/detail/compared_texts.hpp - texts taken apart once, to be compared many times.
// Room: engine. Depends on likeness.hpp and detail/string_table.hpp.
#pragma once

#include <storymap/detail/string_table.hpp>
#include <storymap/likeness.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A text as numbered words, with the place of each.
struct Words {
  std::vector<std::uint32_t> ids;
  std::vector<TextSpan> places;
  std::optional<std::pair<std::size_t, std::size_t>> role;  ///< the words [first, last) of "a buyer" in "As a buyer"
};

/// Distinct texts by number, each taken apart when it comes.
class ComparedTexts {
 public:
  /// The number of a text; equal texts have the same.
  std::uint32_t add(std::string_view text);

  /// The kind of likeness that `compare_texts` finds, without the places. Any number of threads may ask.
  [[nodiscard]] LikenessKind kind(std::uint32_t a, std::uint32_t b) const;

 private:
  StringTable numbers_;
  StringTable words_;
  std::vector<Words> texts_;
};

}  // namespace detail

STORYMAP_END
