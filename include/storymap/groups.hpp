// storymap/groups.hpp - groups of stories that say the same.
// Room: answers. Depends on engine.
#pragma once

#include <storymap/similarity.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

enum class GroupKind {
  duplicate,  ///< at least one pair reaches the threshold for duplicates
  similar,
};

[[nodiscard]] constexpr std::string_view to_string(GroupKind kind) noexcept {
  return kind == GroupKind::duplicate ? "duplicate" : "similar";
}

/// 0 < similar <= duplicate <= 1.
struct Thresholds {
  double similar = 0.7;
  double duplicate = 0.9;
};

struct GroupMember {
  std::uint32_t row = 0;
  double similarity = 0;  ///< mean similarity to the other members, rounded to two decimals

  friend bool operator==(GroupMember const&, GroupMember const&) = default;
};

struct Group {
  GroupKind kind = GroupKind::similar;
  double best = 0;                   ///< the highest score of a pair in it
  std::vector<GroupMember> members;  ///< the most similar first, ties by row; at least two

  friend bool operator==(Group const&, Group const&) = default;
};

/// Joins pairs into groups by union-find: rows are in one group when a chain of pairs leads from one to the other.
///
/// `pairs` are all pairs of `index` with a score of at least `at_least.similar`. Groups of duplicates come first,
/// larger ones before smaller ones, then by their first row. O(pairs + entries of the members' rows).
[[nodiscard]] std::vector<Group> find_groups(SimilarityIndex const& index, std::span<SimilarPair const> pairs,
                                             Thresholds const& at_least = {});

/// Rounds to two decimals as Python's round(x, 2) does: correctly, ties to even.
[[nodiscard]] double round2(double value) noexcept;

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/groups.ipp>
#endif
