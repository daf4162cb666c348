// bindings/python/src/similarity.hpp - _core.SimilarityIndex, which several files bind.
#pragma once

#include "text_index.hpp"

#include <pybind11/pybind11.h>

#include <memory>

namespace storymap::python {

namespace py = pybind11;

using Index = std::shared_ptr<TextIndex>;
using IndexClass = py::class_<TextIndex, Index>;

void bind_joins(IndexClass& index);
void bind_queries(IndexClass& index);
void bind_groups(IndexClass& index);
void bind_pair_stream(py::module_& module);

}  // namespace storymap::python
