// storymap/detail/map_editor.hpp - applies one edit at a time and knows how to take it back.
// Room: model. Depends on edit_check.hpp and edit_index.hpp.
#pragma once

#include <storymap/detail/edit_check.hpp>
#include <storymap/detail/edit_index.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A map and the index that lets edits find their way in it. Nobody else may change the map meanwhile.
class MapEditor {
 public:
  explicit MapEditor(Map& map) : map_(map), index_(map) {}

  /// Applies an edit and returns the one that takes it back; a refused edit changes nothing. Paths start below the
  /// edit.
  Result<Edit> apply(Edit const& edit) {
    return std::visit([this](auto const& change) { return one(change); }, edit);
  }

  [[nodiscard]] EditIndex const& index() const noexcept { return index_; }
  [[nodiscard]] Map const& map() const noexcept { return map_; }

  /// The noun with this id, or null. Valid until the next edit.
  template <class Noun>
  [[nodiscard]] Noun const* find(Id<Noun> const& id) {
    auto const slot = index_.find(map_, id);
    return slot ? &slot->noun() : nullptr;
  }

  /// The children of a parent, or null when there is no such parent. Valid until the next edit.
  template <class Noun>
  [[nodiscard]] std::vector<Noun> const* siblings(ParentId<Noun> const& parent) {
    return index_.siblings<Noun>(map_, parent);
  }

 private:
  template <class Noun>
  Result<Edit> one(Add<Noun> const& edit) {
    EditChecker checker(index_);
    checker.added(edit.value);
    if (auto failed = std::move(checker).failure()) return std::move(*failed);
    Result<Slot<Noun>> const slot = resolve(edit.place);
    if (!slot) return Failure{slot.error()};
    slot->siblings->insert(slot->siblings->begin() + offset(slot->position), edit.value);
    index_.add(edit.value, edit.place.parent, slot->position);
    return Edit(Remove<Noun>{edit.value.id});
  }

  template <class Noun>
  Result<Edit> one(Remove<Noun> const& edit) {
    std::optional<Slot<Noun>> const slot = index_.find(map_, edit.id);
    if (!slot) return unknown(edit.id, "/id");
    if constexpr (has_children<Noun>) {
      if (std::size_t const held = children_of(slot->noun()).size(); held != 0) {
        return in_use(edit.id, held, children_word<Noun>);
      }
    }
    if (std::size_t const uses = index_.uses(edit.id); uses != 0) {
      return in_use(edit.id, uses, std::is_same_v<Noun, Story> ? "links" : "stories");
    }
    Place<Noun> place{*index_.parent(edit.id), slot->after()};
    index_.remove(slot->noun());
    Add<Noun> inverse{std::move(slot->noun()), std::move(place)};
    slot->siblings->erase(slot->siblings->begin() + offset(slot->position));
    return Edit(std::move(inverse));
  }

  template <class Noun>
  Result<Edit> one(Move<Noun> const& edit) {
    std::optional<Slot<Noun>> const from = index_.find(map_, edit.id);
    if (!from) return unknown(edit.id, "/id");
    if (edit.place.after == edit.id) {
      return failure(Errc::invalid_field, "a noun cannot stand after itself", "/place/after");
    }
    Result<Slot<Noun>> const to = resolve(edit.place);
    if (!to) return Failure{to.error()};
    Move<Noun> inverse{edit.id, {*index_.parent(edit.id), from->after()}};
    index_.move(edit.id, edit.place.parent, carry(*from, *to));
    return Edit(std::move(inverse));
  }

  template <class Noun>
  Result<Edit> one(Set<Noun> const& edit) {
    std::optional<Slot<Noun>> const slot = index_.find(map_, edit.id);
    if (!slot) return unknown(edit.id, "/id");
    Result<Value> before = set_field(slot->noun(), edit.field, edit.value);
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
    std::ptrdiff_t const position = edit.after ? position_of(*edit.after) + 1 : 0;
    map_.links.insert(map_.links.begin() + position, edit.value);
    index_.add(key_of(edit.value));
    return Edit(RemoveLink{key_of(edit.value)});
  }

  Result<Edit> one(RemoveLink const& edit) {
    if (!index_.contains(edit.link)) return failure(Errc::unknown_id, "there is no such link", "/link");
    auto const link = map_.links.begin() + position_of(edit.link);
    std::optional<LinkKey> after;
    if (link != map_.links.begin()) after = key_of(*(link - 1));
    AddLink inverse{std::move(*link), std::move(after)};
    index_.remove(edit.link);
    map_.links.erase(link);
    return Edit(std::move(inverse));
  }

  Result<Edit> one(AddLabel const& edit) {
    std::optional<Slot<Story>> const slot = index_.find(map_, edit.story);
    if (!slot) return unknown(edit.story, "/story");
    std::vector<std::string>& labels = slot->noun().labels;
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
    std::optional<Slot<Story>> const slot = index_.find(map_, edit.story);
    if (!slot) return unknown(edit.story, "/story");
    std::vector<std::string>& labels = slot->noun().labels;
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
    std::vector<Noun>* const siblings = index_.siblings<Noun>(map_, place.parent);
    if (siblings == nullptr) return unknown(place.parent, "/place/parent");
    if (!place.after) return Slot<Noun>{siblings, 0};
    std::optional<Slot<Noun>> const before = index_.find(map_, *place.after);
    if (!before || before->siblings != siblings) {
      return failure(Errc::unknown_id,
                     "no " + std::string(word_of<Noun>()) + " there has the id '" + place.after->str() + "'",
                     "/place/after");
    }
    return Slot<Noun>{siblings, before->position + 1};
  }

  /// Takes a noun from one slot to another and returns its new position.
  template <class Noun>
  static std::size_t carry(Slot<Noun> const& from, Slot<Noun> const& to) {
    auto const source = from.siblings->begin() + offset(from.position);
    auto const target = to.siblings->begin() + offset(to.position);
    if (from.siblings != to.siblings) {
      to.siblings->insert(target, std::move(*source));
      from.siblings->erase(source);
      return to.position;
    }
    if (to.position > from.position) {
      std::rotate(source, source + 1, target);
      return to.position - 1;
    }
    std::rotate(target, source, source + 1);
    return to.position;
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
      checker.text(json->text, "/value");
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

  [[nodiscard]] std::ptrdiff_t position_of(LinkKey const& link) const {
    auto const same = [&](Link const& other) {
      return other.kind == link.kind && other.from == link.from && other.to == link.to;
    };
    return std::find_if(map_.links.begin(), map_.links.end(), same) - map_.links.begin();
  }

  [[nodiscard]] static std::ptrdiff_t offset(std::size_t position) noexcept {
    return static_cast<std::ptrdiff_t>(position);
  }

  Map& map_;
  EditIndex index_;
};

}  // namespace detail

STORYMAP_END
