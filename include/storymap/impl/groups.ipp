// storymap/impl/groups.ipp - bodies of groups.hpp.
#pragma once

#include <storymap/detail/union_find.hpp>
#include <storymap/groups.hpp>

#include <algorithm>
#include <charconv>
#include <iterator>

STORYMAP_BEGIN

STORYMAP_DECL double round2(double value) noexcept {
  // Printing to two decimals rounds the exact binary value correctly, which scaling by 100 does not.
  char text[64];
  auto const [end, error] = std::to_chars(std::begin(text), std::end(text), value, std::chars_format::fixed, 2);
  double rounded = value;
  if (error == std::errc{}) std::from_chars(text, end, rounded);
  return rounded;
}

namespace detail {

/// The members of a component with their means, the most similar first.
STORYMAP_DECL std::vector<GroupMember> rank_members(SimilarityIndex const& index,
                                                    std::vector<std::uint32_t> const& rows) {
  std::vector<double> const means = index.mean_similarities(rows);
  std::vector<GroupMember> members;
  members.reserve(rows.size());
  for (std::size_t k = 0; k < rows.size(); ++k) members.push_back({rows[k], round2(means[k])});
  std::stable_sort(members.begin(), members.end(),
                   [](GroupMember const& a, GroupMember const& b) { return a.similarity > b.similarity; });
  return members;
}

}  // namespace detail

STORYMAP_DECL std::vector<Group> find_groups(SimilarityIndex const& index, std::span<SimilarPair const> pairs,
                                             Thresholds const& at_least) {
  detail::UnionFind components(index.size());
  for (SimilarPair const& pair : pairs) components.join(pair.a, pair.b);

  // Rows come in ascending order, so components come in order of their first row.
  std::vector<std::vector<std::uint32_t>> members;
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> group_of(index.size(), none);
  for (std::uint32_t row = 0; row < index.size(); ++row) {
    std::uint32_t const root = components.root(row);
    if (components.size_of(root) < 2) continue;
    if (group_of[root] == none) {
      group_of[root] = members.size();
      members.emplace_back();
    }
    members[group_of[root]].push_back(row);
  }

  std::vector<Group> groups(members.size());
  for (SimilarPair const& pair : pairs) {
    double& best = groups[group_of[components.root(pair.a)]].best;
    best = std::max(best, pair.score);
  }
  for (std::size_t k = 0; k < groups.size(); ++k) {
    groups[k].kind = groups[k].best >= at_least.duplicate ? GroupKind::duplicate : GroupKind::similar;
    groups[k].members = detail::rank_members(index, members[k]);
  }
  std::stable_sort(groups.begin(), groups.end(), [](Group const& a, Group const& b) {
    if (a.kind != b.kind) return a.kind == GroupKind::duplicate;
    return a.members.size() > b.members.size();
  });
  return groups;
}

STORYMAP_END
