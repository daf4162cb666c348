// server/maps/map_rows.cpp - bodies of map_rows.hpp.
#include "server/maps/map_rows.hpp"

#include "server/maps/place_key.hpp"

#include <storymap/json.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace storymap::server::maps {
namespace {

using store::MapChange;
using store::NounRow;
using UserTask = storymap::Task;  // server::Task is a coroutine

template <class Noun>
constexpr std::string_view kind_of;
template <>
constexpr std::string_view kind_of<Persona> = "persona";
template <>
constexpr std::string_view kind_of<Release> = "release";
template <>
constexpr std::string_view kind_of<Activity> = "activity";
template <>
constexpr std::string_view kind_of<UserTask> = "task";
template <>
constexpr std::string_view kind_of<Story> = "story";
template <>
constexpr std::string_view kind_of<Link> = "link";

/// The words around a noun in the edit that adds it first.
struct Frame {
  std::string before;
  std::string after;
};

[[nodiscard]] Frame frame_of(std::string_view kind, std::string_view parent) {
  Frame frame;
  frame.before.append(R"({"v":1,"op":"add","noun":")").append(kind).append(R"(","value":)");
  if (kind == "task" || kind == "story") {
    // An id may be any text: the library quotes it.
    Edit const edit = Remove<Activity>{ActivityId(std::string(parent))};
    std::string const quoted = write_edits({&edit, 1});
    constexpr std::string_view prefix = R"({"v":1,"op":"remove","noun":"activity","id":)";
    frame.after.append(R"(,"parent":)").append(quoted.substr(prefix.size(), quoted.rfind('}') - prefix.size()));
  }
  frame.after += R"(,"after":null})";
  return frame;
}

/// What stands between the words of the frame in one line of an edit log.
[[nodiscard]] std::string value_in(Edit const& edit, Frame const& frame) {
  std::string const line = write_edits({&edit, 1});
  return line.substr(frame.before.size(), line.find_last_of('}') + 1 - frame.before.size() - frame.after.size());
}

/// An id for a link, which has none: its kind and its ends.
[[nodiscard]] std::string id_of(LinkKind kind, StoryId const& from, StoryId const& to) {
  // No id has control characters.
  return std::string(to_string(kind)) + "\n" + from.str() + "\n" + to.str();
}
[[nodiscard]] std::string id_of(Link const& link) { return id_of(link.kind, link.from, link.to); }
template <class Noun>
[[nodiscard]] std::string id_of(Noun const& noun) {
  return noun.id.str();
}

/// The noun without its children.
[[nodiscard]] Activity bare(Activity const& activity) {
  return {activity.id, activity.title, activity.description, {}, activity.external, activity.extra};
}
[[nodiscard]] UserTask bare(UserTask const& task) {
  return {task.id, task.title, task.description, {}, task.external, task.extra};
}
template <class Noun>
[[nodiscard]] Noun const& bare(Noun const& noun) {
  return noun;
}

[[nodiscard]] Edit add_of(Link const& link, std::string const&) { return AddLink{link, {}}; }
[[nodiscard]] Edit add_of(UserTask task, std::string const& parent) {
  return Add<UserTask>{std::move(task), {ActivityId(parent), {}}};
}
[[nodiscard]] Edit add_of(Story story, std::string const& parent) {
  return Add<Story>{std::move(story), {TaskId(parent), {}}};
}
template <class Noun>
[[nodiscard]] Edit add_of(Noun noun, std::string const&) {
  return Add<Noun>{std::move(noun), {}};
}

template <class Noun>
[[nodiscard]] NounRow row_of(Noun const& noun, std::string const& parent, std::string place) {
  std::string_view const kind = kind_of<Noun>;
  return {std::string(kind), id_of(noun), parent, std::move(place),
          value_in(add_of(bare(noun), parent), frame_of(kind, parent))};
}

/// Calls `visit(siblings, parent)` for every list of the map, parents first.
template <class Visit>
void for_each_list(Map const& map, Visit&& visit) {
  std::string const none;
  visit(map.personas, none);
  visit(map.releases, none);
  visit(map.activities, none);
  for (Activity const& activity : map.activities) {
    visit(activity.tasks, activity.id.str());
    for (UserTask const& task : activity.tasks) visit(task.stories, task.id.str());
  }
  visit(map.links, none);
}

[[nodiscard]] std::string header_of(Map const& map) {
  std::vector<Edit> edits;
  edits.emplace_back(SetMap{"name", map.name});
  if (!map.description.empty()) edits.emplace_back(SetMap{"description", map.description});
  for (Field const& field : map.extra) edits.emplace_back(SetMap{field.name, JsonText{field.json}});
  return write_edits(edits);
}

/// Reads the noun of a row, as the edit that adds it.
[[nodiscard]] Result<Edit> read_row(NounRow const& row) {
  Frame const frame = frame_of(row.kind, row.parent_id);
  Result<std::vector<Edit>> edits = read_edits(frame.before + row.value + frame.after);
  if (!edits) return failure_of(std::move(edits));
  if (edits->size() != 1) return failure(Errc::invalid_field, "a row holds something else than one noun", row.id);
  return std::move(edits->front());
}

/// Puts nouns where their edits say, at the end of their parents: rows come in the order of places.
class MapBuilder {
 public:
  explicit MapBuilder(Map& map) : map_(map) {}

