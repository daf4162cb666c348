// bindings/python/src/parts.hpp - the parts of the module storymap._core.
//
// One part, one file: it defines one `bind_...` function, and module.cpp calls them in its order.
#pragma once

#include <pybind11/pybind11.h>

namespace storymap::python {

namespace py = pybind11;

void bind_analysis(py::module_& module);
void bind_arrow_export(py::module_& module);
void bind_corpus(py::module_& module);
void bind_edits(py::module_& module);
void bind_errors(py::module_& module);
void bind_formats(py::module_& module);
void bind_live_index(py::module_& module);
void bind_map(py::module_& module);
void bind_merge(py::module_& module);
void bind_nouns(py::module_& module);
void bind_reports(py::module_& module);
void bind_run(py::module_& module);
void bind_similarity(py::module_& module);
void bind_story_texts(py::module_& module);

}  // namespace storymap::python
