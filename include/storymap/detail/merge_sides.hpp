// storymap/detail/merge_sides.hpp - the three versions of something, and the three maps' nouns side by side.
// Room: model. Depends on noun_fields.hpp.
#pragma once

#include <storymap/detail/noun_fields.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

STORYMAP_BEGIN

namespace detail {

enum class Side { base, ours, theirs };

inline constexpr Side all_sides[] = {Side::base, Side::ours, Side::theirs};

[[nodiscard]] constexpr Side opposite(Side side) noexcept { return side == Side::ours ? Side::theirs : Side::ours; }

/// The three versions of one thing.
template <class T>
struct Sides {
  T base{};
  T ours{};
  T theirs{};

  [[nodiscard]] T& operator[](Side side) noexcept {
    return side == Side::base ? base : side == Side::ours ? ours : theirs;
  }
  [[nodiscard]] T const& operator[](Side side) const noexcept {
    return side == Side::base ? base : side == Side::ours ? ours : theirs;
  }
};

/// The version that a three-way merge takes, or null when both sides changed it, each in its own way.
template <class T>
[[nodiscard]] T const* pick(T const& base, T const& ours, T const& theirs) noexcept {
  if (ours == theirs || theirs == base) return &ours;
  if (ours == base) return &theirs;
  return nullptr;
}

/// A noun where one of the maps has it; `noun` is null where it does not.
template <class Noun>
struct Standing {
  Noun const* noun = nullptr;
  std::string_view parent;       ///< the parent's id; empty on the map
  Noun const* before = nullptr;  ///< the sibling before it

  [[nodiscard]] explicit operator bool() const noexcept { return noun != nullptr; }
};

template <class Noun>
using Versions = Sides<Standing<Noun>>;

[[nodiscard]] inline std::string_view text_of(OnMap) noexcept { return {}; }
template <class Noun>
[[nodiscard]] std::string_view text_of(Id<Noun> const& id) noexcept {
  return id.str();
}

/// The nouns of three maps by id. The maps must outlive the table and stay as they are.
class SidesTable {
 public:
  explicit SidesTable(Sides<Map const*> const& maps) : maps_(maps) {
    for (Side const side : all_sides) {
      add_all<Persona>(side);
      add_all<Release>(side);
      add_all<Activity>(side);
      add_all<Task>(side);
      add_all<Story>(side);
    }
  }

  [[nodiscard]] Map const& map(Side side) const noexcept { return *maps_[side]; }

  /// A noun that at least one of the maps has.
  template <class Noun>
  [[nodiscard]] Versions<Noun> const& versions(std::string_view id) const {
    return std::get<Nouns<Noun>>(nouns_).at(id);
  }
  template <class Noun>
  [[nodiscard]] Versions<Noun> const& versions(Id<Noun> const& id) const {
    return versions<Noun>(std::string_view(id.str()));
  }

 private:
  template <class Noun>
  using Nouns = std::unordered_map<std::string_view, Versions<Noun>>;

  template <class Noun>
  void add_all(Side side) {
    for_each_family<Noun>(map(side), [&](ParentId<Noun> const& parent, std::vector<Noun> const& siblings) {
      Noun const* before = nullptr;
      for (Noun const& noun : siblings) {
        std::get<Nouns<Noun>>(nouns_)[noun.id.str()][side] = {&noun, text_of(parent), before};
        before = &noun;
      }
    });
  }

  Sides<Map const*> maps_;
  std::tuple<Nouns<Persona>, Nouns<Release>, Nouns<Activity>, Nouns<Task>, Nouns<Story>> nouns_;
};

/// The parent a noun has after the merge, or nothing when both sides moved it to different parents, or added it to
/// different ones. Both sides must have the noun, or one of them when `base` has not.
template <class Noun>
[[nodiscard]] std::optional<std::string_view> merged_parent(Versions<Noun> const& noun) {
  if (!noun.theirs) return noun.ours.parent;
  if (!noun.ours) return noun.theirs.parent;
  if (noun.ours.parent == noun.theirs.parent) return noun.ours.parent;
  if (!noun.base) return std::nullopt;
  std::string_view const* const picked = pick(noun.base.parent, noun.ours.parent, noun.theirs.parent);
  return picked != nullptr ? std::optional(*picked) : std::nullopt;
}

}  // namespace detail

STORYMAP_END
