// storymap/impl/similarity.ipp - bodies of similarity.hpp.
#pragma once

#include <storymap/detail/exact.hpp>
#include <storymap/detail/prefix_join.hpp>
#include <storymap/similarity.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// Calls `visit(column, a, b)` for every column both rows have, ascending.
template <class Visit>
void for_each_shared(SparseRow a, SparseRow b, Visit&& visit) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (a.columns[i] < b.columns[j]) {
      ++i;
    } else if (b.columns[j] < a.columns[i]) {
      ++j;
    } else {
      visit(a.columns[i], a.values[i], b.values[j]);
      ++i;
      ++j;
    }
  }
}

/// The scale in which the products of a measure are counted.
[[nodiscard]] inline double one_of(Measure measure) noexcept { return measure == Measure::cosine ? unit_scale : 1; }

/// The Jaccard similarity of two sets, from the size of each and of their intersection.
[[nodiscard]] inline double jaccard(double common, std::size_t size_a, std::size_t size_b) noexcept {
  return common == 0 ? 0 : common / (static_cast<double>(size_a + size_b) - common);
}

/// The cosine of two rows from the sum of their products. Rounding leaves the sum a little beside 1 for equal rows, and
/// above it for nearly equal ones; equal rows are equally alike whatever they hold.
[[nodiscard]] inline double cosine(double sum, SparseRow a, SparseRow b) noexcept {
  constexpr double nearly = 1 - 1e-9;
  if (sum < nearly) return sum;
  bool const equal = std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end()) &&
                     std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end());
  return equal ? 1.0 : std::min(sum, 1.0);
}

/// Sorts the `limit` best matches to the front, ties by row, and drops the others.
STORYMAP_DECL void keep_best(std::vector<Match>& matches, std::size_t limit) {
  std::size_t const kept = std::min(limit, matches.size());
  std::partial_sort(
      matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(kept), matches.end(),
      [](Match const& a, Match const& b) { return a.score != b.score ? a.score > b.score : a.row < b.row; });
  matches.resize(kept);
}

/// Groups up to this size get their means pair by pair.
inline constexpr std::size_t small_group = 64;

/// Rows handed to a thread at a time.
inline constexpr std::size_t rows_per_block = 256;

}  // namespace detail

/// Adds up, for one row, what every other row shares with it. One for each thread.
class SimilarityIndex::Accumulator {
 public:
  explicit Accumulator(SimilarityIndex const& index)
      : index_(index), one_(detail::one_of(index.measure())), sums_(index.size()), met_(index.size()) {}

  /// Calls `visit(other, score)` for every row below `end` that shares a column with `row`. Postings ascend by row, so
  /// a list is left at its first row from `end` on.
  template <class Visit>
  void scan(SparseRow row, std::size_t end, Visit&& visit, std::size_t unknown = 0) {
    for (std::size_t k = 0; k < row.size(); ++k) {
      std::size_t const column = row.columns[k];
      if (column + 1 >= index_.posting_begin_.size()) break;
      double const weight = row.values[k];
      for (std::size_t p = index_.posting_begin_[column]; p < index_.posting_begin_[column + 1]; ++p) {
        std::uint32_t const other = index_.posting_row_[p];
        if (other >= end) break;
        if (met_[other] == 0) {
          met_[other] = 1;
          touched_.push_back(other);
          sums_[other] = 0;
        }
        sums_[other] += detail::product_units(weight, index_.posting_value_[p], one_);
      }
    }
    for (std::uint32_t const other : touched_) {
      met_[other] = 0;
      visit(other, score_of(row, unknown, other));
    }
    touched_.clear();
  }

 private:
  [[nodiscard]] double score_of(SparseRow row, std::size_t unknown, std::uint32_t other) const noexcept {
    SparseRow const other_row = index_.rows_.row(other);
    if (index_.measure_ == Measure::cosine)
      return detail::cosine(static_cast<double>(sums_[other]) / one_, row, other_row);
    return detail::jaccard(static_cast<double>(sums_[other]), row.size() + unknown, other_row.size());
  }

  SimilarityIndex const& index_;
  double one_;
  std::vector<std::int64_t> sums_;
  std::vector<std::uint8_t> met_;
  std::vector<std::uint32_t> touched_;
};

