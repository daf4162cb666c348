// bindings/python/src/run.cpp - how long the library itself has worked, for benchmarks/python.
#include "run.hpp"

#include "parts.hpp"

namespace storymap::python {

void bind_run(py::module_& module) {
  module.def(
      "library_seconds", [] { return static_cast<double>(library_nanoseconds.load()) * 1e-9; },
      "How long the library has worked for all long calls so far, without what Python adds.");
}

}  // namespace storymap::python
