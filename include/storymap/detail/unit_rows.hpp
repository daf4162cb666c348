// storymap/detail/unit_rows.hpp - rows of length 1, wherever their weights come from.
// Room: engine. Depends on document_terms.hpp, sparse_matrix.hpp and detail/hash.hpp.
#pragma once

#include <storymap/detail/block.hpp>
#include <storymap/detail/exact.hpp>
#include <storymap/detail/hash.hpp>
#include <storymap/document_terms.hpp>
#include <storymap/sparse_matrix.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>

STORYMAP_BEGIN

namespace detail {

/// The rows that an index compares: a matrix, or the documents of a corpus, whose weights are computed when they are
/// asked for.
class UnitRows {
 public:
  /// The rows of the matrix are as they should be.
  explicit UnitRows(SparseMatrix matrix) : rows_(std::move(matrix)) {}
  explicit UnitRows(DocumentTerms terms) : rows_(std::move(terms)) {}

  [[nodiscard]] std::size_t size() const noexcept {
    SparseMatrix const* const rows = matrix();
    return rows != nullptr ? rows->rows() : terms()->documents();
  }
  [[nodiscard]] std::size_t columns() const noexcept {
    SparseMatrix const* const rows = matrix();
    return rows != nullptr ? rows->cols() : terms()->terms();
  }

  /// One of them is null.
  [[nodiscard]] SparseMatrix const* matrix() const noexcept { return std::get_if<SparseMatrix>(&rows_); }
  [[nodiscard]] DocumentTerms const* terms() const noexcept { return std::get_if<DocumentTerms>(&rows_); }

  /// Calls `visit(column, weight)` for the entries of a row, ascending.
  template <class Visit>
  void for_each(std::size_t row, Visit&& visit) const {
    if (SparseMatrix const* const rows = matrix()) {
      SparseRow const entries = rows->row(row);
      for (std::size_t k = 0; k < entries.size(); ++k) visit(entries.columns[k], entries.values[k]);
    } else {
      terms()->for_each_weight(row, visit);
    }
  }

  /// How many columns a row has.
  [[nodiscard]] std::size_t columns_of(std::size_t row) const noexcept {
    SparseMatrix const* const rows = matrix();
    return rows != nullptr ? rows->row(row).size() : terms()->terms_of(row);
  }

  /// Calls `visit(column)` for the columns of a row, ascending.
  template <class Visit>
  void for_each_column(std::size_t row, Visit&& visit) const {
    if (SparseMatrix const* const rows = matrix()) {
      for (std::uint32_t const column : rows->row(row).columns) visit(column);
    } else {
      terms()->for_each_number(row, visit);
    }
  }

  /// The weight of the k-th column of a row.
  [[nodiscard]] double weight(std::size_t row, std::size_t k) const noexcept {
    SparseMatrix const* const rows = matrix();
    return rows != nullptr ? rows->row(row).values[k] : terms()->weight(row, k);
  }

  [[nodiscard]] bool is_empty(std::size_t row) const noexcept { return columns_of(row) == 0; }

  /// A hash of the columns and weights of a row. The sum of the hashes of its entries: none waits for the one before.
  [[nodiscard]] std::uint64_t fingerprint(std::size_t row, std::uint64_t seed) const noexcept {
    std::uint64_t sum = 0;
    if (DocumentTerms const* const documents = terms()) {
      // The weights follow from the terms and the length.
      documents->for_each_number(row, [&](std::uint32_t number) { sum += mixed(number, seed); });
      return sum ^ std::bit_cast<std::uint64_t>(documents->length(row));
    }
    for_each(row, [&](std::uint32_t column, double weight) {
      sum += mixed(column, seed ^ std::bit_cast<std::uint64_t>(weight));
    });
    return sum;
  }

  /// True when the row has a column that is not among `columns()`, because no other row has it.
  [[nodiscard]] bool has_more(std::size_t row) const noexcept {
    return terms() != nullptr && terms()->has_single_terms(row);
  }

 private:
  std::variant<SparseMatrix, DocumentTerms> rows_;
};

/// Reads one row after the other. The last one stays until the next is asked for.
class RowReader {
 public:
  explicit RowReader(UnitRows const& rows) : rows_(rows) {}

  SparseRow operator()(std::size_t row) {
    if (SparseMatrix const* const matrix = rows_.matrix()) return matrix->row(row);
    DocumentTerms const& terms = *rows_.terms();
    std::size_t const size = terms.terms_of(row);
    columns_.ensure(size);
    weights_.ensure(size);
    std::size_t k = 0;
    terms.for_each_weight(row, [&](std::uint32_t number, double weight) {
      columns_[k] = number;
      weights_[k++] = weight;
    });
    return {columns_.span().first(size), weights_.span().first(size)};
  }

 private:
  UnitRows const& rows_;
  Block<std::uint32_t> columns_;
  Block<double> weights_;
};

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

/// True for rows of the same columns with the same weights.
[[nodiscard]] inline bool are_equal(SparseRow a, SparseRow b) noexcept {
  return std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end()) &&
         std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end());
}

/// The cosine of two rows from the sum of their products. Rounding leaves the sum a little beside 1 for equal rows, and
/// above it for nearly equal ones; equal rows are equally alike whatever they hold.
template <class AreEqual>
[[nodiscard]] double cosine(double sum, AreEqual&& are_equal) {
  constexpr double nearly = 1 - 1e-9;
  if (sum < nearly) return sum;
  return are_equal() ? 1.0 : std::min(sum, 1.0);
}

/// The Jaccard similarity of two sets, from the size of each and of their intersection.
[[nodiscard]] inline double jaccard(double common, std::size_t size_a, std::size_t size_b) noexcept {
  return common == 0 ? 0 : common / (static_cast<double>(size_a + size_b) - common);
}

/// The cosine of two rows of length 1. `has_more` says that one of them has columns that are not in these spans.
[[nodiscard]] inline double exact_cosine(SparseRow a, SparseRow b, bool has_more) noexcept {
  std::int64_t sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    // Without a branch on which column is first, which nobody can guess.
    std::uint32_t const in_a = a.columns[i];
    std::uint32_t const in_b = b.columns[j];
    std::int64_t const units = product_units(a.values[i], b.values[j], unit_scale);
    sum += in_a == in_b ? units : 0;
    i += in_a <= in_b ? 1 : 0;
    j += in_b <= in_a ? 1 : 0;
  }
  return cosine(static_cast<double>(sum) / unit_scale, [&] { return !has_more && are_equal(a, b); });
}

}  // namespace detail

STORYMAP_END
