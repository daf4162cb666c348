// bindings/python/src/arrow_texts.hpp - columns of text as Arrow exports them.
#pragma once

#include "text_list.hpp"

#include <pybind11/pybind11.h>

namespace storymap::python {

/// Reads an object that has `__arrow_c_stream__` or `__arrow_c_array__`; false when it has neither.
///
/// Understands the types utf8, large_utf8 and utf8_view, dictionaries of them, a struct or table of one such column,
/// and a column of nothing but nulls. What an array says of itself is checked before its memory is read: a malformed
/// one is an error (the length of its buffers, which Arrow does not tell, must be what its offsets ask for).
[[nodiscard]] bool add_arrow(TextList& list, py::handle texts);

}  // namespace storymap::python