  Result<void> add(Edit edit) {
    return std::visit([&](auto& some) { return put(some); }, edit);
  }

 private:
  Result<void> put(Add<Persona>& edit) { return append(map_.personas, std::move(edit.value)); }
  Result<void> put(Add<Release>& edit) { return append(map_.releases, std::move(edit.value)); }
  Result<void> put(AddLink& edit) { return append(map_.links, std::move(edit.value)); }
  Result<void> put(Add<Activity>& edit) {
    activity_of_.emplace(edit.value.id, map_.activities.size());
    return append(map_.activities, std::move(edit.value));
  }
  Result<void> put(Add<UserTask>& edit) {
    auto const parent = activity_of_.find(edit.place.parent);
    if (parent == activity_of_.end()) return orphan(edit.value.id.str());
    std::vector<UserTask>& tasks = map_.activities[parent->second].tasks;
    task_of_.emplace(edit.value.id, std::pair(parent->second, tasks.size()));
    return append(tasks, std::move(edit.value));
  }
  Result<void> put(Add<Story>& edit) {
    auto const parent = task_of_.find(edit.place.parent);
    if (parent == task_of_.end()) return orphan(edit.value.id.str());
    auto const [activity, task] = parent->second;
    return append(map_.activities[activity].tasks[task].stories, std::move(edit.value));
  }
  template <class Other>
  Result<void> put(Other&) {
    return failure(Errc::invalid_field, "a row holds something else than a noun");
  }

  static Result<void> orphan(std::string const& id) {
    return failure(Errc::unknown_id, "a row names a parent that is not there", id);
  }
  template <class Noun>
  static Result<void> append(std::vector<Noun>& nouns, Noun noun) {
    nouns.push_back(std::move(noun));
    return {};
  }

  Map& map_;
  std::map<ActivityId, std::size_t> activity_of_;
  std::map<TaskId, std::pair<std::size_t, std::size_t>> task_of_;
};

/// The nouns that edits touch.
class Touched {
 public:
  explicit Touched(std::span<Edit const> edits) {
    for (Edit const& edit : edits) std::visit([&](auto const& some) { note(some); }, edit);
  }

  bool has_header = false;
  std::set<std::pair<std::string, std::string>> values;   ///< to be written again
  std::set<std::pair<std::string, std::string>> placed;   ///< of these, those that stand elsewhere
  std::set<std::pair<std::string, std::string>> removed;  ///< unless they are there again

 private:
  template <class Noun>
  static std::pair<std::string, std::string> key(std::string id) {
    return {std::string(kind_of<Noun>), std::move(id)};
  }
  template <class Noun>
  void place(std::string id) {
    placed.insert(key<Noun>(id));
    values.insert(key<Noun>(std::move(id)));
  }

