// benchmarks/baseline/nlohmann_map.hpp - a map out of JSON the way one writes it with nlohmann/json: parse, then copy.
#pragma once

#include <storymap/model.hpp>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap_bench {

using nlohmann::json;

/// Members that are not among `known` are unknown fields.
inline storymap::Fields other_fields(json const& object, std::set<std::string_view> const& known) {
  storymap::Fields fields;
  for (auto const& [name, value] : object.items()) {
    if (!known.contains(name)) fields.set(name, value.dump());
  }
  return fields;
}

inline std::vector<storymap::External> externals(json const& object) {
  static std::set<std::string_view> const known = {"system", "key", "url"};
  std::vector<storymap::External> list;
  if (!object.contains("external")) return list;
  for (json const& item : object["external"]) {
    list.push_back({item.value("system", ""), item.value("key", ""), item.value("url", ""), other_fields(item, known)});
  }
  return list;
}

template <class Noun>
Noun titled(json const& object, char const* title, std::set<std::string_view> const& known) {
  return {storymap::Id<Noun>(object.at("id").get<std::string>()), object.at(title).get<std::string>(),
          object.value("description", ""), externals(object), other_fields(object, known)};
}

inline storymap::Story story(json const& object) {
  using namespace storymap;
  static std::set<std::string_view> const known = {"id",       "title",   "description", "acceptance_criteria",
                                                   "status",   "points",  "priority",    "labels",
                                                   "personas", "release", "external"};
  Story story;
  story.id = StoryId(object.at("id").get<std::string>());
  story.title = object.at("title").get<std::string>();
  story.description = object.value("description", "");
  story.acceptance_criteria = object.value("acceptance_criteria", std::vector<std::string>());
  story.priority = object.value("priority", "");
  story.status = parse_status(object.value("status", "todo")).value();
  if (object.contains("points")) story.points = object["points"].get<double>();
  story.labels = object.value("labels", std::vector<std::string>());
  for (std::string& id : object.value("personas", std::vector<std::string>()))
    story.personas.emplace_back(std::move(id));
  if (object.contains("release")) story.release = ReleaseId(object["release"].get<std::string>());
  story.external = externals(object);
  story.extra = other_fields(object, known);
  return story;
}

/// The map of a document of schema v1 that is known to be good; the result is checked like ours.
inline storymap::Map read_map(std::string_view text) {
  using namespace storymap;
  static std::set<std::string_view> const plain = {"id", "title", "name", "description", "external"};
  static std::set<std::string_view> const parent = {"id", "title", "description", "external", "tasks", "stories"};
  json const document = json::parse(text);
  Map map;
  map.name = document.at("name").get<std::string>();
  for (json const& item : document.at("personas")) map.personas.push_back(titled<Persona>(item, "name", plain));
  for (json const& item : document.at("releases")) map.releases.push_back(titled<Release>(item, "title", plain));
  for (json const& item : document.at("activities")) {
    Activity activity{ActivityId(item.at("id").get<std::string>()),
                      item.at("title").get<std::string>(),
                      item.value("description", ""),
                      {},
                      externals(item),
                      other_fields(item, parent)};
    for (json const& inner : item.at("tasks")) {
      Task task{TaskId(inner.at("id").get<std::string>()),
                inner.at("title").get<std::string>(),
                inner.value("description", ""),
                {},
                externals(inner),
                other_fields(inner, parent)};
      for (json const& innermost : inner.at("stories")) task.stories.push_back(story(innermost));
      activity.tasks.push_back(std::move(task));
    }
    map.activities.push_back(std::move(activity));
  }
  if (!check(map)) map = {};
  return map;
}

}  // namespace storymap_bench
