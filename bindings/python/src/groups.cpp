// bindings/python/src/groups.cpp - _core.SimilarityIndex: what is connected by chains of similar rows.
#include "arrays.hpp"
#include "rows.hpp"
#include "run.hpp"
#include "similarity.hpp"

#include <storymap/detail/union_find.hpp>
#include <storymap/groups.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

[[nodiscard]] py::array components(Index const& index, double at_least, unsigned threads, py::object progress) {
  LongCall call(threads, std::move(progress));
  return to_array(call([&](RunOptions const& run) { return index->similarity().components(at_least, run); }));
}

/// The first row of the component of each row.
[[nodiscard]] std::vector<std::uint32_t> firsts(detail::UnionFind& sets, std::size_t rows) {
  std::vector<std::uint32_t> first(rows);
  std::vector<std::uint32_t> of_root(rows, UINT32_MAX);
  for (std::uint32_t row = 0; row < rows; ++row) {
    std::uint32_t& known = of_root[sets.root(row)];
    if (known == UINT32_MAX) known = row;
    first[row] = known;
  }
  return first;
}

/// The components for several thresholds, from one search; no pair is kept.
[[nodiscard]] std::vector<py::array> components_at(Index const& index, std::vector<double> const& thresholds,
                                                   unsigned threads, py::object progress) {
  std::size_t const rows = index->similarity().size();
  std::vector<detail::UnionFind> sets(thresholds.size(), detail::UnionFind(rows));
  PairVisitor const join = [&](std::span<SimilarPair const> pairs) {
    for (SimilarPair const& pair : pairs) {
      for (std::size_t k = 0; k < sets.size(); ++k) {
        if (pair.score >= thresholds[k]) sets[k].join(pair.a, pair.b);
      }
    }
    return true;
  };
  if (!thresholds.empty()) {
    LongCall call(threads, std::move(progress));
    double const lowest = *std::min_element(thresholds.begin(), thresholds.end());
    call([&](RunOptions const& run) { return index->similarity().for_each_pair(lowest, join, run); });
  }
  std::vector<py::array> all;
  for (detail::UnionFind& some : sets) all.push_back(to_array(firsts(some, rows)));
  return all;
}

/// Of pairs that are known.
[[nodiscard]] py::array components_of(py::array const& records, double at_least, std::size_t rows) {
  detail::UnionFind sets(rows);
  PairRecords const checked(records, rows);
  for (SimilarPair const& pair : checked.pairs()) {
    if (pair.score >= at_least) sets.join(pair.a, pair.b);
  }
  return to_array(firsts(sets, rows));
}

/// Groups as the command reports them: kind, best score, rows, mean similarities.
using FoundGroup = std::tuple<std::string, double, py::array, py::array>;
[[nodiscard]] std::vector<FoundGroup> find_groups(Index const& index, py::array const& records, double similar,
                                                  double duplicate) {
  PairRecords const checked(records, index->similarity().size());
  std::vector<Group> found;
  {
    py::gil_scoped_release const released;
    found = storymap::find_groups(index->similarity(), checked.pairs(), {similar, duplicate});
  }
  std::vector<FoundGroup> groups;
  for (Group const& group : found) {
    std::vector<std::uint32_t> rows;
    std::vector<double> means;
    for (GroupMember const& member : group.members) {
      rows.push_back(member.row);
      means.push_back(member.similarity);
    }
    groups.emplace_back(std::string(to_string(group.kind)), group.best, to_array(std::move(rows)),
                        to_array(std::move(means)));
  }
  return groups;
}

}  // namespace

void bind_groups(IndexClass& index) {
  py::arg_v const threads = py::arg("threads") = 0;
  py::arg_v const progress = py::arg("progress") = py::none();
  index
      .def("components", &components, py::arg("at_least"), threads, progress,
           "The first row of the component of each row.")
      .def("components_at", &components_at, py::arg("thresholds"), threads, progress)
      .def_static("components_of", &components_of, py::arg("pairs"), py::arg("at_least"), py::arg("rows"))
      .def("find_groups", &find_groups, py::arg("pairs"), py::arg("similar"), py::arg("duplicate"));
}

}  // namespace storymap::python
