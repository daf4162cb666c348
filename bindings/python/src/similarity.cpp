// bindings/python/src/similarity.cpp - _core.SimilarityIndex: made from texts, asked for pairs.
#include "arrays.hpp"
#include "parts.hpp"
#include "run.hpp"
#include "text_index.hpp"

#include <pybind11/stl.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace storymap::python {
namespace {

using Index = std::shared_ptr<TextIndex>;

[[nodiscard]] Measure measure_of(std::string const& name) {
  if (name == "cosine") return Measure::cosine;
  if (name == "jaccard") return Measure::jaccard;
  throw Raised({Errc::invalid_argument, "expected 'cosine' or 'jaccard'", "measure"});
}

/// Whole numbers are counts, all others are shares; what it is was decided in Python.
using Frequency = std::variant<std::int64_t, double>;

[[nodiscard]] DocumentFrequency frequency_of(Frequency const& bound) {
  return std::visit([](auto value) { return DocumentFrequency(value); }, bound);
}

[[nodiscard]] Index from_texts(std::shared_ptr<Corpus> const& corpus, std::string const& measure,
                               std::pair<std::size_t, std::size_t> ngram_range, std::vector<std::string> stop_words,
                               Frequency const& min_df, Frequency const& max_df, unsigned threads,
                               py::object progress) {
  VectorizerOptions options;
  options.ngram_range = {ngram_range.first, ngram_range.second};
  options.stop_words = StopWords(stop_words);
  options.min_df = frequency_of(min_df);
  options.max_df = frequency_of(max_df);
  Measure const by = measure_of(measure);
  LongCall call(threads, std::move(progress));
  return call([&](RunOptions const& run) { return TextIndex::build(corpus, by, std::move(options), run); });
}

[[nodiscard]] py::array pairs(Index const& index, double at_least, unsigned threads, py::object progress) {
  LongCall call(threads, std::move(progress));
  return to_array(call([&](RunOptions const& run) { return index->similarity().pairs(at_least, run); }));
}

[[nodiscard]] std::vector<std::string> stop_words(std::string const& name) {
  StopWords const words = value_or_raise(find_stop_words(name));
  return {words.begin(), words.end()};
}

}  // namespace

void bind_similarity(py::module_& module) {
  module.def("stop_words", &stop_words, py::arg("name"), "The words of a built-in list.");
  PYBIND11_NUMPY_DTYPE_EX(SimilarPair, a, "left", b, "right", score, "score");
  py::class_<TextIndex, Index>(module, "SimilarityIndex", "Rows that can be asked how alike they are.")
      .def_static("from_texts", &from_texts, py::arg("corpus"), py::arg("measure"), py::arg("ngram_range"),
                  py::arg("stop_words"), py::arg("min_df"), py::arg("max_df"), py::arg("threads") = 0,
                  py::arg("progress") = py::none())
      .def("__len__", [](Index const& index) { return index->similarity().size(); })
      .def_property_readonly("measure",
                             [](Index const& index) { return std::string(to_string(index->similarity().measure())); })
      .def("pairs", &pairs, py::arg("at_least"), py::arg("threads") = 0, py::arg("progress") = py::none(),
           "Records of left, right and score.");
}

}  // namespace storymap::python
