// storymap/detail/map_editor.hpp - applies one edit at a time and knows how to take it back.
// Room: model. Depends on edit_check.hpp and edit_index.hpp.
#pragma once

#include <storymap/detail/edit_check.hpp>
#include <storymap/detail/edit_index.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A map and the index that lets edits find their way in it. Nobody else may change the map meanwhile, nor look at its
/// lists: they follow when the editor is destroyed, or at the latest when `map` asks for them.
class MapEditor {
 public:
  explicit MapEditor(Map& map) : map_(map), index_(map) {}
  MapEditor(MapEditor const&) = delete;
  MapEditor& operator=(MapEditor const&) = delete;
  ~MapEditor() { index_.write(); }

  /// Applies an edit and returns the one that takes it back; a refused edit changes nothing. Paths start below the
  /// edit.
  Result<Edit> apply(Edit const& edit) {
    return std::visit([this](auto const& change) { return one(change); }, edit);
  }

  /// Applies all edits in order, or none of them, and returns the edits that take them back. Paths start with the
  /// number of the edit.
  Result<std::vector<Edit>> apply_all(std::span<Edit const> edits) {
    std::vector<Edit> undo;
    undo.reserve(edits.size());
    for (std::size_t i = 0; i < edits.size(); ++i) {
      Result<Edit> inverse = apply(edits[i]);
      if (!inverse) {
        for (auto step = undo.rbegin(); step != undo.rend(); ++step) {
          [[maybe_unused]] bool const undone = apply(*step).has_value();
          STORYMAP_ASSERT(undone);
        }
        Error error = std::move(inverse).error();
        error.path.insert(0, "/" + std::to_string(i));
        return Failure{std::move(error)};
      }
      undo.push_back(*std::move(inverse));
    }
    std::reverse(undo.begin(), undo.end());
    return undo;
  }

  [[nodiscard]] EditIndex const& index() const noexcept { return index_; }

  /// The map as the edits have made it. O(siblings) of what they changed; everything else here is O(1).
  [[nodiscard]] Map const& map() noexcept {
    index_.write();
    return map_;
  }

  /// The noun with this id, or null. Valid until the next edit.
  template <class Noun>
  [[nodiscard]] Noun const* find(Id<Noun> const& id) {
    auto const* const node = index_.find(id);
    return node != nullptr ? node->item : nullptr;
  }

  /// The link with these ends, or null. Valid until the next edit.
  [[nodiscard]] Link const* find(LinkKey const& key) {
    auto const* const node = index_.find(key);
    return node != nullptr ? node->item : nullptr;
  }

  /// The children of a parent, or null when there is no such parent. Valid until the next edit.
  template <class Noun>
  [[nodiscard]] SiblingList<Noun> const* siblings(ParentId<Noun> const& parent) {
    return index_.siblings<Noun>(parent);
  }

  [[nodiscard]] SiblingList<Link> const& links() { return *index_.siblings<Link>(OnMap()); }

 private:
  /// A place that was found: behind `before`, or first.
  template <class Item>
  struct Slot {
    SiblingList<Item>* list = nullptr;
    Sibling<Item>* before = nullptr;
  };

  template <class Noun>
  Result<Edit> one(Add<Noun> const& edit) {
    EditChecker checker(index_);
    checker.added(edit.value);
    if (auto failed = std::move(checker).failure()) return std::move(*failed);
    Result<Slot<Noun>> const slot = resolve(edit.place);
    if (!slot) return Failure{slot.error()};
    Edit inverse = Remove<Noun>{edit.value.id};
    index_.add(edit.value, *slot->list, slot->before);
    return inverse;
  }

  template <class Noun>
  Result<Edit> one(Remove<Noun> const& edit) {
    Node<Noun>* const node = index_.find(edit.id);
    if (node == nullptr) return unknown(edit.id, "/id");
    if constexpr (has_children<Noun>) {
      if (std::size_t const held = node->children->size(); held != 0) {
        return in_use(edit.id, held, children_word<Noun>);
      }
    }
    if (node->uses != 0) return in_use(edit.id, node->uses, std::is_same_v<Noun, Story> ? "links" : "stories");
    Place<Noun> place = place_of(*node);
    index_.open(*node->list);
    return Edit(Add<Noun>{index_.remove(*node, edit.id), std::move(place)});
  }

