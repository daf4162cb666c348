// storymap/detail/merge_lines.hpp - three-way merge of lists of text whose items may repeat.
// Room: model. Depends on increasing.hpp and merge_sides.hpp.
#pragma once

#include <storymap/detail/increasing.hpp>
#include <storymap/detail/merge_sides.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

using Lines = std::vector<std::string>;

/// Some lines of `base`, from `begin` to before `end`, that one side replaced by its own; an insertion when empty.
struct Hunk {
  std::size_t begin = 0;
  std::size_t end = 0;
  Lines lines;

  [[nodiscard]] bool is_insertion() const noexcept { return begin == end; }

  friend bool operator==(Hunk const&, Hunk const&) = default;
};

/// What one side did to the lines of `base`, from the first to the last. Equal lines are paired by their order of
/// occurrence, and the most pairs that do not cross are what stayed.
[[nodiscard]] inline std::vector<Hunk> find_hunks(Lines const& base, Lines const& side) {
  std::map<std::pair<std::string_view, std::size_t>, std::size_t> position;
  std::map<std::string_view, std::size_t> occurrences;
  for (std::size_t i = 0; i < base.size(); ++i) position[{base[i], occurrences[base[i]]++}] = i;
  occurrences.clear();
  std::vector<std::size_t> paired;
  std::vector<std::size_t> origins;
  for (std::size_t i = 0; i < side.size(); ++i) {
    auto const at = position.find({side[i], occurrences[side[i]]++});
    if (at == position.end()) continue;
    paired.push_back(i);
    origins.push_back(at->second);
  }
  std::vector<bool> const stays = longest_increasing(origins);
  std::vector<Hunk> hunks;
  std::size_t base_at = 0;
  std::size_t side_at = 0;
  auto const close = [&](std::size_t base_end, std::size_t side_end) {
    if (base_at == base_end && side_at == side_end) return;
    auto const from = side.begin() + static_cast<std::ptrdiff_t>(side_at);
    auto const to = side.begin() + static_cast<std::ptrdiff_t>(side_end);
    hunks.push_back({base_at, base_end, Lines(from, to)});
  };
  for (std::size_t i = 0; i < paired.size(); ++i) {
    if (!stays[i]) continue;
    close(origins[i], paired[i]);
    base_at = origins[i] + 1;
    side_at = paired[i] + 1;
  }
  close(base.size(), side.size());
  return hunks;
}

/// True when the hunks cannot both be made: they replace a common line, or one inserts amid what the other replaces.
[[nodiscard]] inline bool overlap(Hunk const& a, Hunk const& b) noexcept {
  return std::max(a.begin, b.begin) < std::min(a.end, b.end) || (a.begin < b.begin && b.end < a.end) ||
         (b.begin < a.begin && a.end < b.end);
}

/// Both insertions at one point: ours, then what only theirs has.
[[nodiscard]] inline Hunk join(Hunk ours, Hunk const& theirs) {
  std::size_t const count = ours.lines.size();
  for (std::string const& line : theirs.lines) {
    auto const end = ours.lines.begin() + static_cast<std::ptrdiff_t>(count);
    if (std::find(ours.lines.begin(), end, line) == end) ours.lines.push_back(line);
  }
  return ours;
}

/// Makes the changes of both sides, or returns nothing when they changed the same item differently. Insertions at the
/// same point both stay, ours first.
[[nodiscard]] inline std::optional<Lines> merge_lines(Lines const& base, Lines const& ours, Lines const& theirs) {
  std::vector<Hunk> const our_hunks = find_hunks(base, ours);
  std::vector<Hunk> const their_hunks = find_hunks(base, theirs);
  Lines merged;
  std::size_t base_at = 0;
  auto const make = [&](Hunk const& hunk) {
    while (base_at < hunk.begin) merged.push_back(base[base_at++]);
    merged.insert(merged.end(), hunk.lines.begin(), hunk.lines.end());
    base_at = hunk.end;
  };
  auto our = our_hunks.begin();
  auto their = their_hunks.begin();
  while (our != our_hunks.end() && their != their_hunks.end()) {
    if (*our == *their) {
      make(*our++);
      ++their;
    } else if (our->begin == their->begin && our->is_insertion() && their->is_insertion()) {
      make(join(*our++, *their++));
    } else if (overlap(*our, *their)) {
      return std::nullopt;
    } else if (std::pair(our->begin, our->end) <= std::pair(their->begin, their->end)) {
      make(*our++);
    } else {
      make(*their++);
    }
  }
  while (our != our_hunks.end()) make(*our++);
  while (their != their_hunks.end()) make(*their++);
  while (base_at < base.size()) merged.push_back(base[base_at++]);
  return merged;
}

}  // namespace detail

STORYMAP_END
