// bindings/python/src/texts.hpp - the texts that Python passes, as a Corpus.
#pragma once

#include <storymap/corpus.hpp>

#include <pybind11/pybind11.h>

#include <cstdint>
#include <string>
#include <vector>

namespace storymap::python {

namespace py = pybind11;

/// What becomes of rows without a text: None, NaN, pandas.NA, the nulls of Arrow.
enum class Missing { raise, empty, skip };

/// Texts, and where they stood in what was passed.
struct Texts {
  Corpus corpus;
  std::vector<std::uint32_t> rows;  ///< of each text, when some were skipped; else empty
};

/// The texts of a sequence or iterable of str, of a NumPy array of strings, or of whatever exports Arrow, in order.
/// `argument` is what the caller calls them; errors name it and the row. Where they can, texts stay in the memory of
/// Python and Arrow, which lives as long as the corpus; others are copied by `threads` threads (0: all there are).
///
/// Errors: storymap.Error for one text instead of many, for a missing one that may not be missing, for malformed Arrow
/// (invalid_argument), for a lone surrogate or bytes that are no UTF-8 (invalid_encoding); TypeError for anything else
/// that is no text.
[[nodiscard]] Texts read_texts(py::handle texts, char const* argument, Missing missing, unsigned threads);

/// "texts[3]": where an error is.
[[nodiscard]] std::string row_of(std::string const& argument, std::size_t row);

}  // namespace storymap::python