  template <class Noun>
  Result<Edit> one(Move<Noun> const& edit) {
    Node<Noun>* const node = index_.find(edit.id);
    if (node == nullptr) return unknown(edit.id, "/id");
    if (edit.place.after == edit.id) {
      return failure(Errc::invalid_field, "a noun cannot stand after itself", "/place/after");
    }
    Result<Slot<Noun>> const slot = resolve(edit.place);
    if (!slot) return Failure{slot.error()};
    Edit inverse = Move<Noun>{edit.id, place_of(*node)};
    index_.move(*node, *slot->list, slot->before);
    return inverse;
  }

  template <class Noun>
  Result<Edit> one(Set<Noun> const& edit) {
    Node<Noun>* const node = index_.find(edit.id);
    if (node == nullptr) return unknown(edit.id, "/id");
    Result<Value> before = set_field(*node->item, edit.field, edit.value);
    if (!before) return failure_of(std::move(before));
    return Edit(Set<Noun>{edit.id, edit.field, *std::move(before)});
  }

  Result<Edit> one(SetMap const& edit) {
    Result<Value> before = set_field(map_, edit.field, edit.value);
    if (!before) return failure_of(std::move(before));
    return Edit(SetMap{edit.field, *std::move(before)});
  }

  Result<Edit> one(AddLink const& edit) {
    EditChecker checker(index_);
    checker.added(edit.value);
    if (edit.after && !index_.contains(*edit.after)) {
      checker.fail(Errc::unknown_id, "there is no such link", "/after");
    }
    if (auto failed = std::move(checker).failure()) return std::move(*failed);
    Edit inverse = RemoveLink{key_of(edit.value)};
    index_.add(edit.value, *index_.siblings<Link>(OnMap()), edit.after ? index_.find(*edit.after) : nullptr);
    return inverse;
  }

  Result<Edit> one(RemoveLink const& edit) {
    Node<Link>* const node = index_.find(edit.link);
    if (node == nullptr) return failure(Errc::unknown_id, "there is no such link", "/link");
    std::optional<LinkKey> after;
    if (node->before != nullptr) after = key_of(*node->before->item);
    index_.open(*node->list);
    return Edit(AddLink{index_.remove(*node, edit.link), std::move(after)});
  }

  Result<Edit> one(AddLabel const& edit) {
    Node<Story>* const node = index_.find(edit.story);
    if (node == nullptr) return unknown(edit.story, "/story");
    std::vector<std::string>& labels = node->item->labels;
    EditChecker checker(index_);
    checker.text(edit.label, "/label");
    if (auto failed = std::move(checker).failure()) return std::move(*failed);
    if (std::find(labels.begin(), labels.end(), edit.label) != labels.end()) {
      return failure(Errc::duplicate_id, "the story has the label '" + edit.label + "' already", "/label");
    }
    auto position = labels.begin();
    if (edit.after) {
      position = std::find(labels.begin(), labels.end(), *edit.after);
      if (position == labels.end()) return failure(Errc::unknown_id, "the story has no such label", "/after");
      ++position;
    }
    labels.insert(position, edit.label);
    return Edit(RemoveLabel{edit.story, edit.label});
  }

  Result<Edit> one(RemoveLabel const& edit) {
    Node<Story>* const node = index_.find(edit.story);
    if (node == nullptr) return unknown(edit.story, "/story");
    std::vector<std::string>& labels = node->item->labels;
    auto const label = std::find(labels.begin(), labels.end(), edit.label);
    if (label == labels.end()) return failure(Errc::unknown_id, "the story has no such label", "/label");
    AddLabel inverse{edit.story, edit.label, std::nullopt};
    if (label != labels.begin()) inverse.after = *(label - 1);
    labels.erase(label);
    return Edit(std::move(inverse));
  }

