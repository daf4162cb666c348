// storymap/merge.hpp - three-way merge of maps: one merge for git, re-import, offline work and synchronisation.
// Room: model. Depends on diff.hpp.
#pragma once

#include <storymap/diff.hpp>

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

/// Something both sides changed differently. `map` of the result holds our version.
struct Conflict {
  enum class Kind {
    field,            ///< both sides set the same field to different values
    place,            ///< both sides moved the same noun to different places
    removed_changed,  ///< one side removed what the other changed; the change is kept
    added_twice,      ///< both sides added different nouns under the same id
  };
  Kind kind = Kind::field;
  std::string path;  ///< what: "/story/s3/title"
  /// The three versions as text for people and JSON for lists; empty when absent.
  std::string base, ours, theirs;

  friend bool operator==(Conflict const&, Conflict const&) = default;
};

[[nodiscard]] constexpr std::string_view to_string(Conflict::Kind kind) noexcept {
  switch (kind) {
    case Conflict::Kind::field: return "field";
    case Conflict::Kind::place: return "place";
    case Conflict::Kind::removed_changed: return "removed_changed";
    case Conflict::Kind::added_twice: return "added_twice";
  }
  return "field";
}

/// Pairs texts of two lists that mean the same: indices (left, right), each index at most once. The analysis room
/// offers one based on similarity; the model itself knows no text analysis.
using TextMatcher = std::function<std::vector<std::pair<std::size_t, std::size_t>>(
    std::span<std::string_view const> left, std::span<std::string_view const> right)>;

struct MergeOptions {
  /// Matches stories whose id and exact text differ; null: only ids and exact texts count.
  TextMatcher match_similar;
};

struct Merged {
  Map map;
  std::vector<Conflict> conflicts;  ///< in map order; empty when everything fitted
};

/// Merges what `ours` and `theirs` each changed since `base`.
///
/// Nouns are matched by id, then by exact text under the same parent title, then by `match_similar`; a noun of `theirs`
/// matched to another id takes that id, so that a file imported again updates instead of doubling. A change on one side
/// is taken; the same change on both sides is one change; different changes of one field keep ours and report a
/// conflict. `merge(m, m, m)` is `m`; when one side equals `base` the result is the other side. All three maps must
/// satisfy `check` (its error is passed on, with the side's name in front of the path); the result does.
[[nodiscard]] Result<Merged> merge(Map const& base, Map const& ours, Map const& theirs,
                                   MergeOptions const& options = {});

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/merge.ipp>
#endif
