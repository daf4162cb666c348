// bindings/python/src/str_texts.hpp - texts that Python holds as str, one by one.
#pragma once

#include "text_list.hpp"

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

namespace storymap::python {

/// Reads any sequence or iterable of str. ASCII is borrowed from the objects, which live as long as the corpus; the
/// UTF-8 of other texts is written by the threads of the list.
void add_sequence(TextList& list, py::handle texts);

/// Reads an array of NumPy of one dimension whose elements are objects.
void add_objects(TextList& list, py::array const& texts);

}  // namespace storymap::python
