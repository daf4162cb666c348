// bindings/python/src/arrays.hpp - vectors of the library as NumPy arrays, without a copy.
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <memory>
#include <utility>
#include <vector>

namespace storymap::python {

namespace py = pybind11;

/// An array that owns what was the vector's memory.
template <class T>
[[nodiscard]] py::array_t<T> to_array(std::vector<T> values) {
  auto owned = std::make_unique<std::vector<T>>(std::move(values));
  T* const data = owned->data();
  auto const size = static_cast<py::ssize_t>(owned->size());
  py::capsule const owner(owned.get(), [](void* vector) { delete static_cast<std::vector<T>*>(vector); });
  owned.release();
  return py::array_t<T>({size}, {static_cast<py::ssize_t>(sizeof(T))}, data, owner);
}

}  // namespace storymap::python
