// storymap/impl/similarity.ipp - bodies of similarity.hpp.
#pragma once

#include <storymap/detail/best_matches.hpp>
#include <storymap/detail/exact.hpp>
#include <storymap/detail/row_scan.hpp>
#include <storymap/detail/unit_rows.hpp>
#include <storymap/similarity.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// Groups up to this size get their means pair by pair.
inline constexpr std::size_t small_group = 64;

/// The rows of a matrix as a measure wants them.
STORYMAP_DECL SparseMatrix measured(SparseMatrix rows, Measure measure) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    std::span<double> const values = rows.values_of(row);
    if (measure == Measure::cosine) {
      divide_by_length(values);
    } else {
      std::fill(values.begin(), values.end(), 1.0);
    }
  }
  return rows;
}

}  // namespace detail

STORYMAP_DECL SimilarityIndex::SimilarityIndex(SparseMatrix rows, Measure measure)
    : rows_(detail::measured(std::move(rows), measure)),
      measure_(measure),
      postings_(std::make_shared<detail::LazyPostingIndex>()) {
  std::span<double const> const values = rows_.matrix()->values();
  has_negative_ = std::any_of(values.begin(), values.end(), [](double value) { return value < 0; });
}

STORYMAP_DECL SimilarityIndex::SimilarityIndex(DocumentTerms documents)
    : rows_(std::move(documents)), measure_(Measure::cosine), postings_(std::make_shared<detail::LazyPostingIndex>()) {}

STORYMAP_DECL double SimilarityIndex::score(std::size_t a, std::size_t b) const {
  detail::RowReader read_a(rows_);
  detail::RowReader read_b(rows_);
  SparseRow const row_a = read_a(a);
  SparseRow const row_b = read_b(b);
  if (measure_ == Measure::cosine) {
    // Columns that no other row has count when a row is compared with itself.
    if (a == b && rows_.has_more(a)) return 1;
    return detail::exact_cosine(row_a, row_b, rows_.has_more(a) || rows_.has_more(b));
  }
  std::size_t common = 0;
  detail::for_each_shared(row_a, row_b, [&](std::uint32_t, double, double) { ++common; });
  return detail::jaccard(static_cast<double>(common), row_a.size(), row_b.size());
}

STORYMAP_DECL std::vector<Match> SimilarityIndex::neighbours(std::size_t row, std::size_t limit,
                                                             double at_least) const {
  std::vector<Match> matches;
  detail::RowScan scan(rows_, postings(), measure_ == Measure::cosine);
  scan.scan(
      detail::RowReader(rows_)(row), size(),
      [&](std::uint32_t other, double score) {
        if (other != row && score > 0 && score >= at_least) matches.push_back({other, score});
      },
      0, rows_.has_more(row));
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
  detail::RowScan scan(rows_, postings(), measure_ == Measure::cosine);
  scan.scan({row.columns, weights}, size(), keep, unknown, unknown > 0);
  detail::keep_best(matches, limit);
  return matches;
}

STORYMAP_DECL std::vector<SharedColumn> SimilarityIndex::shared(std::size_t a, std::size_t b) const {
  std::vector<SharedColumn> columns;
  detail::RowReader read_a(rows_);
  detail::RowReader read_b(rows_);
  SparseRow const row_a = read_a(a);
  SparseRow const row_b = read_b(b);
  detail::for_each_shared(row_a, row_b, [&](std::uint32_t column, double in_a, double in_b) {
    columns.push_back({column, detail::rounded_product(in_a, in_b)});
  });
  if (measure_ == Measure::jaccard) {
    double const either = static_cast<double>(row_a.size() + row_b.size()) - static_cast<double>(columns.size());
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
STORYMAP_DECL std::vector<double> means_by_sum(UnitRows const& rows, std::span<std::uint32_t const> members) {
  std::vector<double> sum(rows.columns());
  for (std::uint32_t const member : members) {
    rows.for_each(member, [&](std::uint32_t column, double weight) { sum[column] += weight; });
  }
  std::vector<double> means;
  means.reserve(members.size());
  for (std::uint32_t const member : members) {
    double others = 0;
    rows.for_each(
        member, [&](std::uint32_t column, double weight) { others += rounded_product(weight, sum[column] - weight); });
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
  detail::RowScan scan(rows_, postings(), measure_ == Measure::cosine);
  detail::RowReader read(rows_);
  for (std::uint32_t const member : members) {
    double sum = 0;
    scan.scan(read(member), size(), [&](std::uint32_t other, double score) {
      if (other != member && is_member[other] != 0) sum += score;
    });
    means.push_back(sum / static_cast<double>(members.size() - 1));
  }
  return means;
}

STORYMAP_END
