// bindings/python/src/similarity.cpp - _core.SimilarityIndex: how it is made.
#include "similarity.hpp"

#include "matrix.hpp"
#include "parts.hpp"
#include "run.hpp"

#include <pybind11/stl.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace storymap::python {
namespace {

[[nodiscard]] Measure measure_of(std::string const& name) {
  if (name == "cosine") return Measure::cosine;
  if (name == "jaccard") return Measure::jaccard;
  throw Raised({Errc::invalid_argument, "expected 'cosine' or 'jaccard', found '" + name + "'", "measure"});
}

/// Whole numbers are counts, all others are shares; what it is was decided in Python.
using Frequency = std::variant<std::int64_t, double>;

[[nodiscard]] DocumentFrequency frequency_of(Frequency const& bound) {
  return std::visit([](auto value) { return DocumentFrequency(value); }, bound);
}

[[nodiscard]] Index from_texts(std::shared_ptr<Corpus> const& corpus, std::string const& measure,
                               std::pair<std::size_t, std::size_t> ngram_range,
                               std::vector<std::string> const& stop_words, Frequency const& min_df,
                               Frequency const& max_df, unsigned threads, py::object progress) {
  VectorizerOptions options;
  options.ngram_range = {ngram_range.first, ngram_range.second};
  options.stop_words = StopWords(stop_words);
  options.min_df = frequency_of(min_df);
  options.max_df = frequency_of(max_df);
  Measure const by = measure_of(measure);
  LongCall call(threads, std::move(progress));
  return call([&](RunOptions const& run) { return TextIndex::build(corpus, by, std::move(options), run); });
}

[[nodiscard]] Index from_csr(py::array const& indptr, py::array const& indices, py::array const& data,
                             std::uint64_t columns, std::string const& measure) {
  Measure const by = measure_of(measure);
  SparseMatrix matrix = read_csr(indptr, indices, data, columns);
  py::gil_scoped_release const released;
  return std::make_shared<TextIndex>(SimilarityIndex(std::move(matrix), by));
}

[[nodiscard]] std::vector<std::string> stop_words(std::string const& name) {
  StopWords const words = value_or_raise(find_stop_words(name));
  return {words.begin(), words.end()};
}

}  // namespace

void bind_similarity(py::module_& module) {
  IndexClass index(module, "SimilarityIndex", "Rows that can be asked how alike they are.");
  index
      .def_static("from_texts", &from_texts, py::arg("corpus"), py::arg("measure"), py::arg("ngram_range"),
                  py::arg("stop_words"), py::arg("min_df"), py::arg("max_df"), py::arg("threads") = 0,
                  py::arg("progress") = py::none())
      .def_static("from_csr", &from_csr, py::arg("indptr"), py::arg("indices"), py::arg("data"), py::arg("columns"),
                  py::arg("measure"))
      .def("__len__", [](Index const& made) { return made->similarity().size(); })
      .def_property_readonly("measure",
                             [](Index const& made) { return std::string(to_string(made->similarity().measure())); });
  bind_joins(index);
  bind_queries(index);
  bind_groups(index);
  bind_pair_stream(module);
  module.def("stop_words", &stop_words, py::arg("name"), "The words of a built-in list.");
}

}  // namespace storymap::python
