// bindings/python/src/texts.cpp - the texts that Python passes, as a Corpus.
#include "texts.hpp"

#include "arrays.hpp"
#include "arrow_texts.hpp"
#include "errors.hpp"
#include "parts.hpp"
#include "run.hpp"
#include "text_list.hpp"

#include <storymap/text.hpp>

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <cmath>
#include <cstring>
#include <string>
#include <utility>

namespace storymap::python {
namespace {

/// So many rows are read before signal handlers may run.
constexpr std::size_t rows_between_signals = 4096;

/// None, a float NaN, pandas.NA and pandas.NaT; pandas need not be there.
[[nodiscard]] bool is_missing(PyObject* text) {
  if (text == Py_None) return true;
  if (PyFloat_Check(text)) return std::isnan(PyFloat_AS_DOUBLE(text));
  std::string_view const type = Py_TYPE(text)->tp_name;
  return type.ends_with("NAType") || type.ends_with("NaTType");
}

/// Reads a str from the memory it has: its own UTF-8 would be a copy that stays with it.
void add_str(TextList& list, PyObject* text) {
  auto const size = static_cast<std::size_t>(PyUnicode_GET_LENGTH(text));
  void const* const data = PyUnicode_DATA(text);
  if (PyUnicode_IS_ASCII(text)) return list.add({static_cast<char const*>(data), size});
  switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND: return list.add_code_points(std::span(static_cast<Py_UCS1 const*>(data), size));
    case PyUnicode_2BYTE_KIND: return list.add_code_points(std::span(static_cast<Py_UCS2 const*>(data), size));
    default: return list.add_code_points(std::span(static_cast<Py_UCS4 const*>(data), size));
  }
}

void add_object(TextList& list, PyObject* text) {
  if (PyUnicode_Check(text)) return add_str(list, text);
  if (is_missing(text)) return list.add_missing();
  throw py::type_error(list.place() + " must be str, not " + Py_TYPE(text)->tp_name);
}

void let_signals_run(std::size_t row) {
  if (row % rows_between_signals == rows_between_signals - 1 && PyErr_CheckSignals() != 0)
    throw py::error_already_set();
}

/// So many rows ahead the memory of a text is asked for: each str lies somewhere else.
constexpr Py_ssize_t ahead = 8;

void prefetch(py::object const& sequence, Py_ssize_t row) {
  if (row >= PySequence_Fast_GET_SIZE(sequence.ptr())) return;
  auto const* const text = reinterpret_cast<char const*>(PySequence_Fast_GET_ITEM(sequence.ptr(), row));
  __builtin_prefetch(text);
  __builtin_prefetch(text + 64);
}

/// About how many bytes the texts of a list or tuple have: as many as they have characters.
[[nodiscard]] std::size_t bytes_of(py::object const& sequence) {
  std::size_t bytes = 0;
  for (Py_ssize_t row = 0; row < PySequence_Fast_GET_SIZE(sequence.ptr()); ++row) {
    prefetch(sequence, row + ahead);
    PyObject* const text = PySequence_Fast_GET_ITEM(sequence.ptr(), row);
    if (PyUnicode_Check(text)) bytes += static_cast<std::size_t>(PyUnicode_GET_LENGTH(text));
  }
  return bytes;
}

/// Handlers of signals may change a list: nothing of it is kept from one row to the next.
void add_sequence(TextList& list, py::handle texts) {
  // PySequence_Fast would put words of its own in the place of a TypeError that an iterator raises.
  bool const is_fast = PyList_Check(texts.ptr()) || PyTuple_Check(texts.ptr());
  py::object const fast = is_fast ? py::reinterpret_borrow<py::object>(texts)
                                  : py::reinterpret_steal<py::object>(PySequence_List(texts.ptr()));
  if (!fast) {
    py::error_already_set const raised;
    if (!raised.matches(PyExc_TypeError) || py::hasattr(py::type::of(texts), "__iter__")) throw raised;
    throw py::type_error(std::string(list.argument()) + " must be a sequence of str, not " +
                         Py_TYPE(texts.ptr())->tp_name);
  }
  list.reserve(static_cast<std::size_t>(PySequence_Fast_GET_SIZE(fast.ptr())), bytes_of(fast));
  for (Py_ssize_t row = 0; row < PySequence_Fast_GET_SIZE(fast.ptr()); ++row) {
    prefetch(fast, row + ahead);
    auto const text = py::reinterpret_borrow<py::object>(PySequence_Fast_GET_ITEM(fast.ptr(), row));
    add_object(list, text.ptr());
    let_signals_run(list.row());
  }
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
    case 'O': return add_sequence(list, texts);
    case 'T': return add_sequence(list, texts.attr("astype")("O"));
    default: break;
  }
  if (texts.size() == 0) return;
  throw py::type_error(std::string(list.argument()) + " must be an array of str, not of " +
                       py::str(texts.dtype()).cast<std::string>());
}

}  // namespace

Texts read_texts(py::handle texts, char const* argument, Missing missing) {
  TextList list(argument, missing);
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
      [](py::object const& texts, std::string const& argument, std::string const& na) {
        Texts read = read_texts(texts, argument.c_str(), missing_of(na));
        return std::pair(std::move(read.corpus), to_array(std::move(read.rows)));
      },
      py::arg("texts"), py::arg("argument"), py::arg("na"), "The texts, and their rows when some were skipped.");
}

}  // namespace storymap::python
