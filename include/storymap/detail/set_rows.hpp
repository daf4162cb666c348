// storymap/detail/set_rows.hpp - the different sets among the rows of a matrix, the smallest first.
// Room: engine. Depends on sparse_matrix.hpp, detail/hash.hpp, detail/pulse.hpp and detail/radix_sort.hpp.
#pragma once

#include <storymap/detail/hash.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/radix_sort.hpp>
#include <storymap/sparse_matrix.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The columns of the rows as sets. Rows with the same columns are one set, so that a thousand copies of a text are
/// compared with others once; empty rows are none. Sets are numbered by size.
class SetRows {
 public:
  /// The matrix outlives this.
  SetRows(SparseMatrix const& matrix, Pulse& pulse) : matrix_(matrix) {
    std::vector<Keyed> keyed = keys(pulse);
    Beat beat(pulse);
    sort_by_key(keyed, beat);
    rows_.reserve(keyed.size());
    for (auto const& [key, row] : keyed) rows_.push_back(row);
    for (std::size_t first = 0; first < keyed.size();) {
      std::size_t last = first + 1;
      while (last < keyed.size() && keyed[last].first == keyed[first].first) ++last;
      add_sets(first, last, beat);
      first = last;
    }
    first_row_.push_back(rows_.size());
  }

  /// The memory for so many rows, with what is needed while they are sorted.
  [[nodiscard]] static std::size_t bytes(std::size_t rows) noexcept {
    return rows *
           (sizeof(Keyed) + sizeof(std::uint32_t) + sizeof(std::size_t) + sizeof(std::span<std::uint32_t const>));
  }

  [[nodiscard]] std::size_t size() const noexcept { return sets_.size(); }
  /// The columns of a set, ascending.
  [[nodiscard]] std::span<std::uint32_t const> operator[](std::size_t set) const noexcept { return sets_[set]; }
  /// The rows that have these columns, ascending.
  [[nodiscard]] std::span<std::uint32_t const> rows(std::size_t set) const noexcept {
    return std::span(rows_).subspan(first_row_[set], first_row_[set + 1] - first_row_[set]);
  }

  [[nodiscard]] std::size_t columns() const noexcept { return matrix_.cols(); }
  [[nodiscard]] std::size_t largest() const noexcept { return sets_.empty() ? 0 : sets_.back().size(); }

  /// Asks for the memory of a set that is wanted soon: sets lie where their rows do, in no order.
  void prefetch(std::size_t set) const noexcept {
    if (set >= sets_.size()) return;
    char const* const begin = reinterpret_cast<char const*>(sets_[set].data());
    for (std::size_t at = 0; at < std::min<std::size_t>(sets_[set].size_bytes(), 512); at += 64) {
      __builtin_prefetch(begin + at);
    }
  }

 private:
  using Keyed = std::pair<std::uint64_t, std::uint32_t>;

  /// The rows that are not empty, each with its size above a hash of its columns.
  [[nodiscard]] std::vector<Keyed> keys(Pulse& pulse) const {
    constexpr std::size_t rows_at_once = 4096;
    std::vector<Keyed> keyed(matrix_.rows());
    std::size_t const blocks = (keyed.size() + rows_at_once - 1) / rows_at_once;
    pulse.for_each(blocks, [&](unsigned, std::size_t block) {
      std::size_t const end = std::min(keyed.size(), (block + 1) * rows_at_once);
      for (std::size_t row = block * rows_at_once; row < end; ++row) {
        keyed[row] = {key_of(matrix_.row(row).columns), static_cast<std::uint32_t>(row)};
      }
    });
    std::erase_if(keyed, [](Keyed const& row) { return row.first == 0; });
    return keyed;
  }

  [[nodiscard]] static std::uint64_t key_of(std::span<std::uint32_t const> columns) noexcept {
    std::uint64_t sum = 0;
    for (std::uint32_t const column : columns) sum += spread(column);
    return std::uint64_t{columns.size()} << 32U | (columns.empty() ? 0 : sum >> 32U);
  }

  /// Adds the sets of rows with the same key, which nearly always are one set.
  void add_sets(std::size_t first, std::size_t last, Beat& beat) {
    auto const columns = [&](std::uint32_t row) { return matrix_.row(row).columns; };
    auto const are_equal = [&](std::uint32_t a, std::uint32_t b) {
      beat(columns(a).size());
      return std::ranges::equal(columns(a), columns(b));
    };
    auto const begin = rows_.begin() + static_cast<std::ptrdiff_t>(first);
    auto const end = rows_.begin() + static_cast<std::ptrdiff_t>(last);
    bool const are_one = std::all_of(begin + 1, end, [&](std::uint32_t row) { return are_equal(*begin, row); });
    if (!are_one) {
      std::stable_sort(begin, end, [&](std::uint32_t a, std::uint32_t b) {
        beat(columns(a).size());
        return std::ranges::lexicographical_compare(columns(a), columns(b));
      });
    }
    for (std::size_t at = first; at < last; ++at) {
      if (at > first && (are_one || are_equal(rows_[at - 1], rows_[at]))) continue;
      sets_.push_back(columns(rows_[at]));
      first_row_.push_back(at);
    }
  }

  SparseMatrix const& matrix_;
  std::vector<std::uint32_t> rows_;     ///< by set
  std::vector<std::size_t> first_row_;  ///< of each set, and the end
  std::vector<std::span<std::uint32_t const>> sets_;
};

}  // namespace detail

STORYMAP_END
