// storymap/impl/merge_revive.ipp - bodies of merge.hpp: what one side removed and the other still needs.
// Room: model.
#pragma once

#include <storymap/detail/edit_index.hpp>
#include <storymap/detail/merge_sides.hpp>
#include <storymap/merge.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The nouns that are in conflict as a whole: path -> what to report.
using Contested = std::unordered_map<std::string, Conflict>;

/// Finds what `keeper` needs of the things that the other side removed, and the edits that bring it back there. With
/// these edits made, no removal of that side is in anybody's way, and the merge can believe every removal it sees.
class Revival {
 public:
  Revival(SidesTable const& table, Side keeper, Contested& contested)
      : table_(table), keeper_(keeper), remover_(opposite(keeper)), contested_(contested) {
    for (Link const& link : table.map(Side::base).links) base_links_.emplace(key_of(link), &link);
    for (Link const& link : table.map(remover_).links) remover_links_.insert(key_of(link));
  }

  /// Edits to be applied to the remover's map.
  [[nodiscard]] std::vector<Edit> run() {
    find_needed_stories();
    find_needed_parents<Task, Story>();
    find_needed_parents<Activity, Task>();
    find_needed_references();
    bring_back<Persona>();
    bring_back<Release>();
    bring_back<Activity>();
    bring_back<Task>();
    bring_back<Story>();
    restore_references();
    restore_links();
    return std::move(edits_);
  }

 private:
  template <class Noun>
  [[nodiscard]] Versions<Noun> const& versions(Id<Noun> const& id) const {
    return table_.versions(id);
  }

  /// True for a noun that `base` and the keeper have and the other side removed.
  template <class Noun>
  [[nodiscard]] bool is_removed(Versions<Noun> const& noun) const noexcept {
    return noun.base && noun[keeper_] && !noun[remover_];
  }

  template <class Noun>
  [[nodiscard]] bool is_needed(Id<Noun> const& id) const {
    return std::get<std::unordered_set<Id<Noun>>>(needed_).contains(id);
  }
  template <class Noun>
  void need(Id<Noun> const& id) {
    std::get<std::unordered_set<Id<Noun>>>(needed_).insert(id);
  }

  /// Needs a noun because of a change that its removal would undo; `because` tells the conflict which noun or link of
  /// the keeper that is, when it is not the noun itself.
  template <class Noun, class Because = std::nullptr_t>
  void contest(Id<Noun> const& id, Because const& because = nullptr) {
    need(id);
    Conflict conflict{Conflict::Kind::removed_changed, path_of(id), "", "", ""};
    if constexpr (std::is_same_v<Because, Link>) {
      conflict.other = path_of(key_of(because));
      conflict.other_title = to_string(because.kind);
    } else if constexpr (!std::is_same_v<Because, std::nullptr_t>) {
      conflict.other = path_of(because.id);
      conflict.other_title = title_of(because);
    }
    Versions<Noun> const& noun = versions(id);
    if (noun.base) conflict.base = title_of(*noun.base.noun);
    if (noun.ours) conflict.ours = title_of(*noun.ours.noun);
    if (noun.theirs) conflict.theirs = title_of(*noun.theirs.noun);
    contested_.emplace(conflict.path, conflict);
  }

  template <class Noun>
  [[nodiscard]] bool is_changed(Versions<Noun> const& noun) const {
    if (noun.base.parent != noun[keeper_].parent) return true;
    if constexpr (std::is_same_v<Noun, Story>) {
      return !same_content(without_lost_references(*noun.base.noun, keeper_), *noun[keeper_].noun);
    } else {
      return !same_content(*noun.base.noun, *noun[keeper_].noun);
    }
  }

  /// A story without the releases and personas that a side does not have: removing those is no change of the story.
  [[nodiscard]] Story without_lost_references(Story story, Side side) const {
    auto const is_lost = [&](auto const& id) { return !versions(id)[side] && !(side == remover_ && is_needed(id)); };
    if (story.release && is_lost(*story.release)) story.release.reset();
    std::erase_if(story.personas, is_lost);
    return story;
  }

  void find_needed_stories() {
    for_each_story(table_.map(keeper_), [&](Activity const&, Task const&, Story const& story) {
      Versions<Story> const& its = versions(story.id);
      if (is_removed(its) && is_changed(its)) contest(story.id);
    });
    for (Link const& link : table_.map(keeper_).links) {
      auto const was = base_links_.find(key_of(link));
      if (was != base_links_.end() && *was->second == link) continue;
      if (is_removed(versions(link.from))) contest(link.from, link);
      if (is_removed(versions(link.to))) contest(link.to, link);
    }
  }

  template <class Parent, class Child>
  void find_needed_parents() {
    for_each_family<Parent>(table_.map(keeper_), [&](auto const&, std::vector<Parent> const& parents) {
      for (Parent const& parent : parents) {
        Versions<Parent> const& its = versions(parent.id);
        if (its[remover_]) continue;
        if (its.base && is_changed(its)) contest(parent.id);
        for (Child const& child : children_of(parent)) {
          if (is_needed(child.id)) {
            need(parent.id);
          } else if (its.base && arrives(versions(child.id))) {
            contest(parent.id, child);
          }
        }
      }
    });
  }

