// storymap/impl/merge.ipp - bodies of merge.hpp.
#pragma once

#include <storymap/impl/align.ipp>
#include <storymap/impl/merge_match.ipp>
#include <storymap/impl/merge_nouns.ipp>
#include <storymap/impl/merge_renumber.ipp>
#include <storymap/impl/merge_revive.ipp>
#include <storymap/impl/merge_twice.ipp>
#include <storymap/merge.hpp>

#include <string>
#include <utility>

STORYMAP_BEGIN

namespace detail {

[[nodiscard]] inline Result<void> check_side(Map const& map, char const* side) {
  Result<void> checked = check(map);
  if (checked) return checked;
  Error error = std::move(checked).error();
  error.path.insert(0, side);
  return Failure{std::move(error)};
}

/// A copy of the map that one side ended with, after edits that must fit.
[[nodiscard]] inline Map with_edits(Map map, std::vector<Edit> const& edits) {
  [[maybe_unused]] bool const applied = apply(map, edits).has_value();
  STORYMAP_ASSERT(applied);
  return map;
}

/// Merges maps in which the same nouns have the same ids, and no others.
[[nodiscard]] inline Merged merge_by_id(Map const& base, Map const& ours, Map const& theirs, AddedTwice const& twice) {
  Contested contested;
  SidesTable const before({&base, &ours, &theirs});
  twice.report(before, contested);
  Map const our_side = with_edits(ours, Revival(before, Side::theirs, contested).run());
  Map const their_side = with_edits(theirs, Revival(before, Side::ours, contested).run());
  return MapMerger(SidesTable({&base, &our_side, &their_side}), contested).run();
}

/// Merges maps whose ids are all believed.
[[nodiscard]] inline Merged merge_given(Map const& base, Map const& ours, Map theirs, MergeOptions const& options) {
  AddedTwice const twice(base, ours, theirs, options.made_up);
  IdMatcher(base, ours, theirs, options, twice.ids()).run();
  Merged merged = merge_by_id(base, ours, theirs, twice);
  return merged;
}

/// Merges maps with made-up ids: they are aligned, merged, and merged again under the ids of the result.
[[nodiscard]] inline Merged merge_aligned(Map base, Map ours, Map theirs, MergeOptions options) {
  MadeUpSides& made_up = options.made_up;
  AddedTwice const twice(base, ours, theirs, made_up);
  twice.add_ids_to(made_up.theirs);
  MapAligner({&base, &ours, &theirs}, {&made_up.base, &made_up.ours, &made_up.theirs}, options.match_similar).run();
  IdMatcher(base, ours, theirs, options, {}).run();
  Merged merged = merge_by_id(base, ours, theirs, twice);
  Renumbering const renumbering(merged.map, {&base, &ours, &theirs}, made_up);
  if (!renumbering.renames().empty()) {
    for (Map* const map : {&base, &ours, &theirs}) renumbering.renames().apply(*map);
    merged = merge_by_id(base, ours, theirs, twice);
  }
  merged.made_up = renumbering.left();
  return merged;
}

}  // namespace detail

STORYMAP_DECL Result<Merged> merge(Map const& base, Map const& ours, Map const& theirs, MergeOptions const& options) {
  for (auto const& [map, side] : {std::pair{&base, "base"}, std::pair{&ours, "ours"}, std::pair{&theirs, "theirs"}}) {
    if (Result<void> checked = detail::check_side(*map, side); !checked) return failure_of(std::move(checked));
  }
  MadeUpSides const& made_up = options.made_up;
  if (!made_up.base.empty() || !made_up.ours.empty() || !made_up.theirs.empty()) {
    return detail::merge_aligned(base, ours, theirs, options);
  }
  return detail::merge_given(base, ours, theirs, options);
}

STORYMAP_END
