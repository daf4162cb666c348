// bindings/python/src/map.hpp - a map that Python holds: copied when written, not when read.
#pragma once

#include "errors.hpp"

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
class MapHandle {
 public:
  explicit MapHandle(Map map) : map_(std::make_shared<Map>(std::move(map))) {}
  /// Both share the map until one of them changes it.
  MapHandle(MapHandle const& other) : map_(other.map_) {}
  MapHandle& operator=(MapHandle const&) = delete;

  [[nodiscard]] Map const& map() const noexcept { return *map_; }
  [[nodiscard]] std::shared_ptr<Map const> snapshot() const noexcept { return map_; }

  /// How many times the map has been changed since this handle holds it.
  [[nodiscard]] std::uint64_t revision() const noexcept { return revision_; }

  /// Where the nouns are. Valid until the next `apply`.
  [[nodiscard]] MapIndex const& index() const;

  /// The noun with this id, or null. Valid until the next `apply`.
  template <class Noun>
  [[nodiscard]] Noun const* find(Id<Noun> const& id) const {
    auto const place = index().place(id);
    if (!place) return nullptr;
    if constexpr (std::is_same_v<Noun, Story>) {
      return &at(*map_, *place);
    } else if constexpr (std::is_same_v<Noun, Task>) {
      return &map_->activities[place->activity].tasks[place->task];
    } else {
      return &on_map<Noun>()[*place];
    }
  }

  /// The noun with this id, which must exist. Errors: unknown_id.
  template <class Noun>
  [[nodiscard]] Noun const& noun(Id<Noun> const& id) const {
    if (Noun const* const found = find(id)) return *found;
    throw Raised({Errc::unknown_id, "no " + std::string(detail::word_of<Noun>()) + " has the id '" + id.str() + "'",
                  detail::path_of(id)});
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

  template <class Noun>
  [[nodiscard]] std::vector<Noun> const& on_map() const noexcept {
    if constexpr (std::is_same_v<Noun, Activity>) {
      return map_->activities;
    } else if constexpr (std::is_same_v<Noun, Release>) {
      return map_->releases;
    } else {
      return map_->personas;
    }
  }

  std::shared_ptr<Map> map_;
  mutable std::optional<MapIndex> index_;
  std::uint64_t revision_ = 0;
  std::tuple<Ordinal<Activity>, Ordinal<Task>, Ordinal<Story>, Ordinal<Release>, Ordinal<Persona>> ordinals_;
};

}  // namespace storymap::python
