// bindings/python/src/texts.cpp - the texts that Python passes, as a Corpus.
#include "texts.hpp"

#include "arrays.hpp"
#include "arrow_texts.hpp"
#include "errors.hpp"
#include "parts.hpp"
#include "run.hpp"
#include "str_texts.hpp"
#include "text_list.hpp"

#include <storymap/text.hpp>

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <cstring>
#include <string>
#include <utility>

namespace storymap::python {
namespace {

/// So many rows are read before signal handlers may run.
constexpr std::size_t rows_between_signals = 4096;

void let_signals_run(std::size_t row) {
  if (row % rows_between_signals == rows_between_signals - 1 && PyErr_CheckSignals() != 0)
    throw py::error_already_set();
}

/// An array of code points with as many for each text, filled up with zeros.
void add_fixed_width(TextList& list, py::array const& texts) {
  auto const width = static_cast<std::size_t>(texts.itemsize()) / sizeof(Py_UCS4);
  std::vector<Py_UCS4> text(width);
  for (py::ssize_t row = 0; row < texts.shape(0); ++row) {
    // Rows of a view into records need not be aligned.
    if (width > 0) std::memcpy(text.data(), texts.data(row), width * sizeof(Py_UCS4));
    std::size_t size = width;
    while (size > 0 && text[size - 1] == 0) --size;
    list.add_code_points(std::span<Py_UCS4 const>(text).first(size));
    let_signals_run(list.row());
  }
}

[[nodiscard]] py::array with_native_order(py::array const& texts) {
  char const order = texts.dtype().byteorder();
  if (order == '=' || order == '|') return texts;
  return texts.attr("astype")(texts.dtype().attr("newbyteorder")("="));
}

void add_array(TextList& list, py::array const& texts) {
  if (texts.ndim() != 1) {
    throw Raised({Errc::invalid_argument, "expected an array of one dimension, found " + std::to_string(texts.ndim()),
                  list.argument()});
  }
  switch (texts.dtype().kind()) {
    case 'U': return add_fixed_width(list, with_native_order(texts));
    case 'O': return add_objects(list, texts);
    case 'T': return add_objects(list, texts.attr("astype")("O"));
    default: break;
  }
  if (texts.size() == 0) return;
  throw py::type_error(std::string(list.argument()) + " must be an array of str, not of " +
                       py::str(texts.dtype()).cast<std::string>());
}

}  // namespace

Texts read_texts(py::handle texts, char const* argument, Missing missing, unsigned threads) {
  TextList list(argument, missing, threads);
  if (PyUnicode_Check(texts.ptr()) || PyBytes_Check(texts.ptr()) || PyByteArray_Check(texts.ptr())) {
    throw Raised({Errc::invalid_argument, "expected many texts, found one", argument});
  }
  if (PyDict_Check(texts.ptr()) || PyAnySet_Check(texts.ptr())) {
    throw py::type_error(std::string(argument) + " must be texts in an order, not " + Py_TYPE(texts.ptr())->tp_name);
  }
  if (!add_arrow(list, texts)) {
    if (py::isinstance<py::array>(texts)) {
      add_array(list, py::reinterpret_borrow<py::array>(texts));
    } else {
      add_sequence(list, texts);
    }
  }
  return std::move(list).take();
}

std::string row_of(std::string const& argument, std::size_t row) { return argument + "[" + std::to_string(row) + "]"; }

namespace {

[[nodiscard]] Missing missing_of(std::string const& na) {
  if (na == "raise") return Missing::raise;
  if (na == "empty") return Missing::empty;
  if (na == "skip") return Missing::skip;
  throw Raised({Errc::invalid_argument, "expected 'raise', 'empty' or 'skip'", "na"});
}

/// Every text as clean_text makes it.
[[nodiscard]] Result<Corpus> clean_texts(Corpus const& corpus, RunOptions const& run) {
  Corpus cleaned;
  cleaned.reserve(corpus.size(), corpus.bytes());
  for (std::size_t row = 0; row < corpus.size(); ++row) {
    if (row % rows_between_signals == 0 && !run.progress(row, corpus.size())) {
      return failure(Errc::cancelled, "stopped by the caller");
    }
    cleaned.add(clean_text(corpus[row]));
  }
  return cleaned;
}

}  // namespace

void bind_texts(py::module_& module) {
  py::class_<Corpus>(module, "Corpus")
      .def("__len__", &Corpus::size)
      .def("bytes", &Corpus::bytes)
      .def("text",
           [](Corpus const& corpus, std::size_t row) {
             if (row >= corpus.size()) throw py::index_error("row " + std::to_string(row));
             return py::str(corpus[row].data(), corpus[row].size());
           })
      .def("cleaned",
           [](Corpus const& corpus) {
             LongCall call(1, py::none());
             return call([&](RunOptions const& run) { return clean_texts(corpus, run); });
           })
      .def(
          "joined",
          [](Corpus const& left, Corpus const& right) {
            Corpus both = left;
            both.reserve(left.size() + right.size(), left.bytes() + right.bytes());
            for (std::size_t row = 0; row < right.size(); ++row) both.add(right[row]);
            return both;
          },
          py::call_guard<py::gil_scoped_release>());
  module.def(
      "read_texts",
      [](py::object const& texts, std::string const& argument, std::string const& na, unsigned threads) {
        Texts read = read_texts(texts, argument.c_str(), missing_of(na), threads);
        return std::pair(std::move(read.corpus), to_array(std::move(read.rows)));
      },
      py::arg("texts"), py::arg("argument"), py::arg("na"), py::arg("threads") = 1,
      "The texts, and their rows when some were skipped.");
}

}  // namespace storymap::python
