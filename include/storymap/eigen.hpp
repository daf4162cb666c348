// storymap/eigen.hpp - a tf-idf matrix as Eigen sees it, and back.
// Room: engine. Depends on sparse_matrix.hpp and on Eigen, which the program brings.
//
//     EigenView const view(vectorized.matrix);
//     Eigen::SparseMatrix<double, Eigen::RowMajor> const cosines = view.matrix() * view.matrix().transpose();
#pragma once

#include <storymap/sparse_matrix.hpp>

#include <Eigen/SparseCore>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

STORYMAP_BEGIN

/// A sparse matrix of Eigen over the entries of a SparseMatrix, which are not copied; it must outlive the view. Eigen
/// counts with `int`, so where the rows begin is converted: 4 bytes for each.
class EigenView {
 public:
  using Matrix = Eigen::SparseMatrix<double, Eigen::RowMajor, int>;

  /// Throws std::length_error for 2^31 entries, rows or columns and more.
  explicit EigenView(SparseMatrix const& matrix) : matrix_(matrix) {
    constexpr std::size_t most = std::numeric_limits<int>::max();
    if (matrix.nonzeros() > most || matrix.rows() >= most || matrix.cols() > most) {
      throw std::length_error("Eigen holds at most 2^31 - 1 entries, rows and columns");
    }
    row_begin_.assign(matrix.row_begin().begin(), matrix.row_begin().end());
  }

  [[nodiscard]] Eigen::Map<Matrix const> matrix() const noexcept {
    return {static_cast<Eigen::Index>(matrix_.rows()), static_cast<Eigen::Index>(matrix_.cols()),
            static_cast<Eigen::Index>(matrix_.nonzeros()), row_begin_.data(),
            // The same numbers: none is above 2^31 - 1.
            reinterpret_cast<int const*>(matrix_.columns().data()), matrix_.values().data()};
  }

 private:
  SparseMatrix const& matrix_;
  std::vector<int> row_begin_;
};

/// A copy of a matrix of Eigen of any layout. O(entries).
template <int Options, class StorageIndex>
[[nodiscard]] SparseMatrix from_eigen(Eigen::SparseMatrix<double, Options, StorageIndex> const& matrix) {
  Eigen::SparseMatrix<double, Eigen::RowMajor, StorageIndex> by_rows = matrix;
  by_rows.makeCompressed();
  SparseMatrix copy(static_cast<std::size_t>(matrix.cols()));
  copy.reserve(static_cast<std::size_t>(matrix.rows()), static_cast<std::size_t>(matrix.nonZeros()));
  for (Eigen::Index row = 0; row < by_rows.outerSize(); ++row) {
    for (typename decltype(by_rows)::InnerIterator entry(by_rows, row); entry; ++entry) {
      copy.push_back(static_cast<std::uint32_t>(entry.col()), entry.value());
    }
    copy.end_row();
  }
  return copy;
}

STORYMAP_END
