// storymap/detail/packed_counts.hpp - rows of terms with their counts, 32 bits each.
// Room: engine. Depends on detail/block.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/block.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// How often each document has each of its terms. An entry holds the number of the term in its upper bits and the count
/// below them, so that the entries of a row can be compared as they are. Counts that do not fit, which are rare, lie
/// apart. Terms are below 2^31.
class PackedCounts {
 public:
  PackedCounts() = default;
  PackedCounts(std::size_t terms, std::vector<std::uint64_t> row_begin)
      : row_begin_(std::move(row_begin)), entries_(row_begin_.back()) {
    STORYMAP_ASSERT(terms < (std::size_t{1} << 31U));
    count_bits_ = std::min(8U, 32U - static_cast<unsigned>(std::bit_width(terms)));
  }

  [[nodiscard]] std::size_t rows() const noexcept { return row_begin_.size() - 1; }
  [[nodiscard]] std::uint64_t begin(std::size_t row) const noexcept { return row_begin_[row]; }
  [[nodiscard]] std::span<std::uint32_t const> row(std::size_t row) const noexcept {
    return entries_.span().subspan(row_begin_[row], row_begin_[row + 1] - row_begin_[row]);
  }

  [[nodiscard]] std::uint32_t term(std::uint32_t entry) const noexcept { return entry >> count_bits_; }
  /// The smallest entry of a term.
  [[nodiscard]] std::uint32_t entry(std::uint32_t term) const noexcept { return term << count_bits_; }

  /// What stands for the count of an entry: the count less 1, or `large`.
  [[nodiscard]] std::uint32_t code(std::uint32_t entry) const noexcept { return entry & large(); }
  [[nodiscard]] std::uint32_t large() const noexcept { return (1U << count_bits_) - 1; }

  /// The count of the entry at a place of all rows.
  [[nodiscard]] std::uint32_t count(std::uint64_t at) const noexcept {
    std::uint32_t const code = this->code(entries_[at]);
    return code == large() ? large_count(at) : code + 1;
  }

  /// Writes an entry. Returns true when its count is too large: `set_large_counts` then wants it.
  bool set(std::uint64_t at, std::uint32_t term, std::uint32_t count) noexcept {
    bool const is_large = count > large();
    entries_[at] = entry(term) | (is_large ? large() : count - 1);
    return is_large;
  }

  /// The places of the counts that are too large, in any order.
  void set_large_counts(std::vector<std::pair<std::uint64_t, std::uint32_t>> counts) {
    std::sort(counts.begin(), counts.end());
    large_counts_ = std::move(counts);
  }

 private:
  [[nodiscard]] std::uint32_t large_count(std::uint64_t at) const noexcept {
    return std::lower_bound(large_counts_.begin(), large_counts_.end(), std::pair(at, std::uint32_t{0}))->second;
  }

  unsigned count_bits_ = 8;
  std::vector<std::uint64_t> row_begin_ = {0};
  Block<std::uint32_t> entries_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> large_counts_;
};

}  // namespace detail

STORYMAP_END
