// storymap/impl/merge_nouns.ipp - bodies of merge.hpp: three maps into one, noun by noun.
// Room: model.
#pragma once

#include <storymap/detail/edit_values.hpp>
#include <storymap/detail/json_writer.hpp>
#include <storymap/detail/merge_order.hpp>
#include <storymap/detail/merge_sides.hpp>
#include <storymap/impl/merge_fields.ipp>
#include <storymap/impl/merge_revive.ipp>
#include <storymap/merge.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Merges maps whose removals may all be believed (Revival sees to that). It builds the result from the left to the
/// right and from the top down, which is therefore also the order of the conflicts.
class MapMerger {
 public:
  MapMerger(SidesTable const& table, Contested const& contested) : table_(table), contested_(contested) {}

  [[nodiscard]] Merged run() {
    Sides<Map const*> const maps{&table_.map(Side::base), &table_.map(Side::ours), &table_.map(Side::theirs)};
    Map& map = merged_.map;
    fields_.merge_fields(maps, map, "");
    map.personas = family<Persona>(members(maps, &Map::personas), {});
    map.releases = family<Release>(members(maps, &Map::releases), {});
    map.links = fields_.merge_list(members(maps, &Map::links), "");
    map.activities = family<Activity>(members(maps, &Map::activities), {});
    return std::move(merged_);
  }

 private:
  /// The same member of every owner that is there.
  template <class Owner, class T>
  [[nodiscard]] static Sides<T const*> members(Sides<Owner const*> const& owners, T Owner::*member) {
    auto const of = [&](Owner const* owner) { return owner != nullptr ? &(owner->*member) : nullptr; };
    return {of(owners.base), of(owners.ours), of(owners.theirs)};
  }

  /// The nouns whose merged parent is `parent`, in merged order; `lists` are the versions of its children.
  template <class Noun>
  [[nodiscard]] std::vector<Noun> family(Sides<std::vector<Noun> const*> const& lists, std::string_view parent) {
    Sides<Keys> keys;
    for (Side const side : all_sides) {
      if (lists[side] == nullptr) continue;
      for (Noun const& noun : *lists[side]) {
        if (belongs(table_.versions(noun.id), parent)) keys[side].push_back(noun.id.str());
      }
    }
    MergedOrder const order = merge_order(keys);
    std::vector<Noun> merged;
    merged.reserve(order.keys.size());
    for (std::string_view const id : order.keys) {
      Versions<Noun> const& noun = table_.versions<Noun>(id);
      bool const torn = order.torn.contains(id) || !merged_parent(noun);
      merged.push_back(merge_noun(noun, torn));
    }
    return merged;
  }

  template <class Noun>
  [[nodiscard]] static bool belongs(Versions<Noun> const& noun, std::string_view parent) {
    bool const stays = !noun.base || (noun.ours && noun.theirs);
    return stays && merged_parent(noun).value_or(noun.ours.parent) == parent;
  }

  /// `torn`: both sides put the noun somewhere, but not to the same place.
  template <class Noun>
  [[nodiscard]] Noun merge_noun(Versions<Noun> const& noun, bool torn) {
    Sides<Noun const*> const nouns{noun.base.noun, noun.ours.noun, noun.theirs.noun};
    Noun const& leading = nouns.ours != nullptr ? *nouns.ours : *nouns.theirs;
    std::string const path = path_of(leading.id);
    if (auto const at = contested_.find(path); at != contested_.end()) merged_.conflicts.push_back(at->second);
    // Where both sides add it among the same siblings, its order is nothing anybody lost.
    if (torn && (noun.base || !merged_parent(noun))) report_place(noun, path);
    Noun merged = without_children(leading);
    if (nouns.ours != nullptr && nouns.theirs != nullptr) fields_.merge_fields(nouns, merged, path);
    if constexpr (std::is_same_v<Noun, Activity>)
      merged.tasks = family(members(nouns, &Activity::tasks), leading.id.str());
    if constexpr (std::is_same_v<Noun, Task>) merged.stories = family(members(nouns, &Task::stories), leading.id.str());
    return merged;
  }

  template <class Noun>
  void report_place(Versions<Noun> const& noun, std::string const& path) {
    merged_.conflicts.push_back(
        {Conflict::Kind::place, path + "/place", shown(noun.base), shown(noun.ours), shown(noun.theirs)});
  }

  /// A place as JSON, with the words of a move; empty for none.
  template <class Noun>
  [[nodiscard]] static std::string shown(Standing<Noun> const& standing) {
    if (!standing) return {};
    JsonWriter json;
    json.begin_object();
    if constexpr (!std::is_same_v<ParentId<Noun>, OnMap>) json.key("parent").value(standing.parent);
    json.key("after");
    if (standing.before != nullptr) {
      json.value(standing.before->id.str());
    } else {
      json.null();
    }
    return json.end_object().take();
  }

  SidesTable const& table_;
  Contested const& contested_;
  Merged merged_;
  FieldMerger fields_{merged_.conflicts};
};

}  // namespace detail

STORYMAP_END
