// storymap/detail/merge_order.hpp - three-way merge of the order of a list.
// Room: model. Depends on increasing.hpp and merge_sides.hpp.
#pragma once

#include <storymap/detail/increasing.hpp>
#include <storymap/detail/merge_sides.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

STORYMAP_BEGIN

namespace detail {

using Keys = std::vector<std::string_view>;

struct MergedOrder {
  Keys keys;
  std::unordered_set<std::string_view> torn;  ///< put by both sides, but into different gaps; ours decided
};

/// Merges the order of items that are all in the result; each of them is in `ours` or `theirs`, and once in a list.
///
/// What neither side moved is the frame: it keeps its order and leaves gaps. What a side moved or added goes into the
/// gap where that side has it. Within a gap ours come before theirs, except around items that both put there.
class OrderMerger {
 public:
  explicit OrderMerger(Sides<Keys> const& lists) : lists_(lists) {}

  [[nodiscard]] MergedOrder run() {
    for (Side const side : all_sides) {
      for (std::size_t i = 0; i < lists_[side].size(); ++i) items_[lists_[side][i]].position[side] = i;
    }
    find_moved(Side::ours);
    find_moved(Side::theirs);
    Keys const frame = find_frame();
    fill_gaps(Side::ours, frame.size());
    fill_gaps(Side::theirs, frame.size());
    for (std::size_t gap = 0; gap <= frame.size(); ++gap) {
      weave(gaps_.ours[gap], gaps_.theirs[gap]);
      if (gap < frame.size()) merged_.keys.push_back(frame[gap]);
    }
    return std::move(merged_);
  }

 private:
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);

  struct Item {
    Sides<std::size_t> position{absent, absent, absent};
    Sides<bool> moved;
    Sides<std::size_t> gap{absent, absent, absent};

    [[nodiscard]] bool is_in(Side side) const noexcept { return position[side] != absent; }
    [[nodiscard]] bool is_everywhere() const noexcept {
      return is_in(Side::base) && is_in(Side::ours) && is_in(Side::theirs);
    }
    [[nodiscard]] bool is_framed() const noexcept { return is_everywhere() && !moved.ours && !moved.theirs; }
  };

  /// Marks the fewest items whose moves explain the order of one side.
  void find_moved(Side side) {
    std::vector<Item*> common;
    std::vector<std::size_t> origins;
    for (std::string_view const key : lists_[side]) {
      Item& item = items_.at(key);
      if (!item.is_everywhere()) continue;
      common.push_back(&item);
      origins.push_back(item.position.base);
    }
    std::vector<bool> const stays = longest_increasing(origins);
    for (std::size_t i = 0; i < common.size(); ++i) common[i]->moved[side] = !stays[i];
  }

  [[nodiscard]] Keys find_frame() {
    Keys frame;
    for (std::string_view const key : lists_.ours) {
      if (items_.at(key).is_framed()) frame.push_back(key);
    }
    for (Side const side : {Side::ours, Side::theirs}) {
      std::size_t gap = 0;
      for (std::string_view const key : lists_[side]) {
        Item& item = items_.at(key);
        if (item.is_framed()) {
          ++gap;
        } else {
          item.gap[side] = gap;
        }
      }
    }
    return frame;
  }

  void fill_gaps(Side side, std::size_t frame) {
    gaps_[side].resize(frame + 1);
    for (std::string_view const key : lists_[side]) {
      Item const& item = items_.at(key);
      if (!item.is_framed() && decides(side, key, item)) gaps_[side][item.gap[side]].push_back(key);
    }
  }

  /// Whether this side says where the item goes; both do when they agree.
  [[nodiscard]] bool decides(Side side, std::string_view key, Item const& item) {
    if (!item.is_in(opposite(side))) return true;
    if (item.is_everywhere() && item.moved.ours != item.moved.theirs) return item.moved[side];
    if (item.gap.ours == item.gap.theirs) return true;
    merged_.torn.insert(key);
    return side == Side::ours;
  }

  /// Joins what both sides put into one gap.
  void weave(Keys const& ours, Keys const& theirs) {
    std::unordered_map<std::string_view, std::size_t> position;
    for (std::size_t i = 0; i < ours.size(); ++i) position.emplace(ours[i], i);
    Keys shared;
    std::vector<std::size_t> origins;
    for (std::string_view const key : theirs) {
      auto const at = position.find(key);
      if (at == position.end()) continue;
      shared.push_back(key);
      origins.push_back(at->second);
    }
    std::vector<bool> const agreed = longest_increasing(origins);
    std::size_t written = 0;
    auto const write_ours = [&](std::size_t until) {
      while (written < until) merged_.keys.push_back(ours[written++]);
    };
    std::size_t next_shared = 0;
    for (std::string_view const key : theirs) {
      if (next_shared == shared.size() || shared[next_shared] != key) {
        late_.push_back(key);
      } else if (agreed[next_shared++]) {
        write_ours(position.at(key));
        put_late();
        write_ours(position.at(key) + 1);
      }
    }
    write_ours(ours.size());
    put_late();
  }

  void put_late() {
    merged_.keys.insert(merged_.keys.end(), late_.begin(), late_.end());
    late_.clear();
  }

  Sides<Keys> const& lists_;
  std::unordered_map<std::string_view, Item> items_;
  Sides<std::vector<Keys>> gaps_;
  Keys late_;
  MergedOrder merged_;
};

[[nodiscard]] inline MergedOrder merge_order(Sides<Keys> const& lists) { return OrderMerger(lists).run(); }

}  // namespace detail

STORYMAP_END
