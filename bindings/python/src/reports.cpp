// bindings/python/src/reports.cpp - what results say of a validation and of similar stories, as plain data.
#include "reports.hpp"

#include "parts.hpp"

#include <storymap/analysis.hpp>
#include <storymap/detail/report_places.hpp>

#include <pybind11/stl.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::python {

Inputs::Inputs(std::vector<Data> const& inputs, std::string profile) : profile_(std::move(profile)) {
  for (auto const& [map, name, report] : inputs) {
    maps_.push_back(map->snapshot());
    sources_.push_back({maps_.back().get(), name});
    if (report) imports_.push_back({name, import_report(*report)});
  }
}

namespace {

using Validated = Answer<Validation>;
using Compared = Answer<SimilarityAnalysis>;

/// A text in English and in Russian.
using BothLanguages = std::array<std::string, 2>;

[[nodiscard]] BothLanguages in_both(auto const& said) {
  return {said.message(Language::en), said.message(Language::ru)};
}
[[nodiscard]] BothLanguages in_both(LocalText const& text, std::vector<std::string> const& arguments) {
  return {format(text, arguments, Language::en), format(text, arguments, Language::ru)};
}

/// The source, and the ids of the activity, task and story; no source for the map as a whole.
using LocationData = std::tuple<std::optional<std::size_t>, std::optional<std::string>, std::optional<std::string>,
                                std::optional<std::string>>;

[[nodiscard]] LocationData location_of(detail::Places const& places, Location const& at) {
  LocationData data;
  if (!at.activity) return data;
  StoryRef const ref = places.ref(at);
  std::get<0>(data) = ref.source;
  std::get<1>(data) = places.activity(ref).id.str();
  if (at.task) std::get<2>(data) = places.task(ref).id.str();
  if (at.story) std::get<3>(data) = places.story(ref).id.str();
  return data;
}

/// The number of a source and the id of a story in it.
using StoryKey = std::pair<std::size_t, std::string>;
/// Rule, kind, severity, category, message, fix, location, and the stories concerned by source and id.
using FindingData = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view, BothLanguages,
                               BothLanguages, LocationData, std::vector<StoryKey>>;

[[nodiscard]] std::vector<FindingData> findings(Validated const& self) {
  detail::Places const places(self.inputs->sources());
  std::vector<FindingData> data;
  for (Finding const& finding : self.result.findings) {
    std::vector<StoryKey> stories;
    for (StoryPlace const& place : finding.stories) {
      StoryRef const ref = places.ref(place);
      stories.emplace_back(ref.source, places.story(ref).id.str());
    }
    Rule const& rule = *finding.rule;
    data.emplace_back(rule.id, rule.kind, to_string(rule.severity), to_string(rule.category), in_both(finding),
                      in_both(rule.fix, finding.arguments), location_of(places, finding.location), std::move(stories));
  }
  return data;
}

[[nodiscard]] std::vector<std::pair<std::string_view, BothLanguages>> recommendations(Validated const& self) {
  std::vector<std::pair<std::string_view, BothLanguages>> data;
  for (Recommendation const& advice : self.result.recommendations) data.emplace_back(advice.id, in_both(advice));
  return data;
}

/// Source, id, title, title of the task and title of the activity of each story that was compared.
using StoryData = std::tuple<std::size_t, std::string, std::string, std::string, std::string>;

[[nodiscard]] std::vector<StoryData> stories(Compared const& self) {
  detail::Places const places(self.inputs->sources());
  std::vector<StoryData> data;
  data.reserve(self.result.stories.size());
  for (StoryRef const& ref : self.result.stories) {
    Story const& story = places.story(ref);
    data.emplace_back(ref.source, story.id.str(), story.title, places.task(ref).title, places.activity(ref).title);
  }
  return data;
}

/// Kind, best score, and rows with their mean similarity.
using GroupData = std::tuple<std::string_view, double, std::vector<std::pair<std::uint32_t, double>>>;

[[nodiscard]] std::vector<GroupData> groups(Compared const& self) {
  std::vector<GroupData> data;
  data.reserve(self.result.groups.size());
  for (Group const& group : self.result.groups) {
    std::vector<std::pair<std::uint32_t, double>> members;
    for (GroupMember const& member : group.members) members.emplace_back(member.row, member.similarity);
    data.emplace_back(to_string(group.kind), group.best, std::move(members));
  }
  return data;
}

using PairData = std::tuple<std::uint32_t, std::uint32_t, double, std::string_view>;

[[nodiscard]] std::vector<PairData> pairs(Compared const& self) {
  std::vector<PairData> data;
  data.reserve(self.result.pairs.size());
  for (AlikePair const& pair : self.result.pairs) data.emplace_back(pair.a, pair.b, pair.score, to_string(pair.kind));
  return data;
}

}  // namespace

void bind_reports(py::module_& module) {
  auto validation = py::reinterpret_borrow<py::class_<Validated>>(module.attr("Validation"));
  validation.def("findings", &findings).def("recommendations", &recommendations);
  auto similarity = py::reinterpret_borrow<py::class_<Compared>>(module.attr("StorySimilarity"));
  similarity.def("groups", &groups).def("pairs", &pairs).def("stories", &stories);
}

}  // namespace storymap::python
