// storymap/align.hpp - one id for one noun in two maps, where readers had to make ids up.
// Room: model. Depends on made_up_ids.hpp and visit.hpp.
//
//     Result<Import> before = load_map("before.md"), after = load_map("after.md");
//     align_ids(before->map, before->report.made_up, after->map, after->report.made_up, similar_texts());
//     std::vector<Edit> edits = diff(before->map, after->map);      // one insertion is one Add, not fifty Sets
//
// `merge` does the same for three maps when MergeOptions::made_up says which ids were made up.
#pragma once

#include <storymap/made_up_ids.hpp>
#include <storymap/visit.hpp>

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

/// Pairs texts of two lists that mean the same: indices (left, right), each index at most once; pairs that break this
/// are ignored. A text is a story's title, followed by its description on the next line when it has one. The analysis
/// room offers a matcher based on similarity; the model itself knows no text analysis.
using TextMatcher = std::function<std::vector<std::pair<std::size_t, std::size_t>>(
    std::span<std::string_view const> left, std::span<std::string_view const> right)>;

/// Gives equal ids to equal nouns of two maps, and different ids to different ones, before `diff` compares them.
///
/// A noun whose id is made up on either side is matched to one of the other map, each at most once and parents before
/// their children:
///
/// 1. by its text (title and description, else the title) within the same parent, in order of appearance;
/// 2. by its text anywhere;
/// 3. an activity or task by the titles of what stands in it: at least half of the shorter list;
/// 4. a story by `match_similar`, when there is one;
/// 5. by its position: where as many unmatched siblings stand between the same neighbours in both maps.
///
/// Matched nouns take the id of `base`, or that of `other` when only that one was given by its file: ids that a file
/// gives never change. Unmatched nouns keep their id if it is free, or get an ordinal that no noun of either map has.
/// Everything that refers to a noun follows: links, releases and personas of stories.
///
/// The lists of made-up ids name those that each map still has when this returns. Both maps must satisfy `check`, and
/// still do. Without made-up ids nothing changes. O(n log n) for n nouns, and what `match_similar` takes.
void align_ids(Map& base, MadeUpIds& made_up_in_base, Map& other, MadeUpIds& made_up_in_other,
               TextMatcher const& match_similar = {});

/// The same, for edits that are to apply to `base` as it is: its ids stay, also those that its reader made up, and the
/// matched nouns of `other` take them. `diff(base, other)` then names ids that `base` has.
void align_ids_to(Map const& base, MadeUpIds const& made_up_in_base, Map& other, MadeUpIds& made_up_in_other,
                  TextMatcher const& match_similar = {});

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/align.ipp>
#endif
