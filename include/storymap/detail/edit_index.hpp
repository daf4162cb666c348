// storymap/detail/edit_index.hpp - where each noun stands and what refers to it, kept true while edits change the map.
// Room: model. Depends on edit.hpp, edit_values.hpp and noun_fields.hpp.
#pragma once

#include <storymap/detail/edit_values.hpp>
#include <storymap/detail/noun_fields.hpp>
#include <storymap/edit.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A noun in its list of siblings; valid until the map changes.
template <class Noun>
struct Slot {
  std::vector<Noun>* siblings = nullptr;
  std::size_t position = 0;

  [[nodiscard]] Noun& noun() const noexcept { return (*siblings)[position]; }

  /// The sibling before it, as a place names it.
  [[nodiscard]] std::optional<Id<Noun>> after() const {
    if (position == 0) return std::nullopt;
    return (*siblings)[position - 1].id;
  }
};

struct LinkKeyHash {
  std::size_t operator()(LinkKey const& link) const noexcept {
    std::size_t const from = std::hash<StoryId>{}(link.from);
    std::size_t const to = std::hash<StoryId>{}(link.to);
    return from ^ (to * 31U + static_cast<std::size_t>(link.kind));
  }
};

/// Built once in O(nouns). It stores parents and counts, no exact positions, so that an insertion does not have to
/// renumber the siblings behind it.
class EditIndex {
 public:
  explicit EditIndex(Map const& map) {
    add_all<Persona>(map);
    add_all<Release>(map);
    add_all<Activity>(map);
    add_all<Task>(map);
    add_all<Story>(map);
    for (Link const& link : map.links) add(key_of(link));
  }

  template <class Noun>
  [[nodiscard]] bool contains(Id<Noun> const& id) const {
    return entries<Noun>().contains(id);
  }
  [[nodiscard]] bool contains(LinkKey const& link) const { return links_.contains(link); }

  /// What the noun stands in, or null when there is no such noun. Valid until the noun is removed.
  template <class Noun>
  [[nodiscard]] ParentId<Noun> const* parent(Id<Noun> const& id) const {
    auto const at = entries<Noun>().find(id);
    return at == entries<Noun>().end() ? nullptr : &at->second.parent;
  }

  /// How many links end at a story, how many stories are in a release or name a persona.
  template <class Noun>
  [[nodiscard]] std::size_t uses(Id<Noun> const& id) const {
    auto const at = entries<Noun>().find(id);
    return at == entries<Noun>().end() ? 0 : at->second.uses;
  }

  /// The children of `parent`, or null when there is no such parent.
  template <class Noun>
  [[nodiscard]] std::vector<Noun>* siblings(Map& map, ParentId<Noun> const& parent) {
    if constexpr (std::is_same_v<ParentId<Noun>, OnMap>) {
      return &on_map<Noun>(map);
    } else {
      auto const slot = find(map, parent);
      return slot ? &children_of(slot->noun()) : nullptr;
    }
  }

  /// Where the noun is now. O(1) while the siblings before it stay the same, never more than O(siblings).
  template <class Noun>
  [[nodiscard]] std::optional<Slot<Noun>> find(Map& map, Id<Noun> const& id) {
    auto const at = entries<Noun>().find(id);
    if (at == entries<Noun>().end()) return std::nullopt;
    Entry<Noun>& entry = at->second;
    std::vector<Noun>* const among = siblings<Noun>(map, entry.parent);
    entry.near = position_near(*among, id, entry.near);
    return Slot<Noun>{among, entry.near};
  }

  template <class Noun>
  void add(Noun const& noun, ParentId<Noun> const& parent, std::size_t position) {
    entries<Noun>().try_emplace(noun.id, Entry<Noun>{parent, position, 0});
    if constexpr (std::is_same_v<Noun, Story>) refer(noun);
  }
  template <class Noun>
  void remove(Noun const& noun) {
    if constexpr (std::is_same_v<Noun, Story>) forget(noun);
    entries<Noun>().erase(noun.id);
  }
  template <class Noun>
  void move(Id<Noun> const& id, ParentId<Noun> const& parent, std::size_t position) {
    Entry<Noun>& entry = entries<Noun>().at(id);
    entry.parent = parent;
    entry.near = position;
  }

  void add(LinkKey const& link) {
    if (links_.insert(link).second) count_ends(link, 1);
  }
  void remove(LinkKey const& link) {
    if (links_.erase(link) != 0) count_ends(link, -1);
  }

  /// Counts, or no longer counts, what a story refers to: around every change of its release and personas.
  void refer(Story const& story) { count_references(story, 1); }
  void forget(Story const& story) { count_references(story, -1); }

 private:
  template <class Noun>
  struct Entry {
    ParentId<Noun> parent{};
    std::size_t near = 0;  ///< where it was when last looked for
    std::size_t uses = 0;
  };
  template <class Noun>
  using Entries = std::unordered_map<Id<Noun>, Entry<Noun>>;

  template <class Noun>
  [[nodiscard]] Entries<Noun>& entries() noexcept {
    return std::get<Entries<Noun>>(entries_);
  }
  template <class Noun>
  [[nodiscard]] Entries<Noun> const& entries() const noexcept {
    return std::get<Entries<Noun>>(entries_);
  }

  template <class Noun>
  void add_all(Map const& map) {
    for_each_family<Noun>(map, [&](auto const& parent, std::vector<Noun> const& siblings) {
      for (std::size_t i = 0; i < siblings.size(); ++i) add(siblings[i], parent, i);
    });
  }

  /// Looks around the last known position first: an edit shifts its later siblings by one, not by much.
  template <class Noun>
  [[nodiscard]] static std::size_t position_near(std::vector<Noun> const& siblings, Id<Noun> const& id,
                                                 std::size_t near) {
    auto const is_here = [&](std::size_t position) {
      return position < siblings.size() && siblings[position].id == id;
    };
    std::size_t step = 0;
    while (!is_here(near + step) && !(step <= near && is_here(near - step))) {
      ++step;
      STORYMAP_ASSERT(step <= near || near + step < siblings.size());
    }
    return is_here(near + step) ? near + step : near - step;
  }

  template <class Noun>
  void count(Id<Noun> const& id, int change) {
    auto const at = entries<Noun>().find(id);
    if (at != entries<Noun>().end()) at->second.uses += static_cast<std::size_t>(change);
  }
  void count_ends(LinkKey const& link, int change) {
    count(link.from, change);
    count(link.to, change);
  }
  void count_references(Story const& story, int change) {
    if (story.release) count(*story.release, change);
    for (PersonaId const& persona : story.personas) count(persona, change);
  }

  std::tuple<Entries<Persona>, Entries<Release>, Entries<Activity>, Entries<Task>, Entries<Story>> entries_;
  std::unordered_set<LinkKey, LinkKeyHash> links_;
};

}  // namespace detail

STORYMAP_END
