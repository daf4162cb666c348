// bindings/python/src/map.hpp - a map that Python holds: copied when written, not when read.
#pragma once

#include "errors.hpp"

#include <storymap/detail/map_editor.hpp>
#include <storymap/detail/noun_fields.hpp>
#include <storymap/detail/noun_words.hpp>
#include <storymap/edit.hpp>
#include <storymap/model.hpp>
#include <storymap/visit.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace storymap::python {

/// Every member is called, and every snapshot is taken and dropped, while the GIL is held: so whoever finds the map
/// unshared may change it in place. Whoever works without the GIL works on a snapshot, which never changes.
///
/// The first edit makes an editor, which stays: a program that makes one edit after the other pays for each edit, not
/// for the size of the map.
class MapHandle {
 public:
  explicit MapHandle(Map map) : map_(std::make_shared<Map>(std::move(map))) {}
  /// Both share the map until one of them changes it.
  MapHandle(MapHandle const& other) : map_((static_cast<void>(other.map()), other.map_)) {}
  MapHandle& operator=(MapHandle const&) = delete;

  [[nodiscard]] Map const& map() const noexcept { return editor_ ? editor_->map() : *map_; }
  [[nodiscard]] std::shared_ptr<Map const> snapshot() const noexcept {
    static_cast<void>(map());
    return map_;
  }

  /// How many times the map has been changed since this handle holds it.
  [[nodiscard]] std::uint64_t revision() const noexcept { return revision_; }

  /// The noun with this id, or null. Its fields are those it has now; of what stands in it, `map` tells. Valid until
  /// the next `apply`.
  template <class Noun>
  [[nodiscard]] Noun const* find(Id<Noun> const& id) const {
    if (editor_) return editor_->find(id);
    auto const place = index().place(id);
    if (!place) return nullptr;
    if constexpr (std::is_same_v<Noun, Story>) {
      return &at(*map_, *place);
    } else if constexpr (std::is_same_v<Noun, Task>) {
      return &map_->activities[place->activity].tasks[place->task];
    } else {
      return &detail::on_map<Noun>(static_cast<Map const&>(*map_))[*place];
    }
  }

  /// The noun with this id, which must exist. Errors: unknown_id.
  template <class Noun>
  [[nodiscard]] Noun const& noun(Id<Noun> const& id) const {
    if (Noun const* const found = find(id)) return *found;
    throw Raised({Errc::unknown_id, "no " + std::string(detail::word_of<Noun>()) + " has the id '" + id.str() + "'",
                  detail::path_of(id)});
  }

  /// The id of what a noun, which must exist, stands in.
  template <class Noun>
  [[nodiscard]] std::string const& parent(Id<Noun> const& id) const {
    static_cast<void>(noun(id));
    if (editor_) return editor_->index().parent(id)->str();
    auto const place = *index().place(id);
    Activity const& activity = map_->activities[place.activity];
    if constexpr (std::is_same_v<Noun, Story>) {
      return activity.tasks[place.task].id.str();
    } else {
      return activity.id.str();
    }
  }

  /// The last child of a parent, `apart` from one noun. Null when there is none, or no such parent.
  template <class Noun>
  [[nodiscard]] Noun const* last(ParentId<Noun> const& parent, Id<Noun> const& apart) {
    auto const* const siblings = editor().siblings<Noun>(parent);
    if (siblings == nullptr) return nullptr;
    for (auto sibling = siblings->rbegin(); sibling != siblings->rend(); ++sibling) {
      if (sibling->id != apart) return &*sibling;
    }
    return nullptr;
  }

  /// The last ordinal that was given to a new noun of this type.
  template <class Noun>
  [[nodiscard]] std::size_t& last_ordinal() noexcept {
    return std::get<Ordinal<Noun>>(ordinals_).last;
  }

  /// Changes the map and returns what undoes it. A map that others share is copied first.
  [[nodiscard]] std::vector<Edit> apply(std::span<Edit const> edits);

 private:
  template <class Noun>
  struct Ordinal {
    std::size_t last = 0;
  };

  /// The editor of a map that nobody else holds.
  [[nodiscard]] detail::MapEditor& editor();
  /// Where the nouns are, while there is no editor.
  [[nodiscard]] MapIndex const& index() const;

  std::shared_ptr<Map> map_;
  std::unique_ptr<detail::MapEditor> editor_;  ///< of the map above, so it goes first
  mutable std::optional<MapIndex> index_;
  std::uint64_t revision_ = 0;
  std::tuple<Ordinal<Activity>, Ordinal<Task>, Ordinal<Story>, Ordinal<Release>, Ordinal<Persona>> ordinals_;
};

}  // namespace storymap::python
