// storymap/detail/read_legacy_json.hpp - a map out of the project JSON of the predecessor.
// Room: formats. Depends on detail/read_map_json.hpp and detail/imported_ids.hpp.
//
// What it does differently from schema v1: ids are integers, `position` orders siblings, a story names its release by
// `release_id`, and the text the project grew from is `raw_requirements`. All words of schema v1 are understood too,
// so a map written by hand without `"storymap": 1` is read as well.
#pragma once

#include <storymap/detail/imported_ids.hpp>
#include <storymap/detail/read_map_json.hpp>

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Where a noun wants to stand among its siblings; behind all others when it does not say.
template <class Noun>
[[nodiscard]] double position_of(Noun const& noun) {
  double position = std::numeric_limits<double>::infinity();
  if (std::string const* json = noun.extra.find("position")) {
    std::from_chars(json->data(), json->data() + json->size(), position);
  }
  return position;
}

/// Orders siblings by the unknown field "position", equal ones as they stand, and takes the field away: from here on
/// the order is the position.
template <class Noun>
void sort_by_position(Map& map) {
  for_each_family<Noun>(map, [](auto const&, std::vector<Noun>& family) {
    std::stable_sort(family.begin(), family.end(),
                     [](Noun const& a, Noun const& b) { return position_of(a) < position_of(b); });
    for (Noun& noun : family) noun.extra.erase("position");
  });
}

template <JsonValue V>
class LegacyReader : private NounReader<V> {
 public:
  explicit LegacyReader(ImportReport& report) : report_(report) {}

  [[nodiscard]] Result<Map> read_document(V const& root) {
    Map map;
    // Stories name releases, which may stand behind them.
    if (auto const releases = find_member(root, "releases")) {
      list(*releases, JsonPlace(JsonPlace(), "releases"), map.releases, release_ids_);
    }
    for (Release const& release : map.releases) known_releases_.insert(release.id.str());
    this->each_member(root, JsonPlace(), map.extra, [&](std::string_view name, V const& value, JsonPlace const& here) {
      if (name == "releases") return true;
      if (name == "activities") return list(value, here, map.activities, activity_ids_), true;
      if (name == "raw_requirements" && map.description.empty()) return this->read(value, here, map.description), true;
      return this->member(name, value, here, map);
    });
    if (this->failed()) return this->failure();
    return finish(std::move(map));
  }

 private:
  template <class Noun>
  void list(V const& array, JsonPlace const& at, std::vector<Noun>& nouns, ImportedIds<Noun>& ids) {
    this->each_element(array, at, [&](V const& item, JsonPlace const& here) {
      if (this->must_be(JsonKind::object, item, here)) noun(item, here, nouns.emplace_back(), ids);
    });
  }

  template <class Noun>
  void noun(V const& object, JsonPlace const& at, Noun& noun, ImportedIds<Noun>& ids) {
    this->each_member(object, at, noun.extra, [&](std::string_view name, V const& value, JsonPlace const& here) {
      if (name == "id") return read_id(value, here, noun.id, ids), true;
      if (name == "position") return !this->is(JsonKind::number, value, here);
      return legacy_member(name, value, here, noun);
    });
  }

  bool legacy_member(std::string_view name, V const& value, JsonPlace const& at, Activity& activity) {
    if (name == "tasks") return list(value, at, activity.tasks, task_ids_), true;
    return this->member(name, value, at, activity);
  }
  bool legacy_member(std::string_view name, V const& value, JsonPlace const& at, Task& task) {
    if (name == "stories") return list(value, at, task.stories, story_ids_), true;
    return this->member(name, value, at, task);
  }
  bool legacy_member(std::string_view name, V const& value, JsonPlace const& at, Story& story) {
    if (name == "release_id") return read_release(value, at, story), true;
    return this->member(name, value, at, story);
  }
  bool legacy_member(std::string_view name, V const& value, JsonPlace const& at, Release& release) {
    return this->member(name, value, at, release);
  }

  template <class Noun>
  void read_id(V const& value, JsonPlace const& at, Id<Noun>& id, ImportedIds<Noun>& ids) {
    std::string key;
    this->read_key(value, at, key);
    if (!key.empty()) id = ids.next(key, at.pointer());
  }

  void read_release(V const& value, JsonPlace const& at, Story& story) {
    std::string key;
    this->read_key(value, at, key);
    if (key.empty()) return;
    if (!known_releases_.contains(key)) {
      this->fail(Errc::unknown_id, "no release has the id '" + excerpt(key) + "'", at);
    }
    story.release = ReleaseId(std::move(key));
  }

  /// The map is checked while it is still in the order of the text, so that the paths of errors lead there.
  [[nodiscard]] Result<Map> finish(Map map) {
    fill_missing_ids(map, report_);
    if (Result<void> good = check(map); !good) return failure_of(std::move(good));
    sort_by_position<Activity>(map);
    sort_by_position<Task>(map);
    sort_by_position<Story>(map);
    sort_by_position<Release>(map);
    count_nouns(map, report_);
    return map;
  }

  ImportReport& report_;
  ImportedIds<Activity> activity_ids_{"activity", report_};
  ImportedIds<Task> task_ids_{"task", report_};
  ImportedIds<Story> story_ids_{"story", report_};
  ImportedIds<Release> release_ids_{"release", report_};
  std::unordered_set<std::string> known_releases_;
};

}  // namespace detail

STORYMAP_END
