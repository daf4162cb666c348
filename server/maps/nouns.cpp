// server/maps/nouns.cpp - bodies of nouns.hpp.
#include "server/maps/nouns.hpp"

#include <storymap/visit.hpp>

namespace storymap::server::maps {
namespace {

/// Calls `visit(noun, id of its parent)` for every noun of a kind, in their order.
template <class Visit>
void for_each(Map const& map, std::string_view kind, Visit&& visit) {
  std::string const none;
  if (kind == "release") {
    for (Release const& release : map.releases) visit(release, none);
  } else if (kind == "persona") {
    for (Persona const& persona : map.personas) visit(persona, none);
  }
  for (Activity const& activity : map.activities) {
    if (kind == "activity") visit(activity, none);
    for (storymap::Task const& task : activity.tasks) {
      if (kind == "task") visit(task, activity.id.str());
      if (kind != "story") continue;
      for (Story const& story : task.stories) visit(story, task.id.str());
    }
  }
}

}  // namespace

std::optional<std::string> find_parent(Map const& map, std::string_view kind, std::string const& id) {
  std::optional<std::string> found;
  for_each(map, kind, [&](auto const& noun, std::string const& parent) {
    if (noun.id.str() == id) found = parent;
  });
  return found;
}

std::optional<std::string> find_last(Map const& map, std::string_view kind, std::string const& parent) {
  std::optional<std::string> last;
  for_each(map, kind, [&](auto const& noun, std::string const& its_parent) {
    if (its_parent == parent) last = noun.id.str();
  });
  return last;
}

std::vector<Edit> removal_of(Map const& map, std::string_view kind, std::string const& id) {
  std::vector<Edit> edits;
  for_each(map, kind, [&](auto const& noun, std::string const&) {
    if (noun.id.str() == id) edits = plan_remove(map, noun.id);
  });
  return edits;
}

}  // namespace storymap::server::maps
