// bindings/python/src/plain.hpp - values of the library as plain Python objects.
#pragma once

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>
#include <vector>

namespace storymap::python {

namespace py = pybind11;

[[nodiscard]] inline py::str text(std::string_view value) { return {value.data(), value.size()}; }

/// A list of what `make(element)` returns.
template <class Elements, class Make>
[[nodiscard]] py::list list_of(Elements const& elements, Make&& make) {
  py::list list(elements.size());
  std::size_t at = 0;
  for (auto const& element : elements) list[at++] = make(element);
  return list;
}

[[nodiscard]] inline py::list texts_of(std::vector<std::string> const& values) {
  return list_of(values, [](std::string const& value) { return text(value); });
}

}  // namespace storymap::python
