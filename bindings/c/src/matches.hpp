// bindings/c/src/matches.hpp - rows and pairs with their scores, as the caller gets them.
#pragma once

#include "arrays.hpp"

#include <storymap.h>
#include <storymap/similarity.hpp>

#include <optional>
#include <vector>

namespace storymap::c {

[[nodiscard]] inline storymap_match plain(Match const& match) noexcept { return {match.row, 0, match.score}; }
[[nodiscard]] inline storymap_match plain(std::optional<Match> const& match) noexcept {
  return match ? plain(*match) : storymap_match{STORYMAP_NO_ROW, 0, 0};
}
[[nodiscard]] inline storymap_match plain(SharedColumn const& shared) noexcept {
  return {shared.column, 0, shared.contribution};
}

template <class Found>
void give(storymap_matches* matches, std::vector<Found> const& found) {
  Owned<storymap_match> data = make_room<storymap_match>(found.size());
  for (std::size_t k = 0; k < found.size(); ++k) data[k] = plain(found[k]);
  give(matches, std::move(data), found.size());
}

inline void give(storymap_pairs* pairs, std::vector<SimilarPair> const& found) {
  Owned<storymap_pair> data = make_room<storymap_pair>(found.size());
  for (std::size_t k = 0; k < found.size(); ++k) data[k] = {found[k].a, found[k].b, found[k].score};
  give(pairs, std::move(data), found.size());
}

}  // namespace storymap::c
