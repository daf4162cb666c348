// storymap/detail/id_classes.hpp - which nouns of up to three maps are versions of one noun.
// Room: model. Depends on merge_sides.hpp and made_up_ids.hpp.
#pragma once

#include <storymap/detail/merge_sides.hpp>
#include <storymap/made_up_ids.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

STORYMAP_BEGIN

namespace detail {

inline constexpr std::size_t no_row = static_cast<std::size_t>(-1);

/// A noun of one map.
template <class Noun>
struct IdRow {
  Noun const* noun = nullptr;
  std::string_view parent;  ///< the parent's id, which is the same in all maps where the parents match
  std::size_t family = 0;   ///< number of its list of siblings
  std::size_t cls = 0;      ///< the class it is in
};

/// The versions of one noun: at most one of each map, and at most one id that a file gave.
struct IdClass {
  Sides<std::size_t> rows{no_row, no_row, no_row};
  std::string_view given;  ///< the id that a file gave; empty when all are made up

  [[nodiscard]] bool is_given() const noexcept { return !given.empty(); }

  [[nodiscard]] bool has(Side side) const noexcept { return rows[side] != no_row; }
};

/// All nouns of one kind. In the beginning nouns are of one class when files gave them the same id.
template <class Noun>
class IdClasses {
 public:
  /// A map may be null. The maps must outlive this; ids of parents must be settled.
  IdClasses(Sides<Map*> const& maps, Sides<MadeUpIds*> const& made_up) {
    std::unordered_map<std::string_view, std::size_t> given;
    for (Side const side : all_sides) {
      if (maps[side] == nullptr) continue;
      std::unordered_set<std::string_view> unknown;
      for (Id<Noun> const& id : made_up[side]->template of<Noun>()) unknown.insert(id.str());
      for_each_family<Noun>(*maps[side], [&](ParentId<Noun> const& parent, std::vector<Noun> const& siblings) {
        for (Noun const& noun : siblings) add(side, noun, text_of(parent), unknown.contains(noun.id.str()), given);
        ++families_;
      });
    }
  }

  [[nodiscard]] std::vector<IdRow<Noun>> const& rows(Side side) const noexcept { return rows_[side]; }
  [[nodiscard]] IdClass const& class_of(IdRow<Noun> const& row) const noexcept { return classes_[row.cls]; }

  /// The version that `other` has of a row, or null.
  [[nodiscard]] IdRow<Noun> const* version(IdRow<Noun> const& row, Side other) const noexcept {
    std::size_t const at = class_of(row).rows[other];
    return at == no_row ? nullptr : &rows_[other][at];
  }

  /// True when the two may be one noun.
  [[nodiscard]] bool may_join(IdRow<Noun> const& a, IdRow<Noun> const& b) const noexcept {
    IdClass const& left = class_of(a);
    IdClass const& right = class_of(b);
    if (a.cls == b.cls || (left.is_given() && right.is_given())) return false;
    return std::none_of(std::begin(all_sides), std::end(all_sides),
                        [&](Side side) { return left.has(side) && right.has(side); });
  }

  /// Makes one noun of two, where that is possible.
  bool join(IdRow<Noun> const& a, IdRow<Noun> const& b) {
    if (!may_join(a, b)) return false;
    std::size_t const kept = a.cls;
    IdClass const gone = classes_[b.cls];
    if (gone.is_given()) classes_[kept].given = gone.given;
    for (Side const side : all_sides) {
      if (!gone.has(side)) continue;
      classes_[kept].rows[side] = gone.rows[side];
      rows_[side][gone.rows[side]].cls = kept;
    }
    return true;
  }

 private:
  void add(Side side, Noun const& noun, std::string_view parent, bool made_up,
           std::unordered_map<std::string_view, std::size_t>& given) {
    std::size_t cls = classes_.size();
    if (!made_up) cls = given.try_emplace(noun.id.str(), cls).first->second;
    if (cls == classes_.size()) classes_.emplace_back();
    if (!made_up) classes_[cls].given = noun.id.str();
    classes_[cls].rows[side] = rows_[side].size();
    rows_[side].push_back({&noun, parent, families_, cls});
  }

  Sides<std::vector<IdRow<Noun>>> rows_;
  std::vector<IdClass> classes_;
  std::size_t families_ = 0;
};

}  // namespace detail

STORYMAP_END
