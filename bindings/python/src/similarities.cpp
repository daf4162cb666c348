// bindings/python/src/similarities.cpp - all pairs of similar rows.
#include "arrays.hpp"
#include "csr.hpp"
#include "parts.hpp"
#include "plain.hpp"
#include "run.hpp"
#include "texts.hpp"
#include "vectorizer_options.hpp"

#include <storymap/corpus.hpp>
#include <storymap/document_terms.hpp>
#include <storymap/groups.hpp>
#include <storymap/likeness.hpp>
#include <storymap/search.hpp>
#include <storymap/similarity.hpp>

#include <pybind11/stl.h>

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

using Rows = std::vector<std::uint32_t>;

[[nodiscard]] Measure measure_of(std::string const& word) {
  if (word == "cosine") return Measure::cosine;
  if (word == "jaccard") return Measure::jaccard;
  throw Raised({Errc::invalid_argument, "expected 'cosine' or 'jaccard'", "measure"});
}

[[nodiscard]] SimilarityIndex index_of_counts(Corpus const& corpus, py::dict const& keywords, unsigned threads,
                                              py::object progress) {
  VectorizerOptions const options = vectorizer_options(keywords);
  LongCall call(threads, std::move(progress));
  return call([&](RunOptions const& run) -> Result<SimilarityIndex> {
    Result<DocumentTerms> counted = count_terms(corpus, options, run);
    if (!counted) return failure_of(std::move(counted));
    return SimilarityIndex(std::move(*counted));
  });
}

[[nodiscard]] std::pair<Vectorizer, SimilarityIndex> index_of_vectors(Corpus const& corpus, py::dict const& keywords,
                                                                      std::string const& measure, unsigned threads,
                                                                      py::object progress) {
  VectorizerOptions const options = vectorizer_options(keywords);
  Measure const chosen = measure_of(measure);
  LongCall call(threads, std::move(progress));
  VectorizedCorpus fitted = call([&](RunOptions const& run) { return fit_transform(corpus, options, run); });
  return {std::move(fitted.vectorizer), SimilarityIndex(std::move(fitted.matrix), chosen)};
}

[[nodiscard]] SimilarityIndex index_of_csr(py::array const& data, py::array const& indices, py::array const& indptr,
                                           std::size_t columns, std::string const& measure) {
  return SimilarityIndex(from_csr(data, indices, indptr, columns, "matrix"), measure_of(measure));
}

/// Pairs as a structured array: fields left, right and score.
[[nodiscard]] py::array pairs(SimilarityIndex const& index, double at_least, unsigned threads, py::object progress) {
  LongCall call(threads, std::move(progress));
  return to_array(call([&](RunOptions const& run) { return index.pairs(at_least, run); }));
}

[[nodiscard]] py::array pairs_across(SimilarityIndex const& index, std::size_t boundary, double at_least,
                                     unsigned threads, py::object progress) {
  LongCall call(threads, std::move(progress));
  return to_array(call([&](RunOptions const& run) { return index.pairs_across(boundary, at_least, run); }));
}

/// Calls `visit(pairs)` with some of them after the other; what it raises stops the search.
void for_each_pair(SimilarityIndex const& index, double at_least, py::function const& visit, unsigned threads) {
  LongCall call(threads, py::none());
  call([&](RunOptions const& run) {
    return index.for_each_pair(
        at_least,
        [&](std::span<SimilarPair const> some) {
          py::gil_scoped_acquire const acquired;
          return call.guard([&] { visit(to_array(std::vector<SimilarPair>(some.begin(), some.end()))); });
        },
        run);
  });
}

[[nodiscard]] py::array count_pairs(SimilarityIndex const& index, std::vector<double> const& thresholds,
                                    unsigned threads, py::object progress) {
  LongCall call(threads, std::move(progress));
  return to_array(call([&](RunOptions const& run) { return index.count_pairs(thresholds, run); }));
}

[[nodiscard]] py::array components(SimilarityIndex const& index, double at_least, unsigned threads,
                                   py::object progress) {
  LongCall call(threads, std::move(progress));
  return to_array(call([&](RunOptions const& run) { return index.components(at_least, run); }));
}

/// The row and score of the closest one on the other side, -1 and 0 where there is none.
[[nodiscard]] py::tuple closest_across(SimilarityIndex const& index, std::size_t boundary, double at_least,
                                       unsigned threads, py::object progress) {
  LongCall call(threads, std::move(progress));
  auto const found = call([&](RunOptions const& run) { return index.closest_across(boundary, at_least, run); });
  std::vector<std::int64_t> rows;
  std::vector<double> scores;
  for (auto const& match : found) {
    rows.push_back(match ? static_cast<std::int64_t>(match->row) : -1);
    scores.push_back(match ? match->score : 0);
  }
  return py::make_tuple(to_array(std::move(rows)), to_array(std::move(scores)));
}

