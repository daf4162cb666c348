// storymap/detail/id_gaps.hpp - unmatched siblings of two maps that stand in the same place.
// Room: model. Depends on id_classes.hpp.
#pragma once

#include <storymap/detail/id_classes.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Pairs what is left over by the matched siblings before and behind it: nouns that were rewritten where they stood.
template <class Noun>
class IdGaps {
 public:
  IdGaps(IdClasses<Noun> const& classes, Side left, Side right) : classes_(classes), left_(left), right_(right) {}

  /// Rows (left, right), of gaps that hold equally many on both sides.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> pairs() const {
    std::unordered_map<std::string, Gap> lefts;
    for (Gap& gap : gaps(left_, right_)) {
      std::string key = key_of(gap);
      lefts.emplace(std::move(key), std::move(gap));
    }
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (Gap const& gap : gaps(right_, left_)) {
      auto const same = lefts.find(key_of(gap));
      if (same == lefts.end() || same->second.rows.size() != gap.rows.size()) continue;
      for (std::size_t i = 0; i < gap.rows.size(); ++i) pairs.emplace_back(same->second.rows[i], gap.rows[i]);
    }
    return pairs;
  }

 private:
  struct Gap {
    std::string_view parent;
    std::size_t before = no_row;  ///< class of the matched sibling before it
    std::size_t behind = no_row;
    std::vector<std::size_t> rows;
  };

  [[nodiscard]] static std::string key_of(Gap const& gap) {
    return std::to_string(gap.before) + " " + std::to_string(gap.behind) + " " + std::string(gap.parent);
  }

  /// The gaps of one map that are not empty. Siblings that stand under another parent in the other map are no
  /// neighbours of anything.
  [[nodiscard]] std::vector<Gap> gaps(Side side, Side other) const {
    std::vector<Gap> found;
    Gap open;
    auto const close = [&](std::size_t behind) {
      open.behind = behind;
      if (!open.rows.empty()) found.push_back(open);
      open.before = behind;
      open.rows.clear();
    };
    std::size_t family = no_row;
    auto const& rows = classes_.rows(side);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].family != std::exchange(family, rows[i].family)) {
        close(no_row);
        open.parent = rows[i].parent;
      }
      IdRow<Noun> const* const version = classes_.version(rows[i], other);
      if (version == nullptr) {
        open.rows.push_back(i);
      } else if (version->parent == rows[i].parent) {
        close(rows[i].cls);
      }
    }
    close(no_row);
    return found;
  }

  IdClasses<Noun> const& classes_;
  Side left_;
  Side right_;
};

}  // namespace detail

STORYMAP_END