STORYMAP_DECL SimilarityIndex::SimilarityIndex(SparseMatrix rows, Measure measure)
    : rows_(std::move(rows)), measure_(measure) {
  for (std::size_t row = 0; row < rows_.rows(); ++row) {
    std::span<double> const values = rows_.values_of(row);
    has_negative_ = has_negative_ || std::any_of(values.begin(), values.end(), [](double value) { return value < 0; });
    if (measure_ == Measure::cosine) {
      detail::divide_by_length(values);
    } else {
      std::fill(values.begin(), values.end(), 1.0);
    }
  }
  // Counting sort by column: the postings of a column come out in ascending order of rows.
  posting_begin_.assign(rows_.cols() + 1, 0);
  for (std::uint32_t const column : rows_.columns()) ++posting_begin_[column + 1];
  for (std::size_t column = 0; column < rows_.cols(); ++column) posting_begin_[column + 1] += posting_begin_[column];
  posting_row_.resize(rows_.nonzeros());
  posting_value_.resize(rows_.nonzeros());
  std::vector<std::uint64_t> next(posting_begin_.begin(), posting_begin_.end());
  for (std::size_t row = 0; row < rows_.rows(); ++row) {
    SparseRow const entries = rows_.row(row);
    for (std::size_t k = 0; k < entries.size(); ++k) {
      std::uint64_t const at = next[entries.columns[k]]++;
      posting_row_[at] = static_cast<std::uint32_t>(row);
      posting_value_[at] = entries.values[k];
    }
  }
}

STORYMAP_DECL double SimilarityIndex::score(std::size_t a, std::size_t b) const noexcept {
  SparseRow const row_a = rows_.row(a);
  SparseRow const row_b = rows_.row(b);
  double const one = detail::one_of(measure_);
  std::int64_t sum = 0;
  detail::for_each_shared(
      row_a, row_b, [&](std::uint32_t, double in_a, double in_b) { sum += detail::product_units(in_a, in_b, one); });
  return measure_ == Measure::cosine ? detail::cosine(static_cast<double>(sum) / one, row_a, row_b)
                                     : detail::jaccard(static_cast<double>(sum), row_a.size(), row_b.size());
}

