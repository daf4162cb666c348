// storymap/detail/report_groups.hpp - groups as people read them: the worst first.
// Room: report. Depends on analysis.hpp.
#pragma once

#include <storymap/analysis.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A group and what its pairs tell about it.
struct ListedGroup {
  Group const* group = nullptr;
  AlikePair const* closest = nullptr;  ///< its pair with the highest score
  std::size_t pairs = 0;
  std::vector<GroupMember> members;  ///< those of the group; of a chain the closest two first

  /// True when less than half of the possible pairs are alike: the others hang together by way of third stories, so
  /// that nothing that is said of one pair holds for the group.
  [[nodiscard]] bool is_chain() const noexcept {
    return closest != nullptr && 4 * pairs < group->members.size() * (group->members.size() - 1);
  }
};

/// The closest two are what a reader is told about a chain, so they must be seen.
inline void put_closest_first(ListedGroup& listed) {
  auto const begin = listed.members.begin();
  auto const is = [](std::uint32_t row) { return [row](GroupMember const& member) { return member.row == row; }; };
  auto const first = std::find_if(begin, listed.members.end(), is(listed.closest->a));
  std::rotate(begin, first, first + 1);
  auto const second = std::find_if(begin + 1, listed.members.end(), is(listed.closest->b));
  std::rotate(begin + 1, second, second + 1);
}

/// The groups of a kind, those with the highest score first, then the larger ones. O(stories + pairs).
[[nodiscard]] inline std::vector<ListedGroup> list_groups(SimilarityAnalysis const& similarity, GroupKind kind) {
  std::vector<ListedGroup> groups;
  std::vector<std::size_t> group_of(similarity.stories.size(), similarity.groups.size());
  for (Group const& group : similarity.groups) {
    if (group.kind != kind) continue;
    for (GroupMember const& member : group.members) group_of[member.row] = groups.size();
    groups.push_back({&group, nullptr, 0, group.members});
  }
  for (AlikePair const& pair : similarity.pairs) {
    if (group_of[pair.a] >= groups.size()) continue;
    ListedGroup& listed = groups[group_of[pair.a]];
    ++listed.pairs;
    if (listed.closest == nullptr || pair.score > listed.closest->score) listed.closest = &pair;
  }
  for (ListedGroup& listed : groups) {
    if (listed.is_chain()) put_closest_first(listed);
  }
  std::stable_sort(groups.begin(), groups.end(), [](ListedGroup const& a, ListedGroup const& b) {
    if (a.group->best != b.group->best) return a.group->best > b.group->best;
    return a.members.size() > b.members.size();
  });
  return groups;
}

}  // namespace detail

STORYMAP_END
