// storymap/impl/merge_twice.ipp - bodies of merge.hpp: different nouns that both sides added under one id.
// Room: model.
#pragma once

#include <storymap/detail/id_giver.hpp>
#include <storymap/detail/id_renames.hpp>
#include <storymap/detail/merge_sides.hpp>
#include <storymap/impl/merge_revive.ipp>
#include <storymap/merge.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Finds the nouns that both sides added under one id and that have different titles, and gives those of `theirs` ids
/// of their own: ordinals are given on both sides without anybody knowing of the other. Otherwise the merge would take
/// two nouns for one and lose one of them.
///
/// `ours` and `theirs` may get other ids after that, but must stay where they are.
class AddedTwice {
 public:
  /// Ids in `made_up` are no identity: that they are equal means nothing.
  AddedTwice(Map const& base, Map const& ours, Map& theirs, MadeUpSides const& made_up) {
    IdRenames renames;
    part<Persona>(base, ours, theirs, made_up, renames);
    part<Release>(base, ours, theirs, made_up, renames);
    part<Activity>(base, ours, theirs, made_up, renames);
    part<Task>(base, ours, theirs, made_up, renames);
    part<Story>(base, ours, theirs, made_up, renames);
    renames.apply(theirs);
  }

  /// The new ids in `theirs`, as they were given.
  [[nodiscard]] MadeUpIds const& ids() const noexcept { return ids_; }

  void add_ids_to(MadeUpIds& made_up) const {
    append<Persona>(made_up);
    append<Release>(made_up);
    append<Activity>(made_up);
    append<Task>(made_up);
    append<Story>(made_up);
  }

  /// Reports those that are still two nouns, under the ids they have by now.
  void report(SidesTable const& table, Contested& contested) const {
    std::apply([&](auto const&... twins) { (report(twins, table, contested), ...); }, twins_);
  }

 private:
  using Ids = std::unordered_set<std::string_view>;

  template <class Noun>
  using Twins = std::vector<std::pair<Noun const*, Noun const*>>;

  template <class Noun>
  void append(MadeUpIds& made_up) const {
    for (Id<Noun> const& id : ids_.of<Noun>()) made_up.add(id);
  }

  template <class Noun>
  void part(Map const& base, Map const& ours, Map const& theirs, MadeUpSides const& made_up, IdRenames& renames) {
    std::unordered_map<std::string_view, Noun const*> added;
    for_each_noun<Noun>(ours, [&](Noun const& noun) { added.emplace(noun.id.str(), &noun); });
    Ids const made_up_in_base = texts_of(made_up.base.of<Noun>());
    for_each_noun<Noun>(base, [&](Noun const& noun) {
      if (!made_up_in_base.contains(noun.id.str())) added.erase(noun.id.str());
    });
    for (MadeUpIds const* const each : {&made_up.ours, &made_up.theirs}) {
      for (Id<Noun> const& id : each->of<Noun>()) added.erase(id.str());
    }
    Twins<Noun>& twins = std::get<Twins<Noun>>(twins_);
    for_each_noun<Noun>(theirs, [&](Noun const& noun) {
      auto const same = added.find(noun.id.str());
      if (same != added.end() && title_of(*same->second) != title_of(noun)) twins.emplace_back(same->second, &noun);
    });
    if (!twins.empty()) rename(twins, {&base, &ours, &theirs}, renames);
  }

  template <class Noun>
  [[nodiscard]] static Ids texts_of(std::vector<Id<Noun>> const& ids) {
    Ids texts;
    for (Id<Noun> const& id : ids) texts.insert(id.str());
    return texts;
  }

  /// Gives the ordinals behind all that the three maps have: one that is free may have belonged to a removed noun.
  template <class Noun>
  void rename(Twins<Noun> const& twins, Sides<Map const*> const& maps, IdRenames& renames) {
    Ordinals ordinals(word_of<Noun>().front());
    Ids known;
    std::uint64_t highest = 0;
    for (Side const side : all_sides) {
      for_each_noun<Noun>(*maps[side], [&](Noun const& noun) {
        known.insert(noun.id.str());
        highest = std::max(highest, ordinals.number_of_id(noun.id.str()));
      });
    }
    for (auto const& [ours, theirs] : twins) {
      do ordinals.go_on_after(highest++);
      while (known.contains(ordinals.next()));
      Id<Noun> id(ordinals.next());
      ids_.add(id);
      renames.add(theirs->id, std::move(id));
    }
  }

  template <class Noun>
  static void report(Twins<Noun> const& twins, SidesTable const& table, Contested& contested) {
    for (auto const& [ours, theirs] : twins) {
      // Their noun may have turned out to be another one of `base` or `ours`, which has its text.
      Versions<Noun> const& found = table.versions(theirs->id);
      if (found.base || found.ours) continue;
      std::string path = path_of(ours->id);
      Conflict conflict{Conflict::Kind::added_twice, path, "", title_of(*ours), title_of(*theirs)};
      conflict.other = path_of(theirs->id);
      conflict.other_title = title_of(*theirs);
      contested.emplace(std::move(path), std::move(conflict));
    }
  }

  template <class Noun, class F>
  static void for_each_noun(Map const& map, F&& visit) {
    for_each_family<Noun>(map, [&](auto const&, std::vector<Noun> const& siblings) {
      for (Noun const& noun : siblings) visit(noun);
    });
  }

  std::tuple<Twins<Persona>, Twins<Release>, Twins<Activity>, Twins<Task>, Twins<Story>> twins_;
  MadeUpIds ids_;
};

}  // namespace detail

STORYMAP_END
