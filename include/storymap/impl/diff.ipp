// storymap/impl/diff.ipp - bodies of diff.hpp.
#pragma once

#include <storymap/detail/edit_values.hpp>
#include <storymap/detail/increasing.hpp>
#include <storymap/detail/noun_fields.hpp>
#include <storymap/diff.hpp>

#include <iterator>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

STORYMAP_BEGIN

namespace detail {

/// Writes the edits in an order in which each of them is possible: what is referred to comes before what refers to it,
/// parents before children, and removals last, from the leaves up, when nothing stands in them or refers to them.
class MapDiff {
 public:
  MapDiff(Map const& a, Map const& b) : a_(a), b_(b) {}

  [[nodiscard]] std::vector<Edit> run() {
    set_fields(a_, b_, [](std::string_view field, Value value) {
      return SetMap{std::string(field), std::move(value)};
    });
    bring<Persona>();
    bring<Release>();
    remove_links();
    bring<Activity>();
    bring<Task>();
    bring<Story>();
    add_links();
    remove<Story>();
    remove<Task>();
    remove<Activity>();
    remove<Release>();
    remove<Persona>();
    return std::move(edits_);
  }

 private:
  /// A noun of `a`: what it stands in and its position there.
  template <class Noun>
  struct Origin {
    Noun const* noun;
    ParentId<Noun> parent;
    std::size_t position;
  };
  template <class Noun>
  using Origins = std::unordered_map<std::string_view, Origin<Noun>>;

  /// Adds, moves and changes nouns until each family of `b` is there in its order. What does not belong to a family
  /// any more may still stand in between: it is moved by its new family, or removed at the end.
  template <class Noun>
  void bring() {
    Origins<Noun> origins;
    for_each_family<Noun>(a_, [&](ParentId<Noun> const& parent, std::vector<Noun> const& siblings) {
      for (std::size_t i = 0; i < siblings.size(); ++i) {
        origins.try_emplace(siblings[i].id.str(), Origin<Noun>{&siblings[i], parent, i});
      }
    });
    for_each_family<Noun>(b_, [&](ParentId<Noun> const& parent, std::vector<Noun> const& siblings) {
      std::vector<bool> const stays = find_staying(siblings, parent, origins);
      Place<Noun> place{parent, std::nullopt};
      for (std::size_t i = 0; i < siblings.size(); ++i) {
        auto const origin = origins.find(siblings[i].id.str());
        if (origin == origins.end()) {
          edits_.emplace_back(Add<Noun>{without_children(siblings[i]), place});
        } else {
          if (!stays[i]) edits_.emplace_back(Move<Noun>{siblings[i].id, place});
          change(*origin->second.noun, siblings[i]);
        }
        place.after = siblings[i].id;
      }
    });
  }

  /// Marks the siblings that need no move: the most of those that stood in this parent already, in this order.
  template <class Noun>
  [[nodiscard]] static std::vector<bool> find_staying(std::vector<Noun> const& siblings, ParentId<Noun> const& parent,
                                                      Origins<Noun> const& origins) {
    std::vector<std::size_t> here;
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < siblings.size(); ++i) {
      auto const origin = origins.find(siblings[i].id.str());
      if (origin == origins.end() || !(origin->second.parent == parent)) continue;
      here.push_back(i);
      positions.push_back(origin->second.position);
    }
    std::vector<bool> const increasing = longest_increasing(positions);
    std::vector<bool> stays(siblings.size(), false);
    for (std::size_t i = 0; i < here.size(); ++i) stays[here[i]] = increasing[i];
    return stays;
  }

  /// Removes, last first, the nouns that `b` does not have.
  template <class Noun>
  void remove() {
    std::unordered_set<std::string_view> kept;
    for_each_family<Noun>(b_, [&](auto const&, std::vector<Noun> const& siblings) {
      for (Noun const& noun : siblings) kept.insert(noun.id.str());
    });
    std::vector<Edit> removals;
    for_each_family<Noun>(a_, [&](auto const&, std::vector<Noun> const& siblings) {
      for (Noun const& noun : siblings) {
        if (!kept.contains(noun.id.str())) removals.emplace_back(Remove<Noun>{noun.id});
      }
    });
    edits_.insert(edits_.end(), std::make_move_iterator(removals.rbegin()), std::make_move_iterator(removals.rend()));
  }