  /// True when the merge puts a noun where the keeper has it, and it was not there before.
  template <class Noun>
  [[nodiscard]] bool arrives(Versions<Noun> const& noun) const {
    if (noun.base && !noun[remover_]) return false;
    if (noun.base && noun.base.parent == noun[keeper_].parent) return false;
    return merged_parent(noun).value_or(noun.ours.parent) == noun[keeper_].parent;
  }

  /// Releases and personas that were changed, or that the keeper's stories newly refer to.
  void find_needed_references() {
    contest_changed<Release>();
    contest_changed<Persona>();
    for_each_story(table_.map(keeper_), [&](Activity const&, Task const&, Story const& story) {
      Versions<Story> const& its = versions(story.id);
      Story const& was = its.base ? *its.base.noun : nothing_;
      Story const& other = its[remover_] ? *its[remover_].noun : was;
      bool const stays = keeper_ == Side::ours || story.release == other.release || was.release == other.release;
      if (story.release && story.release != was.release && stays) refer_to(*story.release, story);
      for (PersonaId const& persona : story.personas) {
        bool const is_new = std::find(was.personas.begin(), was.personas.end(), persona) == was.personas.end();
        if (is_new) refer_to(persona, story);
      }
    });
  }

  template <class Noun>
  void contest_changed() {
    for (Noun const& noun : on_map<Noun>(table_.map(keeper_))) {
      Versions<Noun> const& its = versions(noun.id);
      if (is_removed(its) && is_changed(its)) contest(noun.id);
    }
  }

  /// A story of the keeper newly refers to a noun. When the story comes back, so does what it refers to.
  template <class Noun>
  void refer_to(Id<Noun> const& id, Story const& story) {
    if (is_removed(versions(id))) {
      contest(id, story);
    } else if (is_needed(story.id) && !versions(id)[remover_]) {
      need(id);
    }
  }

  /// Adds the needed nouns of every family, each behind the sibling that it follows in the keeper's map.
  template <class Noun>
  void bring_back() {
    for_each_family<Noun>(table_.map(keeper_), [&](ParentId<Noun> const& parent, std::vector<Noun> const& siblings) {
      Place<Noun> place{parent, std::nullopt};
      for (Noun const& noun : siblings) {
        Standing<Noun> const& there = versions(noun.id)[remover_];
        bool const stands_there = there && there.parent == text_of(parent);
        bool const comes_back = !there && is_needed(noun.id);
        if (comes_back) edits_.emplace_back(Add<Noun>{revived(noun), place});
        if (stands_there || comes_back) place.after = noun.id;
      }
    });
  }

  template <class Noun>
  [[nodiscard]] Noun revived(Noun const& noun) const {
    if constexpr (std::is_same_v<Noun, Story>) {
      return without_lost_references(noun, remover_);
    } else {
      return without_children(noun);
    }
  }

  /// Stories lost their release and personas when these were removed; now that these are back, so are the references.
  void restore_references() {
    for_each_story(table_.map(remover_), [&](Activity const&, Task const&, Story const& story) {
      Standing<Story> const& base = versions(story.id).base;
      if (!base) return;
      std::optional<ReleaseId> const& release = base.noun->release;
      if (release && !story.release && is_needed(*release)) {
        edits_.emplace_back(Set<Story>{story.id, "release", release->str()});
      }
      std::vector<PersonaId> personas = story.personas;
      for (auto persona = base.noun->personas.begin(); persona != base.noun->personas.end(); ++persona) {
        if (is_needed(*persona)) insert_in_order(personas, base.noun->personas.begin(), persona);
      }
      if (personas != story.personas) edits_.emplace_back(Set<Story>{story.id, "personas", to_value(personas)});
    });
  }

  /// Inserts `*item` behind the nearest of its predecessors, which begin at `first`.
  template <class Iterator>
  static void insert_in_order(std::vector<PersonaId>& personas, Iterator first, Iterator item) {
    for (Iterator before = item; before != first;) {
      auto const at = std::find(personas.begin(), personas.end(), *--before);
      if (at == personas.end()) continue;
      personas.insert(at + 1, *item);
      return;
    }
    personas.insert(personas.begin(), *item);
  }

  /// Links went with their stories; those whose stories are all there again come back.
  void restore_links() {
    auto const is_there = [&](StoryId const& id) { return versions(id)[remover_] || is_needed(id); };
    std::optional<LinkKey> after;
    for (Link const& link : table_.map(keeper_).links) {
      LinkKey const key = key_of(link);
      bool const stands_there = remover_links_.contains(key);
      bool const went_with_story = base_links_.contains(key) && (is_needed(link.from) || is_needed(link.to));
      bool const comes_back = !stands_there && went_with_story && is_there(link.from) && is_there(link.to);
      if (comes_back) edits_.emplace_back(AddLink{link, after});
      if (stands_there || comes_back) after = key;
    }
  }

  SidesTable const& table_;
  Side keeper_;
  Side remover_;
  Contested& contested_;
  Story const nothing_;
  std::unordered_map<LinkKey, Link const*, LinkKeyHash> base_links_;
  std::unordered_set<LinkKey, LinkKeyHash> remover_links_;
  std::tuple<std::unordered_set<PersonaId>, std::unordered_set<ReleaseId>, std::unordered_set<ActivityId>,
             std::unordered_set<TaskId>, std::unordered_set<StoryId>>
      needed_;
  std::vector<Edit> edits_;
};

}  // namespace detail

STORYMAP_END
