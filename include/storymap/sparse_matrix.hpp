// storymap/sparse_matrix.hpp - rows of (column, value), the shape of every tf-idf matrix.
// Room: engine. Depends on base.
#pragma once

#include <storymap/config.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

STORYMAP_BEGIN

/// One row: columns ascending, each once, with their values.
struct SparseRow {
  std::span<std::uint32_t const> columns;
  std::span<double const> values;

  [[nodiscard]] std::size_t size() const noexcept { return columns.size(); }
};

/// A matrix in compressed sparse row form, the layout of SciPy's csr_matrix: row r holds the entries
/// [row_begin[r], row_begin[r + 1]) of `columns` and `values`.
class SparseMatrix {
 public:
  SparseMatrix() = default;
  explicit SparseMatrix(std::size_t column_count) : column_count_(column_count) {}

  /// From its three arrays: `row_begin` ascends from 0 to the number of entries, columns ascend within each row.
  SparseMatrix(std::size_t column_count, std::vector<std::uint64_t> row_begin, std::vector<std::uint32_t> columns,
               std::vector<double> values)
      : column_count_(column_count),
        row_begin_(std::move(row_begin)),
        columns_(std::move(columns)),
        values_(std::move(values)) {
    STORYMAP_ASSERT(!row_begin_.empty() && row_begin_.back() == columns_.size() && columns_.size() == values_.size());
  }

  [[nodiscard]] std::size_t rows() const noexcept { return row_begin_.size() - 1; }
  [[nodiscard]] std::size_t cols() const noexcept { return column_count_; }
  [[nodiscard]] std::size_t nonzeros() const noexcept { return columns_.size(); }

  [[nodiscard]] SparseRow row(std::size_t index) const noexcept {
    STORYMAP_ASSERT(index < rows());
    std::size_t const begin = row_begin_[index];
    std::size_t const size = row_begin_[index + 1] - begin;
    return {std::span(columns_).subspan(begin, size), std::span(values_).subspan(begin, size)};
  }

  /// The values of a row, to be changed in place.
  [[nodiscard]] std::span<double> values_of(std::size_t index) noexcept {
    STORYMAP_ASSERT(index < rows());
    return std::span(values_).subspan(row_begin_[index], row_begin_[index + 1] - row_begin_[index]);
  }

  /// Appends an entry to the row that is being built; columns must ascend. `end_row` finishes the row.
  void push_back(std::uint32_t column, double value) {
    STORYMAP_ASSERT(column < column_count_);
    columns_.push_back(column);
    values_.push_back(value);
  }
  void end_row() { row_begin_.push_back(columns_.size()); }

  /// Appends a whole row.
  void append(SparseRow row) {
    STORYMAP_ASSERT(row.columns.empty() || row.columns.back() < column_count_);
    columns_.insert(columns_.end(), row.columns.begin(), row.columns.end());
    values_.insert(values_.end(), row.values.begin(), row.values.end());
    end_row();
  }

  void reserve(std::size_t rows, std::size_t nonzeros) {
    row_begin_.reserve(rows + 1);
    columns_.reserve(nonzeros);
    values_.reserve(nonzeros);
  }

  // The three arrays as they are, for adapters.
  [[nodiscard]] std::span<std::uint64_t const> row_begin() const noexcept { return row_begin_; }
  [[nodiscard]] std::span<std::uint32_t const> columns() const noexcept { return columns_; }
  [[nodiscard]] std::span<double const> values() const noexcept { return values_; }

  friend bool operator==(SparseMatrix const&, SparseMatrix const&) = default;

 private:
  std::size_t column_count_ = 0;
  std::vector<std::uint64_t> row_begin_ = {0};
  std::vector<std::uint32_t> columns_;
  std::vector<double> values_;
};

STORYMAP_END
