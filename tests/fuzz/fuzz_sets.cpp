// tests/fuzz/fuzz_sets.cpp - whatever the sets and the threshold, the pairs are those of every row against every other.
//
// The first two bytes make the threshold; of the others each is a column, and a zero ends a row.
#include <storymap/similarity.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <vector>

#include "reference/brute_force_pairs.hpp"
#include "support/simds.hpp"

namespace {

using namespace storymap;

void require(bool holds) {
  if (!holds) std::abort();
}

SparseMatrix read_sets(std::uint8_t const* data, std::size_t size) {
  constexpr std::size_t most_rows = 100;
  SparseMatrix matrix(256);
  std::set<std::uint32_t> row;
  for (std::size_t k = 0; k < size && matrix.rows() < most_rows; ++k) {
    if (data[k] != 0) row.insert(data[k]);
    if (data[k] != 0 && k + 1 < size) continue;
    for (std::uint32_t const column : row) matrix.push_back(column, 1);
    matrix.end_row();
    row.clear();
  }
  return matrix;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2) return 0;
  // Quotients of small numbers are what scores can be exactly.
  double const below = 1 + data[0];
  double const above = 1 + data[1] % (1 + data[0]);
  SimilarityIndex const index(read_sets(data + 2, size - 2), Measure::jaccard);
  std::vector<SimilarPair> const expected = naive::brute_force_pairs(index, above / below);
  for (Simd const simd : storymap_test::simds()) {
    require(index.pairs(above / below, {.threads = 1, .simd = simd}).value() == expected);
  }
  return 0;
}
