// storymap/likeness.hpp - in what way two texts are alike, and where they differ.
// Room: engine. Depends on text.
#pragma once

#include <storymap/config.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// The kind of likeness, which tells a person more than a number.
enum class LikenessKind {
  copy,       ///< the same words in the same order
  role,       ///< the same story for another role: "As a buyer|seller, I want to see my orders"
  slot,       ///< the same but for one phrase: "Export the report to PDF|Excel"
  contained,  ///< one says everything the other says, and more
  reworded,   ///< the same subject in other words
};

[[nodiscard]] constexpr std::string_view to_string(LikenessKind kind) noexcept {
  switch (kind) {
    case LikenessKind::copy: return "copy";
    case LikenessKind::role: return "role";
    case LikenessKind::slot: return "slot";
    case LikenessKind::contained: return "contained";
    case LikenessKind::reworded: return "reworded";
  }
  return "reworded";
}

/// A range of bytes in a text.
struct TextSpan {
  std::size_t begin = 0;
  std::size_t size = 0;

  friend bool operator==(TextSpan const&, TextSpan const&) = default;
};

struct Likeness {
  LikenessKind kind = LikenessKind::reworded;
  std::vector<TextSpan> only_a;  ///< the words of `a` that `b` lacks, neighbouring words joined
  std::vector<TextSpan> only_b;  ///< the words of `b` that `a` lacks
};

/// Compares two texts word by word (case and punctuation do not count). Parts of a story are separated by newlines, so
/// that the role can be found in the title as well as in the description.
///
/// The differing words are those outside a longest common subsequence (Myers, "An O(ND) Difference Algorithm", 1986).
/// O((n + m) d) for n and m words and d differences; texts that differ in more than 500 words are `reworded` with
/// everything marked.
[[nodiscard]] Likeness compare_texts(std::string_view a, std::string_view b);

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/likeness.ipp>
#endif
