// bindings/python/src/errors.cpp - storymap.Error.
#include "errors.hpp"

#include "language.hpp"
#include "parts.hpp"

#include <storymap/translation.hpp>

#include <string>
#include <string_view>

namespace storymap::python {
namespace {

/// What Python raises: an instance of storymap.Error, whose class lives in the package, made from code, message and
/// path. A cancelled run that Ctrl-C stopped never gets here: its KeyboardInterrupt is already set.
void raise(Error const& error) {
  py::object const type = py::module_::import("storymap._errors").attr("Error");
  py::object const raised = type(error.message, std::string(to_string(error.code)), error.path);
  PyErr_SetObject(type.ptr(), raised.ptr());
}

}  // namespace

void bind_errors(py::module_& module) {
  module.def(
      "translated",
      [](std::string_view english, std::string_view language) { return translated(english, language_of(language)); },
      py::arg("english"), py::arg("language"));
  py::register_local_exception_translator([](std::exception_ptr pending) {
    try {
      if (pending) std::rethrow_exception(pending);
    } catch (Raised const& raised) {
      raise(raised.error());
    }
  });
}

}  // namespace storymap::python
