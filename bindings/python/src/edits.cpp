// bindings/python/src/edits.cpp - changes of maps: apply, rebase, what a removal takes. Edits are JSON text.
#include "map.hpp"
#include "noun_kinds.hpp"
#include "parts.hpp"

#include <storymap/json.hpp>

#include <pybind11/stl.h>

#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

[[nodiscard]] std::vector<Edit> edits_of(std::string_view log) { return value_or_raise(read_edits(log)); }

[[nodiscard]] std::string apply_log(MapHandle& self, std::string_view log) {
  return write_edits(self.apply(edits_of(log)));
}

[[nodiscard]] std::string plan(MapHandle const& self, std::string_view noun, py::str const& id) {
  return with_noun(noun,
                   [&]<class Noun>() { return write_edits(plan_remove(self.map(), self.noun(id_of<Noun>(id)).id)); });
}

[[nodiscard]] char const* word_of(RebaseNote::Kind kind) {
  return kind == RebaseNote::Kind::place_lost ? "place_lost" : "overwritten";
}

/// What was decided: kind, index of the edit, path.
using NoteData = std::tuple<std::string_view, std::size_t, std::string>;

[[nodiscard]] std::pair<std::string, std::vector<NoteData>> rebase_log(std::string_view log, MapHandle const& base,
                                                                       MapHandle const& current) {
  Rebased const rebased = value_or_raise(rebase(edits_of(log), base.map(), current.map()));
  std::vector<NoteData> notes;
  for (RebaseNote const& note : rebased.notes) notes.emplace_back(word_of(note.kind), note.edit, note.path);
  return {write_edits(rebased.edits), std::move(notes)};
}

}  // namespace

void bind_edits(py::module_& module) {
  auto map = py::reinterpret_borrow<py::class_<MapHandle>>(module.attr("MapHandle"));
  map.def("apply", &apply_log, py::arg("edits")).def("plan_remove", &plan, py::arg("noun"), py::arg("id"));
  module.def(
      "check_edits", [](std::string_view log) { return write_edits(edits_of(log)); }, py::arg("edits"));
  module.def("rebase", &rebase_log, py::arg("edits"), py::arg("base"), py::arg("current"));
}

}  // namespace storymap::python
