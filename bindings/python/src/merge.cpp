// bindings/python/src/merge.cpp - differences of maps, and three-way merge.
#include <storymap/merge.hpp>

#include "import_report.hpp"
#include "map.hpp"
#include "parts.hpp"

#include <storymap/align.hpp>
#include <storymap/analysis.hpp>
#include <storymap/detail/noun_fields.hpp>
#include <storymap/diff.hpp>
#include <storymap/json.hpp>

#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

/// A map and the ids that its reader made up.
using Side = std::tuple<MapHandle const*, MadeUpData>;
/// Kind, path, the three versions, and the path and title of another noun.
using ConflictData =
    std::tuple<std::string_view, std::string, std::string, std::string, std::string, std::string, std::string>;

[[nodiscard]] TextMatcher matcher(std::optional<double> similar) {
  return similar ? similar_texts(*similar) : TextMatcher{};
}

[[nodiscard]] std::tuple<MapHandle, MadeUpData, std::vector<ConflictData>> merge_maps(Side const& base,
                                                                                      Side const& ours,
                                                                                      Side const& theirs,
                                                                                      std::optional<double> similar) {
  MergeOptions options;
  options.match_similar = matcher(similar);
  options.made_up = {made_up_ids(std::get<1>(base)), made_up_ids(std::get<1>(ours)), made_up_ids(std::get<1>(theirs))};
  auto const first = std::get<0>(base)->snapshot();
  auto const second = std::get<0>(ours)->snapshot();
  auto const third = std::get<0>(theirs)->snapshot();
  Merged merged = value_or_raise([&] {
    py::gil_scoped_release const released;
    return merge(*first, *second, *third, options);
  }());
  std::vector<ConflictData> conflicts;
  for (Conflict const& found : merged.conflicts) {
    conflicts.emplace_back(to_string(found.kind), found.path, found.base, found.ours, found.theirs, found.other,
                           found.other_title);
  }
  return {MapHandle(std::move(merged.map)), to_python(merged.made_up), std::move(conflicts)};
}

/// Of the ids of `map`, those that say nothing about who is who in `base`: all but those that both files gave.
template <class Noun>
void add_meaningless(Map const& base, std::unordered_set<std::string> const& made_up_in_base, Map const& map,
                     std::vector<Id<Noun>>& made_up) {
  std::unordered_set<std::string> known;
  for (Id<Noun> const& id : made_up) known.insert(id.str());
  MapIndex const index(base);
  detail::for_each_family<Noun>(map, [&](auto const&, std::vector<Noun> const& nouns) {
    for (Noun const& noun : nouns) {
      bool const given_in_both = index.place(noun.id) && !made_up_in_base.contains(noun.id.str());
      if (!given_in_both && known.insert(noun.id.str()).second) made_up.push_back(noun.id);
    }
  });
}

template <class... Noun>
void add_meaningless_of(Map const& base, MadeUpIds const& made_up_in_base, Map const& map, MadeUpIds& made_up) {
  auto const of_base = [&]<class One>() {
    std::unordered_set<std::string> ids;
    for (Id<One> const& id : made_up_in_base.of<One>()) ids.insert(id.str());
    return ids;
  };
  (add_meaningless<Noun>(base, of_base.template operator()<Noun>(), map, made_up.of<Noun>()), ...);
}

/// The edits that turn `base` into `other`, whose nouns take the ids of those of `base` that say the same where ids
/// were made up. The ids of `base` stay: the edits apply to it.
[[nodiscard]] std::string diff_by_text(Side const& base, Side const& other, std::optional<double> similar) {
  Map first = std::get<0>(base)->map();
  Map second = std::get<0>(other)->map();
  MadeUpIds first_ids = made_up_ids(std::get<1>(base));
  MadeUpIds second_ids = made_up_ids(std::get<1>(other));
  py::gil_scoped_release const released;
  if (!first_ids.empty() || !second_ids.empty()) {
    add_meaningless_of<Activity, Task, Story, Release, Persona>(first, first_ids, second, second_ids);
    align_ids(first, first_ids, second, second_ids, matcher(similar));
  }
  return write_edits(diff(first, second));
}

}  // namespace

void bind_merge(py::module_& module) {
  module.def("diff", &diff_by_text, py::arg("base"), py::arg("other"), py::arg("similar"));
  module.def("merge", &merge_maps, py::arg("base"), py::arg("ours"), py::arg("theirs"), py::arg("similar"));
}

}  // namespace storymap::python
