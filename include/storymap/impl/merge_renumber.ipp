// storymap/impl/merge_renumber.ipp - bodies of merge.hpp: the made-up ids of a result.
// Room: model.
#pragma once

#include <storymap/detail/id_giver.hpp>
#include <storymap/detail/id_renames.hpp>
#include <storymap/detail/merge_sides.hpp>
#include <storymap/merge.hpp>

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Makes ordinals in map order of the made-up ids of a merged map, as if its text had been read.
class Renumbering {
 public:
  Renumbering(Map const& result, Sides<Map const*> const& maps, MadeUpSides const& made_up)
      : result_(result), maps_(maps), made_up_(made_up) {
    renumber<Persona>();
    renumber<Release>();
    renumber<Activity>();
    renumber<Task>();
    renumber<Story>();
  }

  /// For the three maps, of which the result is made again: so that conflicts speak of the new ids, too.
  [[nodiscard]] IdRenames const& renames() const noexcept { return renames_; }

  /// The made-up ids of the result, renamed.
  [[nodiscard]] MadeUpIds const& left() const noexcept { return left_; }

 private:
  using Ids = std::unordered_set<std::string_view>;

  template <class Noun>
  void renumber() {
    Ids made_up;
    for (MadeUpIds const* const each : {&made_up_.base, &made_up_.ours, &made_up_.theirs}) {
      for (Id<Noun> const& id : each->of<Noun>()) made_up.insert(id.str());
    }
    if (made_up.empty()) return;
    IdGiver<Noun> giver(word_of<Noun>().front());
    Ids stays;
    for_each_noun<Noun>(result_, [&](Noun const& noun) {
      stays.insert(noun.id.str());
      if (!made_up.contains(noun.id.str())) giver.claim(noun.id.str());
    });
    for_each_noun<Noun>(result_, [&](Noun const& noun) {
      bool const counts = made_up.contains(noun.id.str());
      Id<Noun> id = counts ? Id<Noun>() : noun.id;
      giver.give(id);
      if (!counts) return;
      left_.add(id);
      renames_.add(noun.id, id);
    });
    make_way(giver, stays);
  }

  /// What is not in the result keeps out of the way of what is.
  template <class Noun>
  void make_way(IdGiver<Noun>& giver, Ids const& stays) {
    Ids known;
    for (Side const side : all_sides) {
      for_each_noun<Noun>(*maps_[side], [&](Noun const& noun) { known.insert(noun.id.str()); });
    }
    OrdinalIds spare;
    for (std::string_view const gone : known) {
      if (stays.contains(gone) || !giver.is_taken(std::string(gone))) continue;
      std::string id;
      do id = spare.next(word_of<Noun>().front());
      while (known.contains(id) || giver.is_taken(id));
      renames_.add(Id<Noun>(std::string(gone)), Id<Noun>(std::move(id)));
    }
  }

  template <class Noun, class F>
  static void for_each_noun(Map const& map, F&& visit) {
    for_each_family<Noun>(map, [&](auto const&, std::vector<Noun> const& siblings) {
      for (Noun const& noun : siblings) visit(noun);
    });
  }

  Map const& result_;
  Sides<Map const*> maps_;
  MadeUpSides const& made_up_;
  IdRenames renames_;
  MadeUpIds left_;
};

}  // namespace detail

STORYMAP_END
