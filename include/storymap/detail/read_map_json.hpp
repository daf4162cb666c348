// storymap/detail/read_map_json.hpp - a map out of a JSON document of schema v1.
// Room: formats. Depends on detail/read_nouns_json.hpp, detail/ordinal_ids.hpp and import_report.hpp.
#pragma once

#include <storymap/detail/ordinal_ids.hpp>
#include <storymap/detail/read_nouns_json.hpp>
#include <storymap/import_report.hpp>
#include <storymap/visit.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// The member of an object with this name, when there is one.
template <JsonValue V>
[[nodiscard]] std::optional<V> find_member(V const& object, std::string_view name) {
  std::optional<V> found;
  object.for_each_member([&](std::string_view its_name, V const& value) {
    if (!found && its_name == name) found = value;
  });
  return found;
}

/// Counts what a document of nouns held.
inline void count_nouns(Map const& map, ImportReport& report) {
  MapCounts const counts = count(map);
  std::uint64_t criteria = 0;
  for_each_story(
      map, [&](Activity const&, Task const&, Story const& story) { criteria += story.acceptance_criteria.size(); });
  report.count("activities", counts.activities);
  report.count("tasks", counts.tasks);
  report.count("stories", counts.stories);
  report.count("releases", counts.releases);
  report.count("personas", counts.personas);
  report.count("links", counts.links);
  report.count("criteria", criteria);
}

/// Reads a document that carries `"storymap": 1`. What only the whole map shows (references, ids used twice) is for
/// `check`, whose paths are those of the document: everything stands in the map where it stands in the text.
template <JsonValue V>
class MapReader : private NounReader<V> {
 public:
  [[nodiscard]] Result<Map> read_document(V const& root, ImportReport& report) {
    // First of all the version: another one may shape everything else differently.
    if (auto const version = find_member(root, "storymap")) check_version(*version, JsonPlace(JsonPlace(), "storymap"));
    Map map;
    bool has_activities = false;
    this->each_member(root, JsonPlace(), map.extra, [&](std::string_view name, V const& value, JsonPlace const& here) {
      has_activities = has_activities || name == "activities";
      return name == "storymap" || this->member(name, value, here, map);
    });
    if (!has_activities) this->missing("activities", JsonPlace());
    if (this->failed()) return this->failure();
    fill_missing_ids(map, report);
    count_nouns(map, report);
    return map;
  }

 private:
  void check_version(V const& value, JsonPlace const& at) {
    if (!this->must_be(JsonKind::number, value, at) || value.text() == "1") return;
    this->fail(Errc::unsupported, "expected version 1 of the schema, found " + excerpt(value.text()), at);
  }
};

}  // namespace detail

STORYMAP_END