  template <class Noun>
  void note(Add<Noun> const& edit) {
    place<Noun>(edit.value.id.str());
  }
  template <class Noun>
  void note(Move<Noun> const& edit) {
    place<Noun>(edit.id.str());
  }
  template <class Noun>
  void note(Set<Noun> const& edit) {
    values.insert(key<Noun>(edit.id.str()));
  }
  template <class Noun>
  void note(Remove<Noun> const& edit) {
    removed.insert(key<Noun>(edit.id.str()));
  }
  void note(SetMap const&) { has_header = true; }
  void note(AddLink const& edit) { place<Link>(id_of(edit.value)); }
  void note(RemoveLink const& edit) { removed.insert(key<Link>(id_of(edit.link.kind, edit.link.from, edit.link.to))); }
  void note(AddLabel const& edit) { values.insert(key<Story>(edit.story.str())); }
  void note(RemoveLabel const& edit) { values.insert(key<Story>(edit.story.str())); }
};

/// Gives keys to those siblings that stand elsewhere now, between the ones that keep theirs.
template <class Noun>
void place_siblings(std::vector<Noun> const& siblings, Touched& touched, Places& places) {
  std::string const kind(kind_of<Noun>);
  std::string below;
  std::vector<std::string> waiting;
  bool is_long = false;
  auto const give = [&](std::string_view above) {
    std::vector<std::string> keys = keys_between(below, above, waiting.size());
    for (std::size_t k = 0; k < keys.size(); ++k) {
      is_long = is_long || keys[k].size() > longest_place_key;
      places[{kind, waiting[k]}] = std::move(keys[k]);
    }
    waiting.clear();
  };
  for (Noun const& noun : siblings) {
    std::string id = id_of(noun);
    if (touched.placed.contains({kind, id})) {
      waiting.push_back(std::move(id));
      continue;
    }
    std::string const& own = places.at({kind, id});
    give(own);
    below = own;
  }
  give({});
  if (!is_long) return;
  for (Noun const& noun : siblings) touched.placed.insert({kind, id_of(noun)});
  for (Noun const& noun : siblings) touched.values.insert({kind, id_of(noun)});
  place_siblings(siblings, touched, places);
}

}  // namespace

Result<MapState> from_rows(store::MapRows const& rows) {
  MapState state;
  state.revision = rows.revision;
  Result<std::vector<Edit>> const header = read_edits(rows.header);
  if (!header) return Failure{header.error()};
  if (Result<std::vector<Edit>> set = apply(state.map, *header); !set) return failure_of(std::move(set));
  MapBuilder builder(state.map);
  for (std::string_view const kind : {"persona", "release", "activity", "task", "story", "link"}) {
    for (NounRow const& row : rows.nouns) {
      if (row.kind != kind) continue;
      Result<Edit> edit = read_row(row);
      if (!edit) return failure_of(std::move(edit));
      if (Result<void> added = builder.add(std::move(*edit)); !added) return failure_of(std::move(added));
      state.places[{row.kind, row.id}] = row.place;
    }
  }
  return state;
}

std::pair<MapChange, Places> to_rows(Map const& map) {
  MapChange change;
  Places places;
  change.header = header_of(map);
  for_each_list(map, [&]<class Noun>(std::vector<Noun> const& siblings, std::string const& parent) {
    std::vector<std::string> keys = keys_between({}, {}, siblings.size());
    for (std::size_t k = 0; k < siblings.size(); ++k) {
      change.put.push_back(row_of(siblings[k], parent, keys[k]));
      places[{std::string(kind_of<Noun>), id_of(siblings[k])}] = std::move(keys[k]);
    }
  });
  return {std::move(change), std::move(places)};
}

MapChange changed_rows(MapState& after, std::span<Edit const> edits) {
  Touched touched(edits);
  MapChange change;
  if (touched.has_header) change.header = header_of(after.map);
  std::set<std::pair<std::string, std::string>> there;
  for_each_list(after.map, [&]<class Noun>(std::vector<Noun> const& siblings, std::string const& parent) {
    std::string const kind(kind_of<Noun>);
    bool const has_new = std::any_of(siblings.begin(), siblings.end(), [&](Noun const& noun) {
      return touched.placed.contains({kind, id_of(noun)});
    });
    if (has_new) place_siblings(siblings, touched, after.places);
    for (Noun const& noun : siblings) {
      std::pair<std::string, std::string> key(kind, id_of(noun));
      if (!touched.values.contains(key)) continue;
      change.put.push_back(row_of(noun, parent, after.places.at(key)));
      there.insert(std::move(key));
    }
  });
  auto const drop = [&](std::pair<std::string, std::string> const& key) {
    if (there.contains(key)) return;
    after.places.erase(key);
    change.removed.push_back({key.first, key.second});
  };
  for (auto const& key : touched.removed) drop(key);
  return change;
}

}  // namespace storymap::server::maps
