// bindings/python/src/texts.hpp - the texts that Python passes, as a Corpus.
#pragma once

#include <storymap/corpus.hpp>

#include <pybind11/pybind11.h>

namespace storymap::python {

namespace py = pybind11;

/// The texts of a sequence of str, in order. `argument` is what the caller calls them; errors name it and the row.
/// Errors: storymap.Error for one str instead of many (invalid_argument), TypeError for an element that is no str,
/// storymap.Error for a lone surrogate (invalid_encoding).
[[nodiscard]] Corpus corpus_of(py::handle texts, char const* argument);

}  // namespace storymap::python
