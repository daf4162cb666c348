// storymap/impl/merge.ipp - bodies of merge.hpp.
#pragma once

#include <storymap/impl/merge_match.ipp>
#include <storymap/impl/merge_nouns.ipp>
#include <storymap/impl/merge_revive.ipp>
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

}  // namespace detail

STORYMAP_DECL Result<Merged> merge(Map const& base, Map const& ours, Map const& theirs, MergeOptions const& options) {
  for (auto const& [map, side] : {std::pair{&base, "base"}, std::pair{&ours, "ours"}, std::pair{&theirs, "theirs"}}) {
    if (Result<void> checked = detail::check_side(*map, side); !checked) return failure_of(std::move(checked));
  }
  using detail::Side;
  Map const matched = detail::IdMatcher(base, ours, theirs, options.match_similar).run();
  detail::Contested contested;
  detail::SidesTable const before({&base, &ours, &matched});
  Map const our_side = detail::with_edits(ours, detail::Revival(before, Side::theirs, contested).run());
  Map const their_side = detail::with_edits(matched, detail::Revival(before, Side::ours, contested).run());
  return detail::MapMerger(detail::SidesTable({&base, &our_side, &their_side}), contested).run();
}

STORYMAP_END
