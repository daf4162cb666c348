// storymap/detail/edit_index.hpp - where each noun stands and what refers to it, kept true while edits change the map.
// Room: model. Depends on edit.hpp, edit_list.hpp, edit_values.hpp and noun_fields.hpp.
#pragma once

#include <storymap/detail/edit_list.hpp>
#include <storymap/detail/edit_values.hpp>
#include <storymap/detail/noun_fields.hpp>
#include <storymap/edit.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

struct LinkKeyHash {
  std::size_t operator()(LinkKey const& link) const noexcept {
    std::size_t const from = std::hash<StoryId>{}(link.from);
    std::size_t const to = std::hash<StoryId>{}(link.to);
    return from ^ (to * 31U + static_cast<std::size_t>(link.kind));
  }
};

/// What stands in a noun that has children.
template <class Noun>
using ChildOf = typename std::remove_cvref_t<decltype(children_of(std::declval<Noun&>()))>::value_type;

/// A noun or link of the map.
template <class Item>
struct Node : Sibling<Item> {
  std::size_t uses = 0;
};
template <class Noun>
requires has_children<Noun>
struct Node<Noun> : Sibling<Noun> {
  std::size_t uses = 0;
  SiblingList<ChildOf<Noun>>* children = nullptr;
};

[[nodiscard]] inline LinkKey identity_of(Link const& link) { return key_of(link); }
template <class Noun>
[[nodiscard]] Id<Noun> const& identity_of(Noun const& noun) {
  return noun.id;
}

/// All nouns of one type, or all links.
template <class Item>
struct Nodes {
  using Key = std::remove_cvref_t<decltype(identity_of(std::declval<Item const&>()))>;
  using Hash = std::conditional_t<std::is_same_v<Item, Link>, LinkKeyHash, std::hash<Key>>;

  std::unordered_map<Key, Node<Item>, Hash> by_key;
  std::deque<Node<Item>> twins;            ///< of nouns whose id is taken, in a map that breaks `check`
  std::deque<SiblingList<Item>> lists;     ///< the one on the map itself is the first
  std::deque<Item> added;                  ///< where new items live until they are written
  std::vector<SiblingList<Item>*> opened;  ///< to be written
};

/// Built once in O(nouns and links); whatever an edit asks or does costs O(1) then. The lists of the map keep the order
/// they had until `write`; whoever reads them writes first.
///
/// A function that changes the order either throws std::bad_alloc and changes nothing, or succeeds.
class EditIndex {
 public:
  /// The map must outlive the index; nobody else may change it meanwhile.
  explicit EditIndex(Map& map) {
    adopt(map.personas, OnMap());
    adopt(map.releases, OnMap());
    adopt(map.activities, OnMap());
    adopt(map.links, OnMap());
  }
  EditIndex(EditIndex const&) = delete;
  EditIndex& operator=(EditIndex const&) = delete;

  template <class Noun>
  [[nodiscard]] bool contains(Id<Noun> const& id) const {
    return of<Noun>().by_key.contains(id);
  }
  [[nodiscard]] bool contains(LinkKey const& link) const { return of<Link>().by_key.contains(link); }

  /// What the noun stands in, or null when there is no such noun. Valid until the next edit.
  template <class Noun>
  [[nodiscard]] ParentId<Noun> const* parent(Id<Noun> const& id) const {
    auto const at = of<Noun>().by_key.find(id);
    return at == of<Noun>().by_key.end() ? nullptr : &at->second.list->parent();
  }

  /// The noun or link, or null. Valid until it is removed.
  template <class Noun>
  [[nodiscard]] Node<Noun>* find(Id<Noun> const& id) {
    auto const at = of<Noun>().by_key.find(id);
    return at == of<Noun>().by_key.end() ? nullptr : &at->second;
  }
  [[nodiscard]] Node<Link>* find(LinkKey const& link) {
    auto const at = of<Link>().by_key.find(link);
    return at == of<Link>().by_key.end() ? nullptr : &at->second;
  }

  /// The children of `parent`, or null when there is no such parent.
  template <class Item>
  [[nodiscard]] SiblingList<Item>* siblings(ParentId<Item> const& parent) {
    if constexpr (std::is_same_v<ParentId<Item>, OnMap>) {
      return &of<Item>().lists.front();
    } else {
      auto* const node = find(parent);
      return node != nullptr ? node->children : nullptr;
    }
  }

