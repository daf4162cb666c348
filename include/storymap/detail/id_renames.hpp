// storymap/detail/id_renames.hpp - other ids for the nouns of a map and for all that refers to them.
// Room: model. Depends on noun_fields.hpp.
#pragma once

#include <storymap/detail/noun_fields.hpp>

#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Renames, all at once: ids may be exchanged.
class IdRenames {
 public:
  /// The first new id of a noun stays.
  template <class Noun>
  void add(Id<Noun> const& id, Id<Noun> renamed) {
    if (!(id == renamed)) std::get<Renames<Noun>>(renames_).emplace(id, std::move(renamed));
  }

  template <class Noun>
  [[nodiscard]] Id<Noun> const& renamed(Id<Noun> const& id) const {
    auto const& renames = std::get<Renames<Noun>>(renames_);
    auto const at = renames.find(id);
    return at == renames.end() ? id : at->second;
  }

  [[nodiscard]] bool empty() const noexcept {
    return std::apply([](auto const&... each) { return (each.empty() && ...); }, renames_);
  }

  /// O(nouns and references).
  void apply(Map& map) const {
    if (empty()) return;
    rename_all<Persona>(map);
    rename_all<Release>(map);
    rename_all<Activity>(map);
    rename_all<Task>(map);
    rename_all<Story>(map);
    for_each_story(map, [&](Activity&, Task&, Story& story) {
      if (story.release) rename(*story.release);
      for (PersonaId& persona : story.personas) rename(persona);
    });
    for (Link& link : map.links) {
      rename(link.from);
      rename(link.to);
    }
  }

 private:
  template <class Noun>
  using Renames = std::unordered_map<Id<Noun>, Id<Noun>>;

  template <class Noun>
  void rename(Id<Noun>& id) const {
    auto const& renames = std::get<Renames<Noun>>(renames_);
    if (auto const at = renames.find(id); at != renames.end()) id = at->second;
  }

  template <class Noun>
  void rename_all(Map& map) const {
    if (std::get<Renames<Noun>>(renames_).empty()) return;
    for_each_family<Noun>(map, [&](auto const&, std::vector<Noun>& siblings) {
      for (Noun& noun : siblings) rename(noun.id);
    });
  }

  std::tuple<Renames<Persona>, Renames<Release>, Renames<Activity>, Renames<Task>, Renames<Story>> renames_;
};

}  // namespace detail

STORYMAP_END
