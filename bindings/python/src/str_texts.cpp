// bindings/python/src/str_texts.cpp - texts that Python holds as str, one by one.
#include "str_texts.hpp"

#include "code_points.hpp"
#include "run.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// So many objects ahead the memory of one is asked for: each lies somewhere else.
constexpr std::size_t ahead = 16;

/// References to objects that may be given back on any thread.
class References {
 public:
  References() = default;
  References(References const&) = delete;
  References& operator=(References const&) = delete;
  ~References() {
    py::gil_scoped_acquire const acquired;
    for (std::size_t k = 0; k < objects_.size(); ++k) {
      if (k + ahead < objects_.size()) __builtin_prefetch(objects_[k + ahead], 1);
      Py_DECREF(objects_[k]);
    }
  }

  void reserve(std::size_t count) { objects_.reserve(count); }
  void add(PyObject* object) {
    objects_.push_back(object);
    Py_INCREF(object);
  }

 private:
  std::vector<PyObject*> objects_;
};

/// A row as Python holds it, and its UTF-8.
struct Str {
  void const* data = nullptr;  ///< nullptr: no text
  std::size_t size = 0;        ///< in code points
  int kind = 0;                ///< bytes of a code point; 0 for ASCII, which is UTF-8 already
  std::string_view utf8 = {};
};

[[nodiscard]] Str str_of(PyObject* text) {
  Str str{PyUnicode_DATA(text), static_cast<std::size_t>(PyUnicode_GET_LENGTH(text)), 0, {}};
  if (PyUnicode_IS_ASCII(text)) {
    str.utf8 = {static_cast<char const*>(str.data), str.size};
  } else {
    str.kind = PyUnicode_KIND(text);
  }
  return str;
}

/// Calls `visit` with the code points of a text that is not ASCII.
template <class Visit>
auto with_code_points(Str const& str, Visit&& visit) {
  switch (str.kind) {
    case PyUnicode_1BYTE_KIND: return visit(std::span(static_cast<Py_UCS1 const*>(str.data), str.size));
    case PyUnicode_2BYTE_KIND: return visit(std::span(static_cast<Py_UCS2 const*>(str.data), str.size));
    default: return visit(std::span(static_cast<Py_UCS4 const*>(str.data), str.size));
  }
}

class StrReader {
 public:
  explicit StrReader(TextList& list) : list_(list) {}

  void reserve(std::size_t rows) {
    strs_.reserve(rows);
    references_->reserve(rows);
  }

  [[nodiscard]] std::size_t row() const noexcept { return strs_.size(); }

  void read(PyObject* text) {
    if (PyUnicode_Check(text)) {
      references_->add(text);
      strs_.push_back(str_of(text));
      if (strs_.back().kind != 0) encoded_rows_.push_back(strs_.size() - 1);
    } else if (is_missing(text)) {
      if (list_.missing() == Missing::raise) list_.fail_missing(row());
      strs_.emplace_back();
    } else {
      throw py::type_error(list_.place(row()) + " must be str, not " + Py_TYPE(text)->tp_name);
    }
    if (row() % rows_between_signals == 0 && PyErr_CheckSignals() != 0) throw py::error_already_set();
  }

  void finish() {
    encode();
    list_.reserve(strs_.size(), 0);
    for (Str const& str : strs_) str.data == nullptr ? list_.add_missing() : list_.borrow(str.utf8);
    list_.keep(std::move(references_));
  }

 private:
  /// So many texts are the work of a thread at a time.
  static constexpr std::size_t block_rows = 512;

  void encode() {
    std::size_t const blocks = (encoded_rows_.size() + block_rows - 1) / block_rows;
    std::vector<std::size_t> faulty(blocks, strs_.size());
    std::vector<std::shared_ptr<char[]>> memory(blocks);
    LongCall call(list_.threads(), py::none());
    call.beyond_library([&](RunOptions const& run) {
      return for_each_block(blocks, run, [&](unsigned, std::size_t block) {
        std::size_t const begin = block * block_rows;
        std::size_t const size = std::min(block_rows, encoded_rows_.size() - begin);
        faulty[block] = encode(std::span(encoded_rows_).subspan(begin, size), memory[block]);
      });
    });
    for (std::size_t const row : faulty) {
      if (row < strs_.size()) list_.fail(Errc::invalid_encoding, "a lone surrogate is no character", row);
    }
    for (std::shared_ptr<char[]>& block : memory) list_.keep(std::move(block));
  }

  /// Writes the UTF-8 of these rows and returns the first that has none, or how many rows there are.
  [[nodiscard]] std::size_t encode(std::span<std::size_t const> rows, std::shared_ptr<char[]>& memory) {
    auto const size_of = [](auto text) { return utf8_size(text); };
    std::size_t bytes = 0;
    for (std::size_t const row : rows) bytes += with_code_points(strs_[row], size_of);
    memory.reset(new char[bytes + utf8_slack]);
    char* free = memory.get();
    for (std::size_t const row : rows) {
      char* const end = with_code_points(strs_[row], [&](auto text) { return write_utf8(text, free); });
      if (end == nullptr) return row;
      strs_[row].utf8 = {free, static_cast<std::size_t>(end - free)};
      free = end;
    }
    return strs_.size();
  }

  TextList& list_;
  std::vector<Str> strs_;
  std::vector<std::size_t> encoded_rows_;
  std::shared_ptr<References> references_ = std::make_shared<References>();
};

void prefetch(py::handle sequence, Py_ssize_t row) {
  if (row >= PySequence_Fast_GET_SIZE(sequence.ptr())) return;
  auto const* const text = reinterpret_cast<char const*>(PySequence_Fast_GET_ITEM(sequence.ptr(), row));
  __builtin_prefetch(text, 1);
}

}  // namespace

// Handlers of signals may change a list: nothing of it is kept from one row to the next.
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
  StrReader reader(list);
  reader.reserve(static_cast<std::size_t>(PySequence_Fast_GET_SIZE(fast.ptr())));
  for (Py_ssize_t row = 0; row < PySequence_Fast_GET_SIZE(fast.ptr()); ++row) {
    prefetch(fast, row + static_cast<Py_ssize_t>(ahead));
    reader.read(py::reinterpret_borrow<py::object>(PySequence_Fast_GET_ITEM(fast.ptr(), row)).ptr());
  }
  reader.finish();
}

void add_objects(TextList& list, py::array const& texts) {
  // Holds its own references: a handler of a signal may write into the array.
  StrReader reader(list);
  reader.reserve(static_cast<std::size_t>(texts.shape(0)));
  auto const at = [&](py::ssize_t row) { return *static_cast<PyObject* const*>(texts.data(row)); };
  for (py::ssize_t row = 0; row < texts.shape(0); ++row) {
    if (row + static_cast<py::ssize_t>(ahead) < texts.shape(0)) {
      __builtin_prefetch(at(row + static_cast<py::ssize_t>(ahead)), 1);
    }
    // NumPy reads an element that was never written as None.
    PyObject* const text = at(row) == nullptr ? Py_None : at(row);
    reader.read(py::reinterpret_borrow<py::object>(text).ptr());
  }
  reader.finish();
}

}  // namespace storymap::python
