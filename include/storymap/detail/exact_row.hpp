// storymap/detail/exact_row.hpp - the exact cosines of one row with others.
// Room: engine. Depends on detail/unit_rows.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/block.hpp>
#include <storymap/detail/exact.hpp>
#include <storymap/detail/unit_rows.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A row laid out to be compared with many: its columns are found by hash, so that only the others are walked over. The
/// cosines are those of `exact_cosine`, in whatever order their products are added up.
class ExactRow {
 public:
  explicit ExactRow(UnitRows const& rows) : rows_(rows), read_(rows), read_other_(rows) {}

  void load(std::size_t row) {
    for (std::uint32_t const column : entries_.columns) first_[slot(column)] = none;
    row_ = row;
    entries_ = read_(row);
    std::size_t const slots = std::bit_ceil(std::max<std::size_t>(entries_.size() * 16, 1024));
    if (slots > first_.size()) first_.assign(slots, none);
    shift_ = 32U - static_cast<unsigned>(std::bit_width(slots) - 1);
    next_.ensure(entries_.size());
    for (std::uint32_t k = 0; k < entries_.size(); ++k) {
      std::uint32_t& first = first_[slot(entries_.columns[k])];
      next_[k] = first;
      first = k;
    }
  }

  [[nodiscard]] double cosine(std::size_t other) {
    std::size_t const shared = find_shared(other);
    std::int64_t sum = 0;
    for (std::size_t k = 0; k < shared; ++k) {
      sum += product_units(entries_.values[own_[k]], rows_.weight(other, others_[k]), unit_scale);
    }
    return detail::cosine(static_cast<double>(sum) / unit_scale, [&] {
      return !rows_.has_more(row_) && !rows_.has_more(other) && are_equal(entries_, read_other_(other));
    });
  }

 private:
  static constexpr std::uint32_t none = UINT32_MAX;

  [[nodiscard]] std::size_t slot(std::uint32_t column) const noexcept { return (column * 0x9E3779B1U) >> shift_; }

  /// Where the columns that both have stand in this row and in the other. Nobody can guess which are shared: each is
  /// written, and the next takes its place if it is not.
  [[nodiscard]] std::size_t find_shared(std::size_t other) {
    own_.ensure(rows_.columns_of(other));
    others_.ensure(rows_.columns_of(other));
    std::size_t shared = 0;
    std::uint32_t at = 0;
    rows_.for_each_column(other, [&](std::uint32_t column) {
      std::uint32_t k = first_[slot(column)];
      while (k != none && entries_.columns[k] != column) k = next_[k];
      own_[shared] = k;
      others_[shared] = at++;
      shared += k != none ? 1U : 0U;
    });
    return shared;
  }

  UnitRows const& rows_;
  RowReader read_;
  RowReader read_other_;
  std::size_t row_ = 0;
  SparseRow entries_;
  unsigned shift_ = 22;
  std::vector<std::uint32_t> first_;  ///< by slot: the last entry with a column of this hash
  Block<std::uint32_t> next_;         ///< by entry: the one before it with such a column
  Block<std::uint32_t> own_;
  Block<std::uint32_t> others_;
};

}  // namespace detail

STORYMAP_END
