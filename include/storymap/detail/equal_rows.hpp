// storymap/detail/equal_rows.hpp - rows that say exactly the same.
// Room: engine. Depends on detail/hash.hpp, detail/pulse.hpp and detail/unit_rows.hpp.
#pragma once

#include <storymap/detail/hash.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/unit_rows.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The classes of equal rows that are not empty. What is found for the first row of a class holds for its copies.
class EqualRows {
 public:
  /// Rows before `boundary` and rows from it on are never in one class.
  EqualRows(UnitRows const& rows, std::size_t boundary, Pulse& pulse)
      : next_(rows.size(), none), is_copy_(rows.size()) {
    std::vector<std::uint32_t> slots(std::bit_ceil(2 * rows.size() + 2), none);
    std::size_t const mask = slots.size() - 1;
    std::vector<std::uint64_t> const fingerprints = fingerprints_of(rows, boundary, seed_of(slots.data()), pulse);
    std::vector<std::uint32_t> last(rows.size());
    RowReader read_a(rows);
    RowReader read_b(rows);
    Beat beat(pulse);
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      beat(rows.columns_of(row) + 1);
      if (rows.is_empty(row) || rows.has_more(row)) continue;
      std::size_t at = fingerprints[row] & mask;
      for (; slots[at] != none; at = (at + 1) & mask) {
        std::uint32_t const other = slots[at];
        bool const same_side = (other < boundary) == (row < boundary);
        if (same_side && fingerprints[other] == fingerprints[row] && are_equal(read_a(other), read_b(row))) break;
      }
      if (slots[at] == none) {
        slots[at] = last[row] = row;
      } else {
        std::uint32_t const first = slots[at];
        next_[last[first]] = row;
        last[first] = row;
        is_copy_[row] = 1;
      }
    }
  }

  /// The memory of so many rows, with what it needs while it is made.
  [[nodiscard]] static std::size_t bytes(std::size_t rows) noexcept {
    return rows * (sizeof(std::uint64_t) + 2 * sizeof(std::uint32_t) + 1) +
           std::bit_ceil(2 * rows + 2) * sizeof(std::uint32_t);
  }

  /// True for the rows of a class but the first.
  [[nodiscard]] bool is_copy(std::size_t row) const noexcept { return is_copy_[row] != 0; }

  /// Calls `visit(row)` for `row` and those of its class behind it, ascending.
  template <class Visit>
  void for_each_from(std::uint32_t row, Visit&& visit) const {
    for (; row != none; row = next_[row]) visit(row);
  }

 private:
  /// Of the rows on each side of the boundary; 0 for those that equal no other.
  static std::vector<std::uint64_t> fingerprints_of(UnitRows const& rows, std::size_t boundary, std::uint64_t seed,
                                                    Pulse& pulse) {
    constexpr std::size_t rows_at_once = 4096;
    std::vector<std::uint64_t> fingerprints(rows.size());
    std::size_t const blocks = (rows.size() + rows_at_once - 1) / rows_at_once;
    pulse.for_each(blocks, [&](unsigned, std::size_t block) {
      std::size_t const end = std::min(rows.size(), (block + 1) * rows_at_once);
      for (std::size_t row = block * rows_at_once; row < end; ++row) {
        if (rows.is_empty(row) || rows.has_more(row)) continue;
        fingerprints[row] = mixed(rows.fingerprint(row, seed) ^ (row < boundary ? 0U : 1U), seed);
      }
    });
    return fingerprints;
  }

  static constexpr std::uint32_t none = UINT32_MAX;

  std::vector<std::uint32_t> next_;  ///< the next row of the class
  std::vector<std::uint8_t> is_copy_;
};

}  // namespace detail

STORYMAP_END