  template <class Noun>
  void change(Noun const& was, Noun const& now) {
    set_fields(was, now, [&](std::string_view field, Value value) {
      return Set<Noun>{now.id, std::string(field), std::move(value)};
    });
    if constexpr (std::is_same_v<Noun, Story>) change_labels(was, now);
  }

  template <class Owner, class F>
  void set_fields(Owner const& was, Owner const& now, F&& make_edit) {
    for_each_field<Owner>([&](auto const& row) {
      if (!(was.*row.member == now.*row.member)) edits_.emplace_back(make_edit(row.word, to_value(now.*row.member)));
    });
    for (Field const& field : was.extra) {
      if (now.extra.find(field.name) == nullptr) edits_.emplace_back(make_edit(field.name, Value{}));
    }
    for (Field const& field : now.extra) {
      std::string const* const json = was.extra.find(field.name);
      if (json == nullptr || *json != field.json) edits_.emplace_back(make_edit(field.name, to_value(&field.json)));
    }
  }

  /// What two versions of a list have in common, in the same order.
  struct Kept {
    std::vector<bool> was;
    std::vector<bool> now;
  };

  /// Marks the most items that need not be taken out and put back. `key(item)` is distinct within a list; items of the
  /// same key that differ otherwise are not the same.
  template <class Item, class F>
  [[nodiscard]] static Kept find_kept(std::vector<Item> const& was, std::vector<Item> const& now, F&& key) {
    std::unordered_map<std::string, std::size_t> position;
    for (std::size_t i = 0; i < was.size(); ++i) position.emplace(key(was[i]), i);
    std::vector<std::size_t> common;
    std::vector<std::size_t> origins;
    for (std::size_t i = 0; i < now.size(); ++i) {
      auto const at = position.find(key(now[i]));
      if (at == position.end() || !(was[at->second] == now[i])) continue;
      common.push_back(i);
      origins.push_back(at->second);
    }
    std::vector<bool> const increasing = longest_increasing(origins);
    Kept kept{std::vector<bool>(was.size(), false), std::vector<bool>(now.size(), false)};
    for (std::size_t i = 0; i < common.size(); ++i) {
      kept.now[common[i]] = increasing[i];
      kept.was[origins[i]] = increasing[i];
    }
    return kept;
  }

  // Labels and links have no move: one that changes place is removed and added again.

  void change_labels(Story const& was, Story const& now) {
    if (was.labels == now.labels) return;
    Kept const kept = find_kept(was.labels, now.labels, [](std::string const& label) { return label; });
    for (std::size_t i = was.labels.size(); i-- > 0;) {
      if (!kept.was[i]) edits_.emplace_back(RemoveLabel{now.id, was.labels[i]});
    }
    std::optional<std::string> after;
    for (std::size_t i = 0; i < now.labels.size(); ++i) {
      if (!kept.now[i]) edits_.emplace_back(AddLabel{now.id, now.labels[i], after});
      after = now.labels[i];
    }
  }

  /// Before stories are removed, which no link may refer to then.
  void remove_links() {
    for (std::size_t i = a_.links.size(); i-- > 0;) {
      if (!links_.was[i]) edits_.emplace_back(RemoveLink{key_of(a_.links[i])});
    }
  }

  /// After all stories of `b` are there.
  void add_links() {
    std::optional<LinkKey> after;
    for (std::size_t i = 0; i < b_.links.size(); ++i) {
      if (!links_.now[i]) edits_.emplace_back(AddLink{b_.links[i], after});
      after = key_of(b_.links[i]);
    }
  }

  Map const& a_;
  Map const& b_;
  Kept links_ = find_kept(a_.links, b_.links, [](Link const& link) { return path_of(key_of(link)); });
  std::vector<Edit> edits_;
};

}  // namespace detail

STORYMAP_DECL std::vector<Edit> diff(Map const& a, Map const& b) { return detail::MapDiff(a, b).run(); }

STORYMAP_END