/// CSR arrays of the graph: data, indices, indptr.
[[nodiscard]] py::tuple neighbour_graph(SimilarityIndex const& index, std::size_t limit, double at_least,
                                        unsigned threads, py::object progress) {
  LongCall call(threads, std::move(progress));
  auto const graph = call([&](RunOptions const& run) { return index.neighbour_graph(limit, at_least, run); });
  std::vector<double> scores;
  std::vector<std::int64_t> rows;
  std::vector<std::int64_t> begins = {0};
  for (auto const& matches : graph) {
    for (Match const& match : matches) {
      scores.push_back(match.score);
      rows.push_back(match.row);
    }
    begins.push_back(static_cast<std::int64_t>(rows.size()));
  }
  return py::make_tuple(to_array(std::move(scores)), to_array(std::move(rows)), to_array(std::move(begins)));
}

/// Does the work without the GIL, for others meanwhile.
template <class Work>
[[nodiscard]] auto unlocked(Work&& work) {
  py::gil_scoped_release const released;
  return work();
}

[[nodiscard]] py::list plain(std::vector<Match> const& matches) {
  return list_of(matches, [](Match const& match) { return py::make_tuple(match.row, match.score); });
}

/// Refuses pairs that another index found.
void check_rows(std::span<SimilarPair const> pairs, std::size_t rows) {
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    if (pairs[k].a < rows && pairs[k].b < rows && pairs[k].a != pairs[k].b) continue;
    throw Raised({Errc::invalid_argument, "expected two different rows of the " + std::to_string(rows) + " there are",
                  row_of("pairs", k)});
  }
}

/// Groups as (kind, best score, members, mean similarities).
[[nodiscard]] py::list groups(SimilarityIndex const& index, py::array const& given, double similar, double duplicate) {
  py::array_t<SimilarPair, py::array::c_style> const all(given);
  std::span const pairs(all.data(), static_cast<std::size_t>(all.size()));
  check_rows(pairs, index.size());
  auto const found = unlocked([&] { return find_groups(index, pairs, {.similar = similar, .duplicate = duplicate}); });
  return list_of(found, [](Group const& group) {
    Rows rows;
    std::vector<double> means;
    for (GroupMember const& member : group.members) {
      rows.push_back(member.row);
      means.push_back(member.similarity);
    }
    return py::make_tuple(text(to_string(group.kind)), group.best, to_array(std::move(rows)),
                          to_array(std::move(means)));
  });
}

[[nodiscard]] py::dict likeness(std::string const& a, std::string const& b) {
  auto const words = [](std::string const& document, std::vector<TextSpan> const& spans) {
    return list_of(
        spans, [&](TextSpan const& span) { return text(std::string_view(document).substr(span.begin, span.size)); });
  };
  Likeness const found = compare_texts(a, b);
  py::dict dict;
  dict["kind"] = text(to_string(found.kind));
  dict["only_a"] = words(a, found.only_a);
  dict["only_b"] = words(b, found.only_b);
  return dict;
}

}  // namespace

void bind_similarities(py::module_& module) {
  PYBIND11_NUMPY_DTYPE_EX(SimilarPair, a, "left", b, "right", score, "score");
  py::class_<SimilarityIndex>(module, "SimilarityIndex")
      .def("__len__", &SimilarityIndex::size)
      .def("score", &SimilarityIndex::score)
      .def("pairs", &pairs)
      // The same without an array of its result: what benchmarks take off a call.
      .def("join",
           [](SimilarityIndex const& index, double at_least, unsigned threads) {
             py::gil_scoped_release const released;
             return value_or_raise(index.pairs(at_least, {.threads = threads})).size();
           })
      .def("pairs_across", &pairs_across)
      .def("for_each_pair", &for_each_pair)
      .def("count_pairs", &count_pairs)
      .def("components", &components)
      .def("closest_across", &closest_across)
      .def("neighbour_graph", &neighbour_graph)
      .def("neighbours",
           [](SimilarityIndex const& index, std::size_t row, std::size_t limit, double at_least) {
             return plain(unlocked([&] { return index.neighbours(row, limit, at_least); }));
           })
      .def("search",
           [](SimilarityIndex const& index, Vectorizer const& vectorizer, std::string const& document,
              std::size_t limit, double at_least) {
             return plain(unlocked([&] { return search(vectorizer, index, document, limit, at_least); }));
           })
      .def("shared",
           [](SimilarityIndex const& index, std::size_t a, std::size_t b) {
             return list_of(index.shared(a, b), [](SharedColumn const& shared) {
               return py::make_tuple(shared.column, shared.contribution);
             });
           })
      .def("groups", &groups)
      .def("mean_similarities",
           [](SimilarityIndex const& index, Rows const& members) { return to_array(index.mean_similarities(members)); })
      .def("join_memory", [](SimilarityIndex const& index, double at_least, unsigned threads) {
        return index.join_memory(at_least, {.threads = threads});
      });
  module.def("index_of_counts", &index_of_counts);
  module.def("index_of_vectors", &index_of_vectors);
  module.def("index_of_csr", &index_of_csr);
  module.def("compare_texts", &likeness);
}

}  // namespace storymap::python
