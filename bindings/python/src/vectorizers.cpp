// bindings/python/src/vectorizers.cpp - texts to tf-idf vectors.
#include "arrays.hpp"
#include "csr.hpp"
#include "parts.hpp"
#include "plain.hpp"
#include "run.hpp"
#include "vectorizer_options.hpp"

#include <storymap/corpus.hpp>
#include <storymap/vectorizer.hpp>

#include <pybind11/stl.h>

#include <string>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

[[nodiscard]] py::tuple fit(Corpus const& corpus, py::dict const& keywords, unsigned threads, py::object progress) {
  VectorizerOptions options = vectorizer_options(keywords);
  LongCall call(threads, std::move(progress));
  VectorizedCorpus fitted = call([&](RunOptions const& run) { return fit_transform(corpus, std::move(options), run); });
  return py::make_tuple(std::move(fitted.vectorizer), to_csr(std::move(fitted.matrix)));
}

[[nodiscard]] py::tuple transform(Vectorizer const& vectorizer, Corpus const& corpus, unsigned threads,
                                  py::object progress) {
  LongCall call(threads, std::move(progress));
  return to_csr(call([&](RunOptions const& run) { return vectorizer.transform(corpus, run); }));
}

[[nodiscard]] py::list terms(Vectorizer const& vectorizer) {
  py::list all(vectorizer.size());
  for (std::uint32_t column = 0; column < vectorizer.size(); ++column) all[column] = text(vectorizer.term(column));
  return all;
}

}  // namespace

void bind_vectorizers(py::module_& module) {
  py::class_<Vectorizer>(module, "Vectorizer")
      .def("__len__", &Vectorizer::size)
      .def("terms", &terms)
      .def("terms_of",
           [](Vectorizer const& vectorizer, std::vector<std::uint32_t> const& columns) {
             return list_of(columns, [&](std::uint32_t column) { return text(vectorizer.term(column)); });
           })
      .def("idf",
           [](Vectorizer const& vectorizer) {
             return to_array(std::vector<double>(vectorizer.idf().begin(), vectorizer.idf().end()));
           })
      .def("analyze", [](Vectorizer const& vectorizer,
                         std::string const& document) { return texts_of(vectorizer.analyze(document)); })
      .def("transform", &transform, py::arg("corpus"), py::arg("threads"), py::arg("progress"));
  module.def("restore_vectorizer", [](py::dict const& keywords, std::vector<double> idf) {
    return value_or_raise(Vectorizer::restore(vectorizer_options(keywords), std::move(idf)));
  });
  module.def("fit_transform", &fit, py::arg("corpus"), py::arg("options"), py::arg("threads"), py::arg("progress"));
}

}  // namespace storymap::python
