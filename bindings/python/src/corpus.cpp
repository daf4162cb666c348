// bindings/python/src/corpus.cpp - _core.Corpus: texts as the library keeps them.
#include "arrays.hpp"
#include "errors.hpp"
#include "parts.hpp"
#include "texts.hpp"

#include <memory>
#include <string>
#include <utility>

namespace storymap::python {
namespace {

[[nodiscard]] Missing missing_of(std::string const& na) {
  if (na == "raise") return Missing::raise;
  if (na == "empty") return Missing::empty;
  if (na == "skip") return Missing::skip;
  throw Raised({Errc::invalid_argument, "expected 'raise', 'empty' or 'skip'", "na"});
}

[[nodiscard]] py::str text_at(Corpus const& corpus, py::ssize_t row) {
  auto const size = static_cast<py::ssize_t>(corpus.size());
  if (row < -size || row >= size) throw py::index_error("there is no text " + std::to_string(row));
  std::string_view const text = corpus[static_cast<std::size_t>(row < 0 ? row + size : row)];
  return {text.data(), text.size()};
}

}  // namespace

void bind_corpus(py::module_& module) {
  py::class_<Corpus, std::shared_ptr<Corpus>>(module, "Corpus", "Texts in one block of memory.")
      .def("__len__", &Corpus::size)
      .def("__getitem__", &text_at, py::arg("row"))
      .def_property_readonly("bytes", &Corpus::bytes);
  module.def(
      "read_texts",
      [](py::object const& texts, std::string const& argument, std::string const& na) {
        Texts read = read_texts(texts, argument.c_str(), missing_of(na));
        return std::pair(std::make_shared<Corpus>(std::move(read.corpus)), to_array(std::move(read.rows)));
      },
      py::arg("texts"), py::arg("argument") = "texts", py::arg("na") = "raise",
      "The texts, and their rows when some were skipped.");
}

}  // namespace storymap::python
