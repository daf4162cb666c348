// storymap/impl/edit_plan.ipp - bodies of edit.hpp: what a removal takes with it.
// Room: model.
#pragma once

#include <storymap/detail/edit_values.hpp>
#include <storymap/detail/noun_fields.hpp>
#include <storymap/edit.hpp>

#include <algorithm>
#include <string_view>
#include <unordered_set>

STORYMAP_BEGIN

namespace detail {

/// Collects the edits that empty a noun before they remove it. Everything goes from the last to the first, which is
/// cheapest for the lists it is taken from.
class RemovalPlan {
 public:
  explicit RemovalPlan(Map const& map) : map_(map) {}

  [[nodiscard]] std::vector<Edit> remove(Activity const& activity) {
    for (Task const& task : activity.tasks) note_stories(task);
    links();
    for (auto task = activity.tasks.rbegin(); task != activity.tasks.rend(); ++task) with_stories(*task);
    edits_.emplace_back(Remove<Activity>{activity.id});
    return std::move(edits_);
  }

  [[nodiscard]] std::vector<Edit> remove(Task const& task) {
    note_stories(task);
    links();
    with_stories(task);
    return std::move(edits_);
  }

  [[nodiscard]] std::vector<Edit> remove(Story const& story) {
    leaving_.insert(story.id.str());
    links();
    edits_.emplace_back(Remove<Story>{story.id});
    return std::move(edits_);
  }

  [[nodiscard]] std::vector<Edit> remove(Release const& release) {
    for_each_story(map_, [&](Activity const&, Task const&, Story const& story) {
      if (story.release == release.id) edits_.emplace_back(Set<Story>{story.id, "release", std::monostate{}});
    });
    edits_.emplace_back(Remove<Release>{release.id});
    return std::move(edits_);
  }

  [[nodiscard]] std::vector<Edit> remove(Persona const& persona) {
    for_each_story(map_, [&](Activity const&, Task const&, Story const& story) {
      std::vector<PersonaId> rest = story.personas;
      if (std::erase(rest, persona.id) == 0) return;
      edits_.emplace_back(Set<Story>{story.id, "personas", to_value(rest)});
    });
    edits_.emplace_back(Remove<Persona>{persona.id});
    return std::move(edits_);
  }

 private:
  void note_stories(Task const& task) {
    for (Story const& story : task.stories) leaving_.insert(story.id.str());
  }

  /// The links that would be left with an end missing.
  void links() {
    for (auto link = map_.links.rbegin(); link != map_.links.rend(); ++link) {
      if (leaving_.contains(link->from.str()) || leaving_.contains(link->to.str())) {
        edits_.emplace_back(RemoveLink{key_of(*link)});
      }
    }
  }

  void with_stories(Task const& task) {
    for (auto story = task.stories.rbegin(); story != task.stories.rend(); ++story) {
      edits_.emplace_back(Remove<Story>{story->id});
    }
    edits_.emplace_back(Remove<Task>{task.id});
  }

  Map const& map_;
  std::unordered_set<std::string_view> leaving_;
  std::vector<Edit> edits_;
};

template <class Noun>
[[nodiscard]] std::vector<Edit> plan_removal(Map const& map, Id<Noun> const& id) {
  Noun const* const noun = find(map, id);
  return noun != nullptr ? RemovalPlan(map).remove(*noun) : std::vector<Edit>{};
}

}  // namespace detail

STORYMAP_DECL std::vector<Edit> plan_remove(Map const& map, ActivityId const& id) {
  return detail::plan_removal(map, id);
}
STORYMAP_DECL std::vector<Edit> plan_remove(Map const& map, TaskId const& id) { return detail::plan_removal(map, id); }
STORYMAP_DECL std::vector<Edit> plan_remove(Map const& map, StoryId const& id) { return detail::plan_removal(map, id); }
STORYMAP_DECL std::vector<Edit> plan_remove(Map const& map, ReleaseId const& id) {
  return detail::plan_removal(map, id);
}
STORYMAP_DECL std::vector<Edit> plan_remove(Map const& map, PersonaId const& id) {
  return detail::plan_removal(map, id);
}

STORYMAP_END
