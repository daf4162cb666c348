// storymap/merge.hpp - three-way merge of maps: one merge for git, re-import, offline work and synchronisation.
// Room: model. Depends on align.hpp and diff.hpp.
//
//     MergeOptions options{.match_similar = similar_texts()};
//     options.made_up = {base->report.made_up, ours->report.made_up, theirs->report.made_up};   // imports of files
//     Result<Merged> merged = merge(base->map, ours->map, theirs->map, options);
#pragma once

#include <storymap/align.hpp>
#include <storymap/diff.hpp>

#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// Something both sides changed, each in its own way. The merged map holds our version, except that a change wins
/// over a removal, whoever made it, and that it holds both of two nouns that were added under one id.
struct Conflict {
  enum class Kind {
    field,            ///< both sides set the same field to different values
    place,            ///< both sides moved the same noun to different places, or added it to different parents
    removed_changed,  ///< one side removed what the other changed or newly refers to; it is kept, with its parents
    added_twice,      ///< both sides added nouns of different titles under the same id: theirs got another one
  };
  Kind kind = Kind::field;
  std::string path;  ///< what: "/story/s3/title", "/story/s3/place", "/story/s3", "/name"
  /// The three versions, empty when absent. A field as text, a list as JSON, a place as JSON in the words of a move
  /// edit, a noun by its title.
  std::string base, ours, theirs;
  /// The path and title of another noun it is about, else empty. `removed_changed`: what newly refers to the removed
  /// noun, or was put into it; a link by its path and kind. `added_twice`: their noun, under the id it got.
  std::string other = {}, other_title = {};

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

/// The ids that the readers of the three maps made up.
struct MadeUpSides {
  MadeUpIds base, ours, theirs;
};

struct MergeOptions {
  /// Matches stories whose id and exact text differ; null: only ids and exact texts count.
  TextMatcher match_similar;
  /// Ids that are no identity, as the reports of imports list them: `ImportReport::made_up`. Left empty, all ids are
  /// believed, and the merge of files without ids mixes their nouns up.
  MadeUpSides made_up;
};

struct Merged {
  Map map;
  /// In the order of the map: its own fields, personas, releases, links, then activities with their tasks and stories.
  /// Empty when everything fitted.
  std::vector<Conflict> conflicts;
  /// Where `options.made_up` names some: the ids of `map` that no side was given. They are ordinals in map order, as a
  /// reader of the text without ids would give them.
  MadeUpIds made_up;
};

/// Merges what `ours` and `theirs` each changed since `base`.
///
/// * **Nouns** are matched by id, then by exact text (title and description) under the same parent title, then stories
///   by `match_similar`. A noun of `theirs` matched to another id takes that id, so that a file imported again updates
///   instead of doubling.
///   Ids in `options.made_up` match nothing: such nouns are matched first, in the way of `align_ids`. A noun found by
///   its position alone must have almost the old title, or have been left alone by the other side. What both sides
///   added is one noun when its title is the same and it stands in the same parent.
/// * **Added by both** under one id, a noun is one noun when the titles are equal: its fields are merged. With
/// different
///   titles they are two. Ours keeps the id; theirs, and all that refers to it, gets the ordinal behind the highest of
///   the three maps, or the id of the noun of `base` or `ours` that has its exact text. This is a conflict as well.
/// * **Fields**: a change on one side is taken, the same change on both sides is one change, different changes keep
///   ours and report a conflict. Labels, personas, links and external references (by system and key) are sets: what
///   either side added is there, what either removed is gone. Unknown fields are merged one by one. Acceptance criteria
///   are merged item by item; changing the same item is a conflict of the list.
/// * **Places**: what neither side moved keeps its order, what one side moved or added goes where that side has it.
///   Where both put something between the same siblings, ours come first. Putting one noun into different parents is
///   a conflict, also when both sides added it.
/// * **Removals** are believed unless the other side changed the noun, put something into it or newly refers to it: a
///   change wins over a removal.
///
/// `merge(m, m, m)` is `m`; when one side equals `base`, the result is the other side (under the ids it was matched
/// to). All three maps must satisfy `check` (its error is passed on, with the side's name in front of the path:
/// "theirs/activities/0/title"); the result does. O(n log n) for n nouns, and what `match_similar` takes.
[[nodiscard]] Result<Merged> merge(Map const& base, Map const& ours, Map const& theirs,
                                   MergeOptions const& options = {});

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/merge.ipp>
#endif
