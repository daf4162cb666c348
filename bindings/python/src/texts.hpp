// bindings/python/src/texts.hpp - the texts that Python passes, as a Corpus.
#pragma once

#include <storymap/corpus.hpp>

#include <pybind11/pybind11.h>

#include <string>

namespace storymap::python {

namespace py = pybind11;

/// "texts[3]": where an error is.
[[nodiscard]] std::string row_of(std::string const& argument, std::size_t row);

/// The texts of a sequence, in order. None, NaN and pandas.NA are empty texts when `nulls_are_empty`, else an error.
/// Errors: storymap.Error (invalid_argument) for one str instead of many and for a null, TypeError for an element that
/// is no str, storymap.Error (invalid_encoding) for a lone surrogate; each names `argument` and the row.
[[nodiscard]] Corpus corpus_of_sequence(py::handle texts, bool nulls_are_empty, std::string const& argument);

/// The texts of an Arrow stream (a capsule "arrow_array_stream") of strings: utf8, large_utf8, string views, or a
/// dictionary of them; also the only column of a struct. Errors as above, and TypeError for another type.
[[nodiscard]] Corpus corpus_of_stream(py::capsule const& stream, bool nulls_are_empty, std::string const& argument);

/// The same for one array: capsules "arrow_schema" and "arrow_array".
[[nodiscard]] Corpus corpus_of_array(py::capsule const& schema, py::capsule const& array, bool nulls_are_empty,
                                     std::string const& argument);

}  // namespace storymap::python
