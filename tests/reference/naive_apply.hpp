// tests/reference/naive_apply.hpp - the slow twin of apply for nouns: it searches every list and checks the whole map.
#pragma once

#include <storymap/edit.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace storymap_reference {

using namespace storymap;

/// The map after an edit, or nothing when the edit does not fit. Only adds, removes and moves of nouns are known.
class NaiveApply {
 public:
  explicit NaiveApply(Map map) : map_(std::move(map)) {}

  std::optional<Map> operator()(Edit const& edit) {
    bool const fits = std::visit([this](auto const& change) { return make(change); }, edit);
    return fits && check(map_) ? std::optional(map_) : std::nullopt;
  }

 private:
  bool make(auto const&) { return false; }
  template <class Noun>
  bool make(Add<Noun> const& edit) {
    return is_bare(edit.value) && put(edit.value, edit.place);
  }
  template <class Noun>
  bool make(Remove<Noun> const& edit) {
    std::optional<Noun> const noun = take(edit.id);
    return noun && is_bare(*noun);
  }
  template <class Noun>
  bool make(Move<Noun> const& edit) {
    std::optional<Noun> const noun = take(edit.id);
    return noun && put(*noun, edit.place);
  }

  template <class Noun>
  std::optional<Noun> take(Id<Noun> const& id) {
    std::optional<Noun> taken;
    lists(taken, [&](auto const&, auto& list) {
      auto const at = std::find_if(list.begin(), list.end(), [&](Noun const& noun) { return noun.id == id; });
      if (at == list.end()) return;
      taken = *at;
      list.erase(at);
    });
    return taken;
  }

  template <class Noun>
  bool put(Noun const& noun, Place<Noun> const& place) {
    bool done = false;
    lists(std::optional<Noun>(), [&](ParentId<Noun> const& parent, auto& list) {
      auto at = std::find_if(list.begin(), list.end(), [&](Noun const& other) { return other.id == place.after; });
      done = done || (parent == place.parent && (!place.after || at != list.end()));
      if (parent == place.parent && done) list.insert(place.after ? at + 1 : list.begin(), noun);
    });
    return done;
  }

  void lists(std::optional<Activity> const&, auto visit) { visit(OnMap{}, map_.activities); }
  void lists(std::optional<Release> const&, auto visit) { visit(OnMap{}, map_.releases); }
  void lists(std::optional<Persona> const&, auto visit) { visit(OnMap{}, map_.personas); }
  void lists(std::optional<Task> const&, auto visit) {
    for (Activity& activity : map_.activities) visit(activity.id, activity.tasks);
  }
  void lists(std::optional<Story> const&, auto visit) {
    for_each_task(map_, [&](Activity&, Task& task) { visit(task.id, task.stories); });
  }

  static bool is_bare(Activity const& activity) { return activity.tasks.empty(); }
  static bool is_bare(Task const& task) { return task.stories.empty(); }
  static bool is_bare(auto const&) { return true; }

  Map map_;
};

}  // namespace storymap_reference
