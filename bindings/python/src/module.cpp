// bindings/python/src/module.cpp - storymap._core: the library as Python sees it.
#include "parts.hpp"

#include <storymap/version.hpp>

PYBIND11_MODULE(_core, module) {
  module.doc() = "The compiled part of storymap. The package around it is what programs use.";
  module.attr("__version__") = STORYMAP_VERSION_STRING;
  storymap::python::bind_errors(module);
  storymap::python::bind_map(module);  // before the parts that take maps
  storymap::python::bind_analysis(module);
  storymap::python::bind_edits(module);
  storymap::python::bind_formats(module);
  storymap::python::bind_merge(module);
  storymap::python::bind_nouns(module);
  storymap::python::bind_reports(module);
  storymap::python::bind_texts(module);
  storymap::python::bind_arrow(module);
  storymap::python::bind_vectorizers(module);
  storymap::python::bind_similarities(module);
  storymap::python::bind_live(module);
  storymap::python::bind_pair_stream(module);
  storymap::python::bind_run(module);
}
