// storymap/impl/align.ipp - bodies of align.hpp.
#pragma once

#include <storymap/align.hpp>
#include <storymap/detail/id_renames.hpp>
#include <storymap/impl/align_match.ipp>

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Gives the nouns of two or three maps ids that say which are the same.
class MapAligner {
 public:
  /// `theirs` may be null.
  MapAligner(Sides<Map*> const& maps, Sides<MadeUpIds*> const& made_up, TextMatcher const& match_similar)
      : maps_(maps), made_up_(made_up), match_similar_(match_similar) {}

  void run() {
    align<Persona>();
    align<Release>();
    align<Activity>();
    align<Task>();
    align<Story>();
  }

 private:
  /// Parents come first: in all maps the same parent has the same id by then.
  template <class Noun>
  void align() {
    bool any = false;
    for (Side const side : all_sides) any = any || (maps_[side] != nullptr && !made_up_[side]->of<Noun>().empty());
    if (!any) return;
    IdClasses<Noun> classes(maps_, made_up_);
    NounAligner<Noun>(classes, maps_.theirs != nullptr, match_similar_).run();
    settle(classes);
  }

  /// Gives each class one id: the given one, else the first made-up one if it is free, else an ordinal.
  template <class Noun>
  void settle(IdClasses<Noun> const& classes) {
    find_known(classes);
    Sides<IdRenames> renames;
    Sides<MadeUpIds> made_up;
    OrdinalIds ordinals;
    for (Side const side : all_sides) {
      for (IdRow<Noun> const& row : classes.rows(side)) {
        IdClass const& cls = classes.class_of(row);
        if (first_side(cls) != side) continue;
        Id<Noun> const id(cls.is_given() ? std::string(cls.given) : free_id(row.noun->id, ordinals));
        for (Side const each : all_sides) {
          if (!cls.has(each)) continue;
          renames[each].add(classes.rows(each)[cls.rows[each]].noun->id, id);
          if (!cls.is_given()) made_up[each].add(id);
        }
      }
    }
    for (Side const side : all_sides) {
      if (maps_[side] == nullptr) continue;
      renames[side].apply(*maps_[side]);
      made_up_[side]->of<Noun>() = std::move(made_up[side].of<Noun>());
    }
  }

  template <class Noun>
  void find_known(IdClasses<Noun> const& classes) {
    taken_.clear();
    known_.clear();
    for (Side const side : all_sides) {
      for (IdRow<Noun> const& row : classes.rows(side)) {
        known_.insert(row.noun->id.str());
        if (IdClass const& cls = classes.class_of(row); cls.is_given()) taken_.emplace(cls.given);
      }
    }
  }

  /// The id itself, or an ordinal that no noun of any map has.
  template <class Noun>
  [[nodiscard]] std::string free_id(Id<Noun> const& made_up, OrdinalIds& ordinals) {
    if (taken_.insert(made_up.str()).second) return made_up.str();
    std::string id;
    do id = ordinals.next(word_of<Noun>().front());
    while (known_.contains(id));
    return id;
  }

  [[nodiscard]] static Side first_side(IdClass const& cls) noexcept {
    return cls.has(Side::base) ? Side::base : cls.has(Side::ours) ? Side::ours : Side::theirs;
  }

  Sides<Map*> maps_;
  Sides<MadeUpIds*> made_up_;
  TextMatcher const& match_similar_;
  std::unordered_set<std::string> taken_;  ///< ids that are settled
  std::unordered_set<std::string> known_;  ///< ids that a map had in the beginning
};

}  // namespace detail

STORYMAP_DECL void align_ids(Map& base, MadeUpIds& made_up_in_base, Map& other, MadeUpIds& made_up_in_other,
                             TextMatcher const& match_similar) {
  detail::MapAligner({&base, &other, nullptr}, {&made_up_in_base, &made_up_in_other, nullptr}, match_similar).run();
}

namespace detail {

/// Adds to `made_up` the ids of a map that are not given in both: between the two they mean nothing.
template <class Noun>
void add_ids_of_one_side(MapIndex const& base, MadeUpIds const& made_up_in_base, Map const& map, MadeUpIds& made_up) {
  std::unordered_set<std::string_view> made_up_there;
  for (Id<Noun> const& id : made_up_in_base.of<Noun>()) made_up_there.insert(id.str());
  std::unordered_set<std::string> listed;
  for (Id<Noun> const& id : made_up.of<Noun>()) listed.insert(id.str());
  for_each_family<Noun>(map, [&](auto const&, std::vector<Noun> const& nouns) {
    for (Noun const& noun : nouns) {
      bool const given_in_both = base.place(noun.id) && !made_up_there.contains(noun.id.str());
      if (!given_in_both && listed.insert(noun.id.str()).second) made_up.add(noun.id);
    }
  });
}

}  // namespace detail

STORYMAP_DECL void align_ids_to(Map const& base, MadeUpIds const& made_up_in_base, Map& other,
                                MadeUpIds& made_up_in_other, TextMatcher const& match_similar) {
  if (made_up_in_base.empty() && made_up_in_other.empty()) return;
  MapIndex const index(base);
  detail::add_ids_of_one_side<Persona>(index, made_up_in_base, other, made_up_in_other);
  detail::add_ids_of_one_side<Release>(index, made_up_in_base, other, made_up_in_other);
  detail::add_ids_of_one_side<Activity>(index, made_up_in_base, other, made_up_in_other);
  detail::add_ids_of_one_side<Task>(index, made_up_in_base, other, made_up_in_other);
  detail::add_ids_of_one_side<Story>(index, made_up_in_base, other, made_up_in_other);
  // Every matched noun of `other` has a made-up id now, so that the copy of `base` keeps its own.
  Map copy = base;
  MadeUpIds made_up = made_up_in_base;
  align_ids(copy, made_up, other, made_up_in_other, match_similar);
}

STORYMAP_END
