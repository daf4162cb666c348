// bindings/python/src/queries.cpp - _core.SimilarityIndex: questions about some rows and texts.
#include "arrays.hpp"
#include "rows.hpp"
#include "run.hpp"
#include "similarity.hpp"

#include <storymap/likeness.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

using Matches = std::vector<std::pair<std::uint32_t, double>>;

[[nodiscard]] Matches to_python(std::vector<Match> const& found) {
  Matches matches;
  for (Match const& match : found) matches.emplace_back(match.row, match.score);
  return matches;
}

[[nodiscard]] std::vector<Matches> closest(Index const& index, Corpus const& texts, std::size_t limit, double at_least,
                                           unsigned threads, py::object progress) {
  LongCall call(threads, std::move(progress));
  std::vector<Matches> all;
  for (auto const& found : call([&](RunOptions const& run) { return index->closest(texts, limit, at_least, run); })) {
    all.push_back(to_python(found));
  }
  return all;
}

[[nodiscard]] Matches neighbours(Index const& index, std::uint64_t row, std::size_t limit, double at_least) {
  std::size_t const checked = checked_row(row, index->similarity().size(), "row");
  py::gil_scoped_release const released;
  return to_python(index->similarity().neighbours(checked, limit, at_least));
}

[[nodiscard]] double score(Index const& index, std::uint64_t left, std::uint64_t right) {
  std::size_t const rows = index->similarity().size();
  return index->similarity().score(checked_row(left, rows, "left"), checked_row(right, rows, "right"));
}

[[nodiscard]] auto shared_terms(Index const& index, std::uint64_t left, std::uint64_t right) {
  std::size_t const a = checked_row(left, index->similarity().size(), "left");
  std::size_t const b = checked_row(right, index->similarity().size(), "right");
  LongCall call(0, py::none());
  return call([&](RunOptions const& run) { return index->shared_terms(a, b, run); });
}

[[nodiscard]] py::array mean_similarities(Index const& index,
                                          py::array_t<std::uint32_t, py::array::c_style> const& members) {
  std::vector<std::uint32_t> const rows(members.data(), members.data() + members.size());
  if (rows.size() < 2) throw Raised({Errc::invalid_argument, "expected at least two rows", "members"});
  for (std::uint32_t const row : rows) (void)checked_row(row, index->similarity().size(), "members");
  std::vector<std::uint32_t> sorted = rows;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
    throw Raised({Errc::invalid_argument, "expected each row once", "members"});
  }
  std::vector<double> means;
  {
    py::gil_scoped_release const released;
    means = index->similarity().mean_similarities(rows);
  }
  return to_array(std::move(means));
}

/// The parts of a text that are marked.
[[nodiscard]] std::vector<std::string> parts_of(std::string_view text, std::vector<TextSpan> const& spans) {
  std::vector<std::string> parts;
  for (TextSpan const& span : spans) parts.emplace_back(text.substr(span.begin, span.size));
  return parts;
}

/// The kind of likeness of two texts, and what only one of them says.
[[nodiscard]] std::tuple<std::string, std::vector<std::string>, std::vector<std::string>> compare(Corpus const& texts,
                                                                                                  std::uint64_t left,
                                                                                                  std::uint64_t right) {
  std::string_view const a = texts[checked_row(left, texts.size(), "left")];
  std::string_view const b = texts[checked_row(right, texts.size(), "right")];
  Likeness const likeness = compare_texts(a, b);
  return {std::string(to_string(likeness.kind)), parts_of(a, likeness.only_a), parts_of(b, likeness.only_b)};
}

/// The number of the kind of likeness of each pair.
[[nodiscard]] py::array kinds(Corpus const& texts, py::array const& records, unsigned threads, py::object progress) {
  PairRecords const checked(records, texts.size());
  std::span<SimilarPair const> const pairs = checked.pairs();
  std::vector<std::uint8_t> numbers(pairs.size());
  LongCall call(threads, std::move(progress));
  call([&](RunOptions const& run) {
    return for_each_block(pairs.size(), run, [&](unsigned, std::size_t k) {
      numbers[k] = static_cast<std::uint8_t>(compare_texts(texts[pairs[k].a], texts[pairs[k].b]).kind);
    });
  });
  return to_array(std::move(numbers));
}

}  // namespace

void bind_queries(IndexClass& index) {
  py::arg_v const threads = py::arg("threads") = 0;
  py::arg_v const progress = py::arg("progress") = py::none();
  index.def("closest", &closest, py::arg("texts"), py::arg("limit"), py::arg("at_least"), threads, progress)
      .def("neighbours", &neighbours, py::arg("row"), py::arg("limit"), py::arg("at_least"))
      .def("score", &score, py::arg("left"), py::arg("right"))
      .def("shared_terms", &shared_terms, py::arg("left"), py::arg("right"))
      .def("mean_similarities", &mean_similarities, py::arg("members"))
      .def_static("compare", &compare, py::arg("texts"), py::arg("left"), py::arg("right"))
      .def_static("kinds", &kinds, py::arg("texts"), py::arg("pairs"), threads, progress);
}

}  // namespace storymap::python