  /// Where a noun put at `place` would stand.
  template <class Noun>
  Result<Slot<Noun>> resolve(Place<Noun> const& place) {
    SiblingList<Noun>* const list = index_.siblings<Noun>(place.parent);
    if (list == nullptr) return unknown(place.parent, "/place/parent");
    if (!place.after) return Slot<Noun>{list, nullptr};
    Node<Noun>* const before = index_.find(*place.after);
    if (before == nullptr || before->list != list) {
      return failure(Errc::unknown_id,
                     "no " + std::string(word_of<Noun>()) + " there has the id '" + place.after->str() + "'",
                     "/place/after");
    }
    return Slot<Noun>{list, before};
  }

  /// Where a noun stands, as an edit says it.
  template <class Noun>
  [[nodiscard]] static Place<Noun> place_of(Sibling<Noun> const& sibling) {
    Place<Noun> place{sibling.list->parent(), std::nullopt};
    if (sibling.before != nullptr) place.after = sibling.before->item->id;
    return place;
  }

  template <class Owner>
  Result<Value> set_field(Owner& owner, std::string const& field, Value const& value) {
    std::optional<Result<Value>> done;
    for_each_field<Owner>([&](auto const& row) {
      if (row.word == field) done = set_known(owner, row, value);
    });
    if (done) return *std::move(done);
    if (is_reserved<Owner>(field)) {
      return failure(Errc::invalid_field, "'" + field + "' is not a field that can be set", "/field");
    }
    return set_unknown(owner.extra, field, value);
  }

  template <class Owner, class T>
  Result<Value> set_known(Owner& owner, FieldRow<Owner, T> const& row, Value const& value) {
    EditChecker checker(index_);
    T fresh{};
    if (!std::holds_alternative<std::monostate>(value)) {
      checker.read(value, fresh);
    } else if (row.clearing == Clearing::refused) {
      checker.fail(Errc::invalid_field, "the " + std::string(row.word) + " cannot be cleared", "/value");
    }
    if (auto failed = std::move(checker).failure()) return std::move(*failed);
    Value before = to_value(owner.*row.member);
    if constexpr (std::is_same_v<Owner, Story>) index_.forget(owner);
    owner.*row.member = std::move(fresh);
    if constexpr (std::is_same_v<Owner, Story>) index_.refer(owner);
    return before;
  }

  Result<Value> set_unknown(Fields& extra, std::string const& field, Value const& value) {
    EditChecker checker(index_);
    checker.text(field, "/field");
    auto const* const json = std::get_if<JsonText>(&value);
    if (json != nullptr) {
      checker.json(json->text, "/value");
    } else if (!std::holds_alternative<std::monostate>(value)) {
      checker.fail(Errc::invalid_field, "expected JSON text: '" + field + "' is no field of the schema", "/value");
    }
    if (auto failed = std::move(checker).failure()) return std::move(*failed);
    Value before = to_value(extra.find(field));
    if (json != nullptr) {
      extra.set(field, json->text);
    } else {
      extra.erase(field);
    }
    return before;
  }

  template <class Noun>
  static Failure unknown(Id<Noun> const& id, char const* path) {
    return failure(Errc::unknown_id, "no " + std::string(word_of<Noun>()) + " has the id '" + id.str() + "'", path);
  }
  /// The map itself is always there.
  static Failure unknown(OnMap, char const* path) { return failure(Errc::unknown_id, "there is no map", path); }

  template <class Noun>
  static Failure in_use(Id<Noun> const& id, std::size_t count, std::string_view of_what) {
    return failure(Errc::in_use,
                   "the " + std::string(word_of<Noun>()) + " '" + id.str() + "' still has " + std::string(of_what) +
                       ": " + std::to_string(count),
                   "/id");
  }

  Map& map_;
  EditIndex index_;
};

}  // namespace detail

STORYMAP_END