  /// Puts a new item behind `before`, or first. Its key is free, and it has no children.
  template <class Item>
  void add(Item const& value, SiblingList<Item>& list, Sibling<Item>* before) {
    open(list);
    Node<Item> node;
    node.item = &of<Item>().added.emplace_back(value);
    if constexpr (has_children<Item>) node.children = &make_list(children_of(*node.item), node.item->id);
    Node<Item>& kept = of<Item>().by_key.try_emplace(identity_of(value), node).first->second;
    list.insert(kept, before);
    count_uses(*kept.item, 1);
  }

  /// Takes the item `key`, which has no children, off the map. Its list is open.
  template <class Item, class Key>
  [[nodiscard]] Item remove(Node<Item>& node, Key const& key) noexcept {
    count_uses(*node.item, -1);
    node.list->take_out(node);
    if constexpr (has_children<Item>) node.children->outlive_home();
    Item value = std::move(*node.item);
    of<Item>().by_key.erase(key);
    return value;
  }

  template <class Item>
  void move(Sibling<Item>& sibling, SiblingList<Item>& list, Sibling<Item>* before) {
    open(*sibling.list);
    open(list);
    sibling.list->take_out(sibling);
    list.insert(sibling, before);
  }

  /// Before the items of a list change.
  template <class Item>
  void open(SiblingList<Item>& list) {
    list.make_room();
    if (list.is_open()) return;
    of<Item>().opened.push_back(&list);
    list.open();
  }

  /// Brings the lists of the map into the order of the index.
  void write() noexcept {
    std::apply([](auto&... nodes) { (write(nodes), ...); }, nodes_);
  }

  /// Counts, or no longer counts, what a story refers to: around every change of its release and personas.
  void refer(Story const& story) { count_references(story, 1); }
  void forget(Story const& story) { count_references(story, -1); }

 private:
  template <class Item>
  [[nodiscard]] Nodes<Item>& of() noexcept {
    return std::get<Nodes<Item>>(nodes_);
  }
  template <class Item>
  [[nodiscard]] Nodes<Item> const& of() const noexcept {
    return std::get<Nodes<Item>>(nodes_);
  }

  template <class Item>
  SiblingList<Item>& make_list(std::vector<Item>& home, ParentId<Item> const& parent) {
    return of<Item>().lists.emplace_back(home, parent);
  }

  template <class Item>
  SiblingList<Item>& adopt(std::vector<Item>& items, ParentId<Item> const& parent) {
    SiblingList<Item>& list = make_list(items, parent);
    for (Item& item : items) {
      auto const [at, added] = of<Item>().by_key.try_emplace(identity_of(item));
      Node<Item>& node = added ? at->second : of<Item>().twins.emplace_back();
      node.item = &item;
      list.adopt(node);
      count_uses(item, 1);
      if constexpr (has_children<Item>) node.children = &adopt(children_of(item), item.id);
    }
    return list;
  }

  template <class Item>
  static void write(Nodes<Item>& nodes) noexcept {
    for (SiblingList<Item>* const list : nodes.opened) {
      list->collect([](Sibling<Item>& sibling) {
        if constexpr (has_children<Item>) {
          static_cast<Node<Item>&>(sibling).children->set_home(children_of(*sibling.item));
        }
      });
    }
    for (SiblingList<Item>* const list : nodes.opened) list->write();
    nodes.opened.clear();
    nodes.added.clear();
  }

  template <class Noun>
  void count(Id<Noun> const& id, int change) {
    if (Node<Noun>* const node = find(id)) node->uses += static_cast<std::size_t>(change);
  }
  void count_references(Story const& story, int change) {
    if (story.release) count(*story.release, change);
    for (PersonaId const& persona : story.personas) count(persona, change);
  }

  /// What an item that comes or goes refers to.
  template <class Item>
  void count_uses(Item const& item, int change) {
    if constexpr (std::is_same_v<Item, Story>) count_references(item, change);
    if constexpr (std::is_same_v<Item, Link>) {
      count(item.from, change);
      count(item.to, change);
    }
  }

  std::tuple<Nodes<Persona>, Nodes<Release>, Nodes<Activity>, Nodes<Task>, Nodes<Story>, Nodes<Link>> nodes_;
};

}  // namespace detail

STORYMAP_END
