// bindings/python/src/texts.cpp - the texts that Python passes, as a Corpus.
#include "texts.hpp"

#include "errors.hpp"

#include <string>
#include <string_view>

namespace storymap::python {
namespace {

[[nodiscard]] std::string row_of(char const* argument, std::size_t row) {
  return std::string(argument) + "[" + std::to_string(row) + "]";
}

/// The UTF-8 of a str, kept by the str itself.
[[nodiscard]] std::string_view utf8_of(PyObject* text, char const* argument, std::size_t row) {
  if (!PyUnicode_Check(text)) {
    throw py::type_error(row_of(argument, row) + " must be str, not " + Py_TYPE(text)->tp_name);
  }
  Py_ssize_t size = 0;
  char const* const bytes = PyUnicode_AsUTF8AndSize(text, &size);
  if (bytes == nullptr) {
    PyErr_Clear();
    throw Raised({Errc::invalid_encoding, "a lone surrogate is no character", row_of(argument, row)});
  }
  return {bytes, static_cast<std::size_t>(size)};
}

}  // namespace

Corpus corpus_of(py::handle texts, char const* argument) {
  if (PyUnicode_Check(texts.ptr()) || PyBytes_Check(texts.ptr())) {
    throw Raised({Errc::invalid_argument, "expected many texts, found one", argument});
  }
  Corpus corpus;
  py::object const fast = py::reinterpret_steal<py::object>(PySequence_Fast(texts.ptr(), "expected a sequence of str"));
  if (!fast) throw py::error_already_set();
  auto const size = static_cast<std::size_t>(PySequence_Fast_GET_SIZE(fast.ptr()));
  for (std::size_t row = 0; row < size; ++row) {
    PyObject* const text = PySequence_Fast_GET_ITEM(fast.ptr(), static_cast<Py_ssize_t>(row));
    corpus.add(utf8_of(text, argument, row));
  }
  return corpus;
}

}  // namespace storymap::python
