// storymap/made_up_ids.hpp - which ids of a map say nothing about who is who.
// Room: base. Depends on ids.hpp.
#pragma once

#include <storymap/ids.hpp>

#include <type_traits>
#include <vector>

STORYMAP_BEGIN

/// The ids of a map that its file did not give: a reader makes them up, mostly as ordinals (s1, s2, ...), and another
/// version of the same file gets them in another order. Within one map they are ids like all others; between two maps
/// they mean nothing, so `align_ids` and `merge` match such nouns by what they say.
///
/// An id is in at most one place of its list; the order means nothing.
struct MadeUpIds {
  std::vector<PersonaId> personas;
  std::vector<ReleaseId> releases;
  std::vector<ActivityId> activities;
  std::vector<TaskId> tasks;
  std::vector<StoryId> stories;

  /// The list of one noun.
  template <class Noun>
  [[nodiscard]] std::vector<Id<Noun>>& of() noexcept {
    return list<Noun>(*this);
  }
  template <class Noun>
  [[nodiscard]] std::vector<Id<Noun>> const& of() const noexcept {
    return list<Noun>(*this);
  }

  /// Adds an id, which must not be listed yet. Amortised O(1).
  template <class Noun>
  void add(Id<Noun> const& id) {
    of<Noun>().push_back(id);
  }

  [[nodiscard]] bool empty() const noexcept {
    return personas.empty() && releases.empty() && activities.empty() && tasks.empty() && stories.empty();
  }

  friend bool operator==(MadeUpIds const&, MadeUpIds const&) = default;

 private:
  template <class Noun, class Self>
  [[nodiscard]] static auto& list(Self& self) noexcept {
    if constexpr (std::is_same_v<Noun, Persona>) {
      return self.personas;
    } else if constexpr (std::is_same_v<Noun, Release>) {
      return self.releases;
    } else if constexpr (std::is_same_v<Noun, Activity>) {
      return self.activities;
    } else if constexpr (std::is_same_v<Noun, Task>) {
      return self.tasks;
    } else {
      static_assert(std::is_same_v<Noun, Story>);
      return self.stories;
    }
  }
};

STORYMAP_END
