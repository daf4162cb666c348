// bindings/python/src/changes.cpp - edits, differences and merges. Edits cross as JSON text, their one form everywhere.
#include "errors.hpp"
#include "map_handle.hpp"
#include "parts.hpp"
#include "plain.hpp"

#include <storymap/align.hpp>
#include <storymap/analysis.hpp>
#include <storymap/diff.hpp>
#include <storymap/json.hpp>
#include <storymap/merge.hpp>

#include <pybind11/stl.h>

#include <string>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

[[nodiscard]] std::vector<Edit> edits_of(std::string const& json) { return value_or_raise(read_edits(json)); }

[[nodiscard]] py::str json_of(std::vector<Edit> const& edits) { return text(write_edits(edits)); }

template <class Noun>
[[nodiscard]] py::str plan(MapHandle const& map, std::string const& id) {
  return json_of(plan_remove(map.map(), Id<Noun>(id)));
}

[[nodiscard]] py::str difference(MapHandle const& before, MapHandle const& after) {
  Map a = before.map();
  Map b = after.map();
  MadeUpIds made_up_in_a = before.made_up();
  MadeUpIds made_up_in_b = after.made_up();
  align_ids(a, made_up_in_a, b, made_up_in_b, similar_texts());
  return json_of(diff(a, b));
}

[[nodiscard]] py::tuple rebased(std::string const& edits, MapHandle const& base, MapHandle const& current) {
  Rebased const result = value_or_raise(rebase(edits_of(edits), base.map(), current.map()));
  py::list const notes = list_of(result.notes, [](RebaseNote const& note) {
    py::dict dict;
    dict["kind"] = note.kind == RebaseNote::Kind::place_lost ? "place_lost" : "overwritten";
    dict["edit"] = note.edit;
    dict["path"] = text(note.path);
    return dict;
  });
  return py::make_tuple(json_of(result.edits), notes);
}

[[nodiscard]] py::dict plain(Conflict const& conflict) {
  py::dict dict;
  dict["kind"] = text(to_string(conflict.kind));
  dict["path"] = text(conflict.path);
  dict["base"] = text(conflict.base);
  dict["ours"] = text(conflict.ours);
  dict["theirs"] = text(conflict.theirs);
  dict["other"] = text(conflict.other);
  dict["other_title"] = text(conflict.other_title);
  return dict;
}

[[nodiscard]] py::tuple merged(MapHandle const& base, MapHandle const& ours, MapHandle const& theirs) {
  MergeOptions options;
  options.match_similar = similar_texts();
  options.made_up = {base.made_up(), ours.made_up(), theirs.made_up()};
  Merged result = value_or_raise(merge(base.map(), ours.map(), theirs.map(), options));
  MapHandle map(std::move(result.map), ours.report());
  map.set_made_up(std::move(result.made_up));
  return py::make_tuple(std::move(map),
                        list_of(result.conflicts, [](Conflict const& conflict) { return plain(conflict); }));
}

}  // namespace

void bind_changes(py::module_& module) {
  module.def("apply", [](MapHandle& map, std::string const& edits) {
    return json_of(value_or_raise(map.apply(edits_of(edits))));
  });
  module.def("plan_remove_activity", &plan<Activity>);
  module.def("plan_remove_task", &plan<Task>);
  module.def("plan_remove_story", &plan<Story>);
  module.def("plan_remove_release", &plan<Release>);
  module.def("plan_remove_persona", &plan<Persona>);
  module.def("diff", &difference);
  module.def("rebase", &rebased);
  module.def("merge", &merged);
}

}  // namespace storymap::python
