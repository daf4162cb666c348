// storymap/detail/row_scan.hpp - the similarity of a row to all rows that share a column with it.
// Room: engine. Depends on detail/posting_index.hpp, detail/pulse.hpp and detail/unit_rows.hpp.
#pragma once

#include <storymap/detail/exact.hpp>
#include <storymap/detail/posting_index.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/unit_rows.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Adds up, for one row after the other, what every other row shares with it. One for each thread.
class RowScan {
 public:
  RowScan(UnitRows const& rows, PostingIndex const& postings, bool is_cosine)
      : rows_(rows),
        postings_(postings),
        is_cosine_(is_cosine),
        one_(is_cosine ? unit_scale : 1),
        sums_(rows.size()),
        met_(rows.size()),
        reader_(rows) {}

  /// Calls `visit(other, score)` for every row below `end` that shares a column with `row`. `unknown` columns of the
  /// row are in no other; `has_more` says that it has any.
  template <class Visit, class Beat = NoBeat>
  void scan(SparseRow row, std::size_t end, Visit&& visit, std::size_t unknown = 0, bool has_more = false,
            Beat&& beat = {}) {
    for (std::size_t k = 0; k < row.size(); ++k) {
      double const weight = row.values[k];
      beat(postings_.for_each(row.columns[k], end, [&](std::uint32_t other, double other_weight) {
        if (met_[other] == 0) {
          met_[other] = 1;
          touched_.push_back(other);
          sums_[other] = 0;
        }
        sums_[other] += product_units(weight, other_weight, one_);
      }));
    }
    for (std::uint32_t const other : touched_) {
      met_[other] = 0;
      visit(other, score_of(row, unknown, has_more, other));
      beat();
    }
    touched_.clear();
  }

 private:
  [[nodiscard]] double score_of(SparseRow row, std::size_t unknown, bool has_more, std::uint32_t other) {
    double const sum = static_cast<double>(sums_[other]) / one_;
    if (!is_cosine_) return jaccard(sum, row.size() + unknown, reader_(other).size());
    return cosine(sum, [&] { return !has_more && !rows_.has_more(other) && are_equal(row, reader_(other)); });
  }

  UnitRows const& rows_;
  PostingIndex const& postings_;
  bool is_cosine_;
  double one_;
  std::vector<std::int64_t> sums_;
  std::vector<std::uint8_t> met_;
  std::vector<std::uint32_t> touched_;
  RowReader reader_;
};

}  // namespace detail

STORYMAP_END
