// bindings/python/src/joins.cpp - _core.SimilarityIndex: all pairs at once.
#include "arrays.hpp"
#include "rows.hpp"
#include "run.hpp"
#include "similarity.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

[[nodiscard]] py::array pairs(Index const& index, double at_least, unsigned threads, py::object progress) {
  LongCall call(threads, std::move(progress));
  return to_array(call([&](RunOptions const& run) { return index->similarity().pairs(at_least, run); }));
}

[[nodiscard]] py::array pairs_across(Index const& index, std::size_t boundary, double at_least, unsigned threads,
                                     py::object progress) {
  LongCall call(threads, std::move(progress));
  return to_array(call([&](RunOptions const& run) {
    return index->similarity().pairs_across(std::min(boundary, index->similarity().size()), at_least, run);
  }));
}

/// The rows of the closest ones, -1 for none, and their scores, NaN for none.
[[nodiscard]] std::pair<py::array, py::array> closest_across(Index const& index, std::size_t boundary, double at_least,
                                                             unsigned threads, py::object progress) {
  LongCall call(threads, std::move(progress));
  auto const found = call([&](RunOptions const& run) {
    return index->similarity().closest_across(std::min(boundary, index->similarity().size()), at_least, run);
  });
  std::vector<std::int64_t> rows;
  std::vector<double> scores;
  for (std::optional<Match> const& match : found) {
    rows.push_back(match ? static_cast<std::int64_t>(match->row) : -1);
    scores.push_back(match ? match->score : std::numeric_limits<double>::quiet_NaN());
  }
  return {to_array(std::move(rows)), to_array(std::move(scores))};
}

[[nodiscard]] py::array joined_with(Index const& index, Corpus const& others, double at_least, unsigned threads,
                                    py::object progress) {
  LongCall call(threads, std::move(progress));
  return to_array(call([&](RunOptions const& run) { return index->joined_with(others, at_least, run); }));
}

[[nodiscard]] std::vector<std::uint64_t> count_pairs(Index const& index, std::vector<double> const& thresholds,
                                                     unsigned threads, py::object progress) {
  LongCall call(threads, std::move(progress));
  return call([&](RunOptions const& run) { return index->similarity().count_pairs(thresholds, run); });
}

/// The three arrays of a csr_matrix with a row for each row.
[[nodiscard]] std::tuple<py::array, py::array, py::array> neighbour_graph(Index const& index, std::size_t limit,
                                                                          double at_least, unsigned threads,
                                                                          py::object progress) {
  LongCall call(threads, std::move(progress));
  auto const found =
      call([&](RunOptions const& run) { return index->similarity().neighbour_graph(limit, at_least, run); });
  std::vector<std::int64_t> begin = {0};
  std::vector<std::int64_t> rows;
  std::vector<double> scores;
  for (std::vector<Match> const& matches : found) {
    for (Match const& match : matches) {
      rows.push_back(match.row);
      scores.push_back(match.score);
    }
    begin.push_back(static_cast<std::int64_t>(rows.size()));
  }
  return {to_array(std::move(begin)), to_array(std::move(rows)), to_array(std::move(scores))};
}

[[nodiscard]] std::size_t join_memory(Index const& index, double at_least, unsigned threads) {
  py::gil_scoped_release const released;
  return index->similarity().join_memory(at_least, {.threads = threads});
}

}  // namespace

void bind_joins(IndexClass& index) {
  py::arg_v const threads = py::arg("threads") = 0;
  py::arg_v const progress = py::arg("progress") = py::none();
  PYBIND11_NUMPY_DTYPE_EX(SimilarPair, a, "left", b, "right", score, "score");
  index.def("pairs", &pairs, py::arg("at_least"), threads, progress, "Records of left, right and score.")
      .def("pairs_across", &pairs_across, py::arg("boundary"), py::arg("at_least"), threads, progress)
      .def("closest_across", &closest_across, py::arg("boundary"), py::arg("at_least"), threads, progress)
      .def("joined_with", &joined_with, py::arg("others"), py::arg("at_least"), threads, progress)
      .def("count_pairs", &count_pairs, py::arg("thresholds"), threads, progress)
      .def("neighbour_graph", &neighbour_graph, py::arg("limit"), py::arg("at_least"), threads, progress)
      .def("join_memory", &join_memory, py::arg("at_least"), threads);
}

}  // namespace storymap::python