namespace detail {

/// Runs `scan(scratch, block, row)` for every row in parallel; the rows of a block, `rows_per_block` of them, are
/// scanned by one thread. `make_scratch()` makes the working memory of a thread, which is returned for all of them.
template <class MakeScratch, class Scan>
auto scan_rows(std::size_t rows, RunOptions const& run, MakeScratch&& make_scratch, Scan&& scan)
    -> Result<std::vector<decltype(make_scratch())>> {
  std::size_t const blocks = (rows + rows_per_block - 1) / rows_per_block;
  std::vector<decltype(make_scratch())> scratch(thread_count(run, blocks));
  Result<void> const finished = for_each_block(blocks, run, [&](unsigned worker, std::size_t block) {
    if (!scratch[worker]) scratch[worker] = make_scratch();
    std::size_t const end = std::min(rows, (block + 1) * rows_per_block);
    for (std::size_t row = block * rows_per_block; row < end; ++row) scan(*scratch[worker], block, row);
  });
  if (!finished) return Failure{finished.error()};
  return scratch;
}

/// Runs `scan(scratch, row, found)` for every row in parallel and gathers what it puts into `found`, ordered by (a, b).
template <class MakeScratch, class Scan>
Result<std::vector<SimilarPair>> gather_pairs(std::size_t rows, RunOptions const& run, MakeScratch&& make_scratch,
                                              Scan&& scan) {
  std::vector<std::vector<SimilarPair>> found((rows + rows_per_block - 1) / rows_per_block);
  auto const finished = scan_rows(rows, run, make_scratch, [&](auto& scratch, std::size_t block, std::size_t row) {
    scan(scratch, row, found[block]);
  });
  if (!finished) return Failure{finished.error()};
  std::vector<SimilarPair> pairs;
  for (std::vector<SimilarPair>& block : found) {
    pairs.insert(pairs.end(), block.begin(), block.end());
    block = {};
  }
  std::sort(pairs.begin(), pairs.end(),
            [](SimilarPair const& x, SimilarPair const& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return pairs;
}

}  // namespace detail

STORYMAP_DECL Result<std::vector<SimilarPair>> SimilarityIndex::pairs(double at_least, RunOptions const& run) const {
  STORYMAP_ASSERT(at_least > 0);
  return prunes(at_least) ? pruned_pairs(at_least, run) : scanned_pairs(at_least, run);
}

STORYMAP_DECL bool SimilarityIndex::prunes(double at_least) const noexcept {
  // Negative weights break the order in which candidates come and go; thresholds near zero prune nothing.
  return measure_ == Measure::cosine && !has_negative_ && at_least >= 0.01;
}

STORYMAP_DECL Result<std::vector<SimilarPair>> SimilarityIndex::scanned_pairs(double at_least,
                                                                              RunOptions const& run) const {
  return detail::gather_pairs(
      size(), run, [&] { return std::make_unique<Accumulator>(*this); },
      [&](Accumulator& accumulator, std::size_t row, std::vector<SimilarPair>& found) {
        accumulator.scan(rows_.row(row), row, [&](std::uint32_t other, double score) {
          if (score >= at_least) found.push_back({other, static_cast<std::uint32_t>(row), score});
        });
      });
}

STORYMAP_DECL Result<std::vector<SimilarPair>> SimilarityIndex::pruned_pairs(double at_least,
                                                                             RunOptions const& run) const {
  detail::PrefixJoin const join(rows_, at_least);
  return detail::gather_pairs(
      join.rows.size(), run, [&] { return join.make_probe(); },
      [&](detail::PrefixProbe& probe, std::size_t row, std::vector<SimilarPair>& found) {
        probe.scan(static_cast<std::uint32_t>(row), [&](std::uint32_t other) {
          std::uint32_t const a = join.rows.row(other);
          std::uint32_t const b = join.rows.row(row);
          double const exact = score(a, b);
          if (exact >= at_least) found.push_back({a, b, exact});
        });
      });
}

STORYMAP_DECL std::vector<Match> SimilarityIndex::neighbours(std::size_t row, std::size_t limit,
                                                             double at_least) const {
  std::vector<Match> matches;
  Accumulator(*this).scan(rows_.row(row), size(), [&](std::uint32_t other, double score) {
    if (other != row && score > 0 && score >= at_least) matches.push_back({other, score});
  });
  detail::keep_best(matches, limit);
  return matches;
}

STORYMAP_DECL std::vector<Match> SimilarityIndex::query(SparseRow row, std::size_t limit, double at_least,
                                                        std::size_t unknown) const {
  std::vector<double> weights(row.values.begin(), row.values.end());
  if (measure_ == Measure::cosine) {
    detail::divide_by_length(weights);
  } else {
    std::fill(weights.begin(), weights.end(), 1.0);
  }
  std::vector<Match> matches;
  auto const keep = [&](std::uint32_t other, double score) {
    if (score > 0 && score >= at_least) matches.push_back({other, score});
  };
  Accumulator(*this).scan({row.columns, weights}, size(), keep, unknown);
  detail::keep_best(matches, limit);
  return matches;
}

STORYMAP_DECL std::vector<SharedColumn> SimilarityIndex::shared(std::size_t a, std::size_t b) const {
  std::vector<SharedColumn> columns;
  detail::for_each_shared(rows_.row(a), rows_.row(b), [&](std::uint32_t column, double in_a, double in_b) {
    columns.push_back({column, detail::rounded_product(in_a, in_b)});
  });
  if (measure_ == Measure::jaccard) {
    double const either =
        static_cast<double>(rows_.row(a).size() + rows_.row(b).size()) - static_cast<double>(columns.size());
    for (SharedColumn& column : columns) column.contribution = 1 / either;
  }
  return columns;
}

namespace detail {

/// The mean of each member's scores with the others, every pair scored once.
STORYMAP_DECL std::vector<double> means_by_pair(SimilarityIndex const& index, std::span<std::uint32_t const> members) {
  std::size_t const size = members.size();
  std::vector<double> scores(size * size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = i + 1; j < size; ++j) {
      scores[i * size + j] = scores[j * size + i] = index.score(members[i], members[j]);
    }
  }
  std::vector<double> means(size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      if (j != i) means[i] += scores[i * size + j];
    }
    means[i] /= static_cast<double>(size - 1);
  }
  return means;
}

/// The same from the sum of all members: x.S - x.x is the sum of x's cosines with the others.
STORYMAP_DECL std::vector<double> means_by_sum(SparseMatrix const& rows, std::span<std::uint32_t const> members) {
  std::vector<double> sum(rows.cols());
  for (std::uint32_t const member : members) {
    SparseRow const row = rows.row(member);
    for (std::size_t k = 0; k < row.size(); ++k) sum[row.columns[k]] += row.values[k];
  }
  std::vector<double> means;
  means.reserve(members.size());
  for (std::uint32_t const member : members) {
    SparseRow const row = rows.row(member);
    double others = 0;
    for (std::size_t k = 0; k < row.size(); ++k)
      others += rounded_product(row.values[k], sum[row.columns[k]] - row.values[k]);
    means.push_back(others / static_cast<double>(members.size() - 1));
  }
  return means;
}

}  // namespace detail

STORYMAP_DECL std::vector<double> SimilarityIndex::mean_similarities(std::span<std::uint32_t const> members) const {
  STORYMAP_ASSERT(members.size() >= 2);
  if (members.size() <= detail::small_group) return detail::means_by_pair(*this, members);
  if (measure_ == Measure::cosine) return detail::means_by_sum(rows_, members);
  std::vector<std::uint8_t> is_member(size());
  for (std::uint32_t const member : members) is_member[member] = 1;
  std::vector<double> means;
  means.reserve(members.size());
  Accumulator accumulator(*this);
  for (std::uint32_t const member : members) {
    double sum = 0;
    accumulator.scan(rows_.row(member), size(), [&](std::uint32_t other, double score) {
      if (other != member && is_member[other] != 0) sum += score;
    });
    means.push_back(sum / static_cast<double>(members.size() - 1));
  }
  return means;
}

STORYMAP_END
