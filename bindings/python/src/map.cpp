// bindings/python/src/map.cpp - MapHandle: what a map is as a whole.
#include "map.hpp"

#include "noun_kinds.hpp"
#include "parts.hpp"

#include <storymap/analysis.hpp>
#include <storymap/json.hpp>

#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

namespace storymap::python {
namespace {

/// True for the removal of a noun that others stood in. An editor keeps something of each.
[[nodiscard]] bool removes_parent(Edit const& edit) {
  return std::holds_alternative<Remove<Activity>>(edit) || std::holds_alternative<Remove<Task>>(edit);
}

[[nodiscard]] py::typing::Dict<py::str, py::int_> counts_of(MapHandle const& handle) {
  MapCounts const counts = count(handle.map());
  py::typing::Dict<py::str, py::int_> named;
  named["personas"] = counts.personas;
  named["releases"] = counts.releases;
  named["links"] = counts.links;
  named["activities"] = counts.activities;
  named["tasks"] = counts.tasks;
  named["stories"] = counts.stories;
  return named;
}

/// The compared text of every story, in map order: row i is that of the i-th id of `ids("story")`.
[[nodiscard]] std::vector<std::string> texts_of(MapHandle const& handle) {
  std::vector<std::string> texts;
  for_each_story(handle.map(),
                 [&](Activity const&, Task const&, Story const& story) { texts.push_back(comparable_text(story)); });
  return texts;
}

[[nodiscard]] MapHandle from_json(std::string_view text) { return MapHandle(value_or_raise(read_json(text))); }

}  // namespace

MapIndex const& MapHandle::index() const {
  if (!index_) index_.emplace(*map_);
  return *index_;
}

detail::MapEditor& MapHandle::editor() {
  if (map_.use_count() > 1) {
    editor_.reset();
    map_ = std::make_shared<Map>(*map_);
  }
  if (!editor_) editor_ = std::make_unique<detail::MapEditor>(*map_);
  index_.reset();
  return *editor_;
}

std::vector<Edit> MapHandle::apply(std::span<Edit const> edits) {
  if (edits.empty()) return {};
  std::vector<Edit> undo = value_or_raise(editor().apply_all(edits));
  if (std::any_of(edits.begin(), edits.end(), removes_parent)) editor_.reset();
  ++revision_;
  return undo;
}

void bind_map(py::module_& module) {
  py::class_<MapHandle>(module, "MapHandle")
      .def(py::init([] { return MapHandle(Map{}); }))
      .def_static("from_json", &from_json, py::arg("text"))
      .def("to_json",
           [](MapHandle const& self) {
             auto const map = self.snapshot();
             py::gil_scoped_release const released;
             return write_json_compact(*map);
           })
      .def("copy", [](MapHandle const& self) { return MapHandle(self); })
      .def(
          "equals", [](MapHandle const& self, MapHandle const& other) { return self.map() == other.map(); },
          py::arg("other"))
      .def("check", [](MapHandle const& self) { value_or_raise(check(self.map())); })
      .def("counts", &counts_of)
      .def_property_readonly("revision", &MapHandle::revision);
  module.def("comparable_texts", &texts_of, py::arg("map"));
}

}  // namespace storymap::python
