// bindings/c/src/matrix.cpp - sparse matrices in and out.
#include "arguments.hpp"
#include "vectorizer.hpp"

#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

using namespace storymap::c;
using storymap::Errc;

namespace {

[[noreturn]] void refuse_row(std::uint64_t row, char const* what) {
  refuse(Errc::invalid_argument, what, "arrays, row " + std::to_string(row));
}

/// Refuses what is no matrix in compressed sparse row form.
void check(storymap_matrix_view const& view) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max() - 1;
  if (view.rows > most || view.columns > most)
    refuse(Errc::too_large, "more than 4,294,967,294 rows or columns", "arrays");
  need(view.row_begin, "arrays.row_begin");
  if (view.nonzeros != 0) {
    need(view.column, "arrays.column");
    need(view.value, "arrays.value");
  }
  if (view.row_begin[0] != 0) refuse(Errc::invalid_argument, "expected 0 as the first", "arrays.row_begin");
  for (std::uint64_t row = 0; row < view.rows; ++row) {
    std::uint64_t const begin = view.row_begin[row];
    std::uint64_t const end = view.row_begin[row + 1];
    if (end < begin || end > view.nonzeros) refuse_row(row, "row_begin does not ascend to nonzeros");
    for (std::uint64_t k = begin; k < end; ++k) {
      if (view.column[k] >= view.columns) refuse_row(row, "a column is out of range");
      if (k > begin && view.column[k] <= view.column[k - 1]) refuse_row(row, "the columns do not ascend");
      if (!std::isfinite(view.value[k])) refuse_row(row, "a value is not finite");
    }
  }
  if (view.row_begin[view.rows] != view.nonzeros) {
    refuse(Errc::invalid_argument, "the last is not nonzeros", "arrays.row_begin");
  }
}

template <class T>
[[nodiscard]] std::vector<T> copy(T const* data, std::uint64_t size) {
  return size == 0 ? std::vector<T>() : std::vector<T>(data, data + size);
}

}  // namespace

storymap_status storymap_matrix_new(storymap_matrix_view const* arrays, storymap_matrix** matrix,
                                    storymap_error* error) {
  return call(error, [&] {
    need(matrix, "matrix");
    need(arrays, "arrays");
    auto const view = options_of(arrays, storymap_matrix_view STORYMAP_MATRIX_VIEW_INIT, "arrays");
    check(view);
    storymap::SparseMatrix rows(static_cast<std::size_t>(view.columns), copy(view.row_begin, view.rows + 1),
                                copy(view.column, view.nonzeros), copy(view.value, view.nonzeros));
    *matrix = std::make_unique<storymap_matrix>(std::move(rows)).release();
  });
}

storymap_status storymap_matrix_get(storymap_matrix const* matrix, storymap_matrix_view* arrays,
                                    storymap_error* error) {
  return call(error, [&] {
    storymap::SparseMatrix const& rows = live(matrix, "matrix").rows;
    fill(arrays,
         storymap_matrix_view{0, 0, rows.rows(), rows.cols(), rows.nonzeros(), rows.row_begin().data(),
                              rows.columns().data(), rows.values().data()},
         "arrays");
  });
}

void storymap_matrix_free(storymap_matrix* matrix) { delete matrix; }
