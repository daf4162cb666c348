// storymap/detail/string_table.hpp - strings to dense numbers and back.
// Room: base. Depends on detail/pulse.hpp.
#pragma once

#include <storymap/detail/pulse.hpp>
#include <storymap/detail/text_list.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Numbers distinct strings 0, 1, 2, ... in order of first appearance. All bytes lie in one block; the hash table holds
/// numbers only (open addressing, linear probing, at most half full). Two lookups of the same bytes give the same
/// number, two different strings never do: bytes are compared, not hashes.
class StringTable {
 public:
  static constexpr std::uint32_t absent = UINT32_MAX;

  [[nodiscard]] std::uint32_t size() const noexcept { return texts_.size(); }

  [[nodiscard]] std::string_view operator[](std::uint32_t number) const noexcept { return texts_[number]; }

  /// The number of a string, or `absent`.
  [[nodiscard]] std::uint32_t find(std::string_view text) const noexcept {
    return slots_.empty() ? absent : slots_[slot_of(text)];
  }

  /// The number of a string, which is added when it is new. `text` must not point into this table.
  template <class Beat = NoBeat>
  std::uint32_t intern(std::string_view text, Beat&& beat = {}) {
    if (2 * (std::size_t{size()} + 1) > slots_.size()) grow(beat);
    std::uint32_t& number = slots_[slot_of(text)];
    if (number == absent) {
      number = size();
      texts_.push_back(text);
    }
    return number;
  }

  /// Bytes of memory held.
  [[nodiscard]] std::size_t memory() const noexcept {
    return texts_.memory() + slots_.capacity() * sizeof(std::uint32_t);
  }

 private:
  /// Where the string is, or where it would go.
  [[nodiscard]] std::size_t slot_of(std::string_view text) const noexcept {
    std::size_t const mask = slots_.size() - 1;
    std::size_t slot = std::hash<std::string_view>{}(text)&mask;
    while (slots_[slot] != absent && (*this)[slots_[slot]] != text) slot = (slot + 1) & mask;
    return slot;
  }

  template <class Beat>
  void grow(Beat&& beat) {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, absent);
    for (std::uint32_t number = 0; number < size(); ++number) {
      slots_[slot_of((*this)[number])] = number;
      beat();
    }
  }

  TextList texts_;
  std::vector<std::uint32_t> slots_;
};

}  // namespace detail

STORYMAP_END
