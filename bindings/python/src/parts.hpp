// bindings/python/src/parts.hpp - the parts of the module storymap._core.
//
// One part, one file: it defines one `bind_...` function, and module.cpp calls them in this order.
#pragma once

#include <pybind11/pybind11.h>

namespace storymap::python {

namespace py = pybind11;

void bind_errors(py::module_& module);
void bind_map(py::module_& module);
void bind_analysis(py::module_& module);
void bind_edits(py::module_& module);
void bind_formats(py::module_& module);
void bind_merge(py::module_& module);
void bind_nouns(py::module_& module);
void bind_reports(py::module_& module);
void bind_pair_stream(py::module_& module);
void bind_run(py::module_& module);
void bind_texts(py::module_& module);
void bind_arrow(py::module_& module);
void bind_vectorizers(py::module_& module);
void bind_similarities(py::module_& module);
void bind_live(py::module_& module);

}  // namespace storymap::python
