// bindings/python/src/texts.cpp - sequences of str as a Corpus.
#include "texts.hpp"

#include "errors.hpp"
#include "parts.hpp"

#include <string>
#include <string_view>

namespace storymap::python {

std::string row_of(std::string const& argument, std::size_t row) { return argument + "[" + std::to_string(row) + "]"; }

namespace {

/// None, a float that is not a number, pandas.NA and NaT: what data frames put where a text is missing.
[[nodiscard]] bool is_null(PyObject* value) {
  if (value == Py_None) return true;
  if (PyFloat_Check(value)) return PyFloat_AS_DOUBLE(value) != PyFloat_AS_DOUBLE(value);
  std::string_view const type = Py_TYPE(value)->tp_name;
  return type == "NAType" || type == "pandas._libs.missing.NAType" || type == "NaTType";
}

/// The UTF-8 of a str: that of ASCII is the str's own memory, all other is made and kept by the str.
[[nodiscard]] std::string_view utf8_of(PyObject* text, std::string const& argument, std::size_t row) {
  if (PyUnicode_IS_COMPACT_ASCII(text)) {
    return {reinterpret_cast<char const*>(PyUnicode_1BYTE_DATA(text)),
            static_cast<std::size_t>(PyUnicode_GET_LENGTH(text))};
  }
  Py_ssize_t size = 0;
  char const* const bytes = PyUnicode_AsUTF8AndSize(text, &size);
  if (bytes == nullptr) {
    PyErr_Clear();
    throw Raised({Errc::invalid_encoding, "a lone surrogate is no character", row_of(argument, row)});
  }
  return {bytes, static_cast<std::size_t>(size)};
}

[[nodiscard]] std::string_view text_of(PyObject* value, bool nulls_are_empty, std::string const& argument,
                                       std::size_t row) {
  if (PyUnicode_Check(value)) return utf8_of(value, argument, row);
  if (!is_null(value)) {
    throw py::type_error(row_of(argument, row) + " must be str, not " + Py_TYPE(value)->tp_name);
  }
  if (nulls_are_empty) return {};
  throw Raised({Errc::invalid_argument, "a text is missing; na=\"empty\" takes it as empty", row_of(argument, row)});
}

}  // namespace

Corpus corpus_of_sequence(py::handle texts, bool nulls_are_empty, std::string const& argument) {
  if (PyUnicode_Check(texts.ptr()) || PyBytes_Check(texts.ptr())) {
    throw Raised({Errc::invalid_argument, "expected many texts, found one", argument});
  }
  py::object const fast =
      py::reinterpret_steal<py::object>(PySequence_Fast(texts.ptr(), (argument + " must be texts").c_str()));
  if (!fast) throw py::error_already_set();
  auto const size = static_cast<std::size_t>(PySequence_Fast_GET_SIZE(fast.ptr()));
  PyObject** const items = PySequence_Fast_ITEMS(fast.ptr());
  Corpus corpus;
  std::size_t bytes = 0;
  for (std::size_t row = 0; row < size; ++row) {
    if (PyUnicode_Check(items[row])) bytes += static_cast<std::size_t>(PyUnicode_GET_LENGTH(items[row]));
  }
  corpus.reserve(size, bytes);
  for (std::size_t row = 0; row < size; ++row) corpus.add(text_of(items[row], nulls_are_empty, argument, row));
  return corpus;
}

void bind_texts(py::module_& module) {
  py::class_<Corpus>(module, "Corpus")
      .def("__len__", &Corpus::size)
      .def("bytes", &Corpus::bytes)
      .def("text",
           [](Corpus const& corpus, std::size_t row) {
             if (row >= corpus.size()) throw py::index_error("row " + std::to_string(row));
             return py::str(corpus[row].data(), corpus[row].size());
           })
      .def("joined", [](Corpus const& left, Corpus const& right) {
        Corpus both = left;
        both.reserve(left.size() + right.size(), left.bytes() + right.bytes());
        for (std::size_t row = 0; row < right.size(); ++row) both.add(right[row]);
        return both;
      });
  module.def("corpus_of_sequence", &corpus_of_sequence, py::arg("texts"), py::arg("nulls_are_empty"),
             py::arg("argument"));
  module.def("corpus_of_stream", &corpus_of_stream, py::arg("stream"), py::arg("nulls_are_empty"), py::arg("argument"));
  module.def("corpus_of_array", &corpus_of_array, py::arg("schema"), py::arg("array"), py::arg("nulls_are_empty"),
             py::arg("argument"));
}

}  // namespace storymap::python
