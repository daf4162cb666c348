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
  /// Rows and entries are to be set; the ends of rows in any order.
  PackedCounts(std::size_t terms, std::size_t rows, std::size_t entries) : row_begin_(rows + 1), entries_(entries) {
    STORYMAP_ASSERT(terms < (std::size_t{1} << 31U));
    count_bits_ = std::min(8U, 32U - static_cast<unsigned>(std::bit_width(terms)));
  }

  [[nodiscard]] std::size_t rows() const noexcept { return row_begin_.size() - 1; }
  /// Entries of all rows.
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
  [[nodiscard]] std::uint64_t begin(std::size_t row) const noexcept { return row_begin_[row]; }
  [[nodiscard]] std::span<std::uint32_t const> row(std::size_t row) const noexcept {
    return entries_.span().subspan(row_begin_[row], row_begin_[row + 1] - row_begin_[row]);
  }

  [[nodiscard]] std::uint32_t term(std::uint32_t entry) const noexcept { return entry >> count_bits_; }
  /// What stands for a term with a count, which may be large.
  [[nodiscard]] std::uint32_t entry(std::uint32_t term, std::uint32_t count) const noexcept {
    return (term << count_bits_) | (is_large(count) ? large() : count - 1);
  }

  /// What stands for the count of an entry: the count less 1, or `large`.
  [[nodiscard]] std::uint32_t code(std::uint32_t entry) const noexcept { return entry & large(); }
  [[nodiscard]] std::uint32_t large() const noexcept { return (1U << count_bits_) - 1; }

  /// The count of the entry at a place of all rows.
  [[nodiscard]] std::uint32_t count(std::uint64_t at) const noexcept {
    std::uint32_t const code = this->code(entries_[at]);
    return code == large() ? large_count(at) : code + 1;
  }

  /// True for a count that does not fit into an entry.
  [[nodiscard]] bool is_large(std::uint32_t count) const noexcept { return count > large(); }

  [[nodiscard]] bool has_large() const noexcept { return !large_counts_.empty(); }

  void set_end(std::size_t row, std::uint64_t end) noexcept { row_begin_[row + 1] = end; }
  [[nodiscard]] std::span<std::uint32_t> entries(std::uint64_t first, std::size_t size) noexcept {
    return {entries_.data() + first, size};
  }
  /// See Block::touch.
  void touch(std::size_t slice, std::size_t slices) noexcept { entries_.touch(slice, slices); }

  /// Notes the count of an entry that is in its row, then, after the last one, sorts them.
  void add_large(std::size_t row, std::uint32_t entry, std::uint32_t count) {
    std::span<std::uint32_t const> const entries = this->row(row);
    auto const at = std::lower_bound(entries.begin(), entries.end(), entry) - entries.begin();
    large_counts_.emplace_back(begin(row) + static_cast<std::uint64_t>(at), count);
  }
  void end_large() { std::sort(large_counts_.begin(), large_counts_.end()); }

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
