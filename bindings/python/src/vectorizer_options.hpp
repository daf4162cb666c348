// bindings/python/src/vectorizer_options.hpp - options of a vectorizer from the keywords of Python.
#pragma once

#include <storymap/live_options.hpp>
#include <storymap/vectorizer.hpp>

#include <pybind11/pybind11.h>

namespace storymap::python {

namespace py = pybind11;

/// An int is a count, a float a share. Errors: TypeError for anything else.
[[nodiscard]] DocumentFrequency document_frequency(py::handle bound, char const* argument);

/// From a dict with the names of VectorizerOptions; what is not there has its default.
[[nodiscard]] VectorizerOptions vectorizer_options(py::dict const& keywords);
[[nodiscard]] LiveOptions live_options(py::dict const& keywords);

}  // namespace storymap::python
