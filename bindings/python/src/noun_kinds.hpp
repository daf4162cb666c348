// bindings/python/src/noun_kinds.hpp - the nouns of a map by their words, and texts that name them.
#pragma once

#include "errors.hpp"

#include <storymap/detail/noun_words.hpp>
#include <storymap/model.hpp>

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>

namespace storymap::python {

namespace py = pybind11;

/// Calls `visit.operator()<Noun>()` for the noun that the schema calls `word`.
template <class F>
auto with_noun(std::string_view word, F&& visit) {
  if (word == detail::word_of<Story>()) return visit.template operator()<Story>();
  if (word == detail::word_of<Task>()) return visit.template operator()<Task>();
  if (word == detail::word_of<Activity>()) return visit.template operator()<Activity>();
  if (word == detail::word_of<Release>()) return visit.template operator()<Release>();
  if (word == detail::word_of<Persona>()) return visit.template operator()<Persona>();
  throw Raised({Errc::invalid_argument, "expected activity, task, story, release or persona", "noun"});
}

/// The UTF-8 of a str. Errors: storymap.Error for a lone surrogate (invalid_encoding) at `argument`.
[[nodiscard]] inline std::string utf8_of(py::str const& text, char const* argument) {
  Py_ssize_t size = 0;
  char const* const bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
  if (bytes == nullptr) {
    PyErr_Clear();
    throw Raised({Errc::invalid_encoding, "a lone surrogate is no character", argument});
  }
  return {bytes, static_cast<std::size_t>(size)};
}

template <class Noun>
[[nodiscard]] Id<Noun> id_of(py::str const& text) {
  return Id<Noun>(utf8_of(text, "id"));
}

}  // namespace storymap::python
