// tests/support/half_edits.hpp - edits of two sides that have nothing to do with each other.
#pragma once

#include <storymap/edit.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "support/random_edits.hpp"

namespace storymap_test {

/// Edits that keep to one half of the map: every second task and its stories, and half of the fields of the rest.
class HalfEdits {
 public:
  HalfEdits(Random& random, bool even) : maker_(random, even ? "even-" : "odd-"), even_(even) {}

  /// Edits of this half that fit `map`, which they are applied to.
  std::vector<storymap::Edit> valid(storymap::Map& map, std::size_t count) {
    for_each_task(map, [&, index = 0](storymap::Activity const&, storymap::Task const& task) mutable {
      if ((index++ % 2 == 0) == even_) tasks_.push_back(task.id);
    });
    std::vector<storymap::Edit> edits;
    for (std::size_t i = 0; i < 10 * count && edits.size() < count; ++i) {
      storymap::Edit edit = maker_.edit(map);
      if (!std::visit([&](auto& change) { return keep(map, change); }, edit)) continue;
      if (apply(map, std::vector{edit})) edits.push_back(std::move(edit));
    }
    return edits;
  }

 private:
  bool is_mine(storymap::TaskId const& id) const { return std::find(tasks_.begin(), tasks_.end(), id) != tasks_.end(); }
  bool is_mine(storymap::Map const& map, storymap::StoryId const& id) const {
    bool found = false;
    for_each_story(map, [&](storymap::Activity const&, storymap::Task const& task, storymap::Story const& story) {
      found = found || (story.id == id && is_mine(task.id));
    });
    return found;
  }
  /// Each half has unknown fields of its own, and some of the known ones.
  bool is_mine(std::string& field) const {
    if (field.starts_with("x-")) field += even_ ? "-even" : "-odd";
    return field.starts_with("x-") || (field == "title" || field == "name") == even_;
  }

  bool keep(storymap::Map const&, storymap::Add<storymap::Story> const& add) const { return is_mine(add.place.parent); }
  bool keep(storymap::Map const& map, storymap::Remove<storymap::Story> const& remove) const {
    return is_mine(map, remove.id);
  }
  bool keep(storymap::Map const& map, storymap::Move<storymap::Story> const& move) const {
    return is_mine(map, move.id) && is_mine(move.place.parent);
  }
  bool keep(storymap::Map const& map, storymap::AddLabel const& add) const { return is_mine(map, add.story); }
  bool keep(storymap::Map const& map, storymap::RemoveLabel const& remove) const { return is_mine(map, remove.story); }
  template <class Noun>
  bool keep(storymap::Map const&, storymap::Set<Noun>& set) const {
    return is_mine(set.field);
  }
  bool keep(storymap::Map const& map, storymap::Set<storymap::Story>& set) const { return is_mine(map, set.id); }
  bool keep(storymap::Map const&, storymap::SetMap& set) const { return is_mine(set.field); }
  template <class E>
  bool keep(storymap::Map const&, E const&) const {
    return false;
  }

  RandomEdits maker_;
  bool even_;
  std::vector<storymap::TaskId> tasks_;
};

}  // namespace storymap_test
