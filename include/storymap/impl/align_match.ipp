// storymap/impl/align_match.ipp - bodies of align.hpp: which nouns are the same, where ids do not tell.
// Room: model.
#pragma once

#include <storymap/align.hpp>
#include <storymap/detail/id_classes.hpp>
#include <storymap/detail/id_gaps.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// True for texts that differ in one place, and by little: a piece put in or taken out, or at most a quarter rewritten.
[[nodiscard]] inline bool differ_in_one_place(std::string_view a, std::string_view b) noexcept {
  if (a.size() > b.size()) std::swap(a, b);
  auto const front = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  std::string_view const rest = a.substr(front);
  auto const back =
      static_cast<std::size_t>(std::mismatch(rest.rbegin(), rest.rend(), b.rbegin()).first - rest.rbegin());
  std::size_t const common = front + back;
  return common > 0 && (common == a.size() || 4 * common >= 3 * b.size());
}

/// Matches the nouns of one kind, from the surest sign to the weakest.
template <class Noun>
class NounAligner {
 public:
  /// `three` says whether there are three maps.
  NounAligner(IdClasses<Noun>& classes, bool three, TextMatcher const& match_similar)
      : classes_(classes), three_(three), match_similar_(match_similar) {}

  void run() {
    constexpr bool on_map = std::is_same_v<ParentId<Noun>, OnMap>;
    for (Side const side : sides()) {
      for (bool const anywhere : {false, true}) {
        if (anywhere && on_map) continue;
        match_texts(Side::base, side, {anywhere, true});
        match_texts(Side::base, side, {anywhere, false});
      }
    }
    // The same text, added by both: one noun, unless they put it into different parents.
    if (three_) match_texts(Side::ours, Side::theirs, {false, true});
    if (three_) match_texts(Side::ours, Side::theirs, {false, false});
    for (Side const side : sides()) {
      if constexpr (has_children<Noun>) match_children(side);
      if constexpr (std::is_same_v<Noun, Story>) match_likeness(side);
    }
    for (Side const side : sides()) match_places(side);
  }

 private:
  using Row = IdRow<Noun>;

  /// What two texts must have in common.
  struct Sameness {
    bool anywhere;     ///< else: the parent
    bool description;  ///< else: the title alone
  };

  [[nodiscard]] std::vector<Side> sides() const {
    return three_ ? std::vector{Side::ours, Side::theirs} : std::vector{Side::ours};
  }

  /// Rows of one map that have no version in another.
  [[nodiscard]] std::vector<std::size_t> left_over(Side side, Side other) const {
    std::vector<std::size_t> found;
    auto const& rows = classes_.rows(side);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (classes_.version(rows[i], other) == nullptr) found.push_back(i);
    }
    return found;
  }

  bool join(Side left, std::size_t left_row, Side right, std::size_t right_row) {
    return classes_.join(classes_.rows(left)[left_row], classes_.rows(right)[right_row]);
  }

  /// Equal for the same texts; empty for none.
  [[nodiscard]] static std::string key_of(Row const& row, Sameness same) {
    std::string_view const title = title_of(*row.noun);
    std::string_view const description = same.description ? std::string_view(row.noun->description) : "";
    std::string key;
    if (title.empty() && description.empty()) return key;
    if (!same.anywhere) key += row.parent;
    return key.append(1, '\0').append(title).append(1, '\0').append(description);
  }

  /// Pairs equal texts in the order in which they appear. Ids that a file gave are only matched to made-up ones.
  void match_texts(Side left, Side right, Sameness same) {
    struct Equals {
      std::array<std::vector<std::size_t>, 2> rows;  ///< made up, given
      std::array<std::size_t, 2> next{};
    };
    std::vector<std::size_t> const rights = left_over(right, left);
    if (rights.empty()) return;
    std::unordered_map<std::string, Equals> by_text;
    for (std::size_t const row : left_over(left, right)) {
      Row const& it = classes_.rows(left)[row];
      if (std::string key = key_of(it, same); !key.empty()) {
        by_text[std::move(key)].rows[classes_.class_of(it).is_given() ? 1 : 0].push_back(row);
      }
    }
    for (std::size_t const row : rights) {
      Row const& it = classes_.rows(right)[row];
      auto const found = by_text.find(key_of(it, same));
      if (found == by_text.end()) continue;
      Equals& equals = found->second;
      auto const at = [&](std::size_t list) {
        return equals.next[list] < equals.rows[list].size() ? equals.rows[list][equals.next[list]] : no_row;
      };
      std::size_t const list = !classes_.class_of(it).is_given() && at(1) < at(0) ? 1 : 0;
      if (at(list) != no_row && join(left, at(list), right, row)) ++equals.next[list];
    }
  }

  /// Matches what holds the same: at least half of the shorter list, by titles.
  void match_children(Side side) {
    std::vector<std::size_t> const rights = left_over(side, Side::base);
    if (rights.empty()) return;
    std::unordered_map<std::string_view, std::size_t> holder;  // no_row for a title that several hold
    for (std::size_t const row : left_over(Side::base, side)) {
      for (auto const& child : children_of(*classes_.rows(Side::base)[row].noun)) {
        auto const [at, is_new] = holder.try_emplace(title_of(child), row);
        if (!is_new && at->second != row) at->second = no_row;
      }
    }
    for (std::size_t const row : rights) {
      auto const& children = children_of(*classes_.rows(side)[row].noun);
      std::unordered_map<std::size_t, std::size_t> shared;
      for (auto const& child : children) {
        auto const at = holder.find(title_of(child));
        if (at != holder.end() && at->second != no_row) ++shared[at->second];
      }
      std::size_t best = no_row;
      for (auto const& [candidate, count] : shared) {
        std::size_t const size = children_of(*classes_.rows(Side::base)[candidate].noun).size();
        if (2 * count < std::min(size, children.size())) continue;
        bool const better = best == no_row || count > shared[best] || (count == shared[best] && candidate < best);
        if (better) best = candidate;
      }
      if (best != no_row) join(Side::base, best, side, row);
    }
  }

  void match_likeness(Side side) {
    if (!match_similar_) return;
    std::vector<std::size_t> const lefts = left_over(Side::base, side);
    std::vector<std::size_t> const rights = left_over(side, Side::base);
    if (lefts.empty() || rights.empty()) return;
    std::vector<std::string> const texts = texts_of(Side::base, lefts);
    std::vector<std::string> const others = texts_of(side, rights);
    std::vector<std::string_view> const left(texts.begin(), texts.end());
    std::vector<std::string_view> const right(others.begin(), others.end());
    for (auto const& [l, r] : match_similar_(left, right)) {
      if (l < left.size() && r < right.size()) join(Side::base, lefts[l], side, rights[r]);
    }
  }

  /// What a matcher compares: the title, and the description on the next line.
  [[nodiscard]] std::vector<std::string> texts_of(Side side, std::vector<std::size_t> const& rows) const {
    std::vector<std::string> texts;
    texts.reserve(rows.size());
    for (std::size_t const row : rows) {
      Noun const& noun = *classes_.rows(side)[row].noun;
      texts.push_back(noun.description.empty() ? title_of(noun) : title_of(noun) + "\n" + noun.description);
    }
    return texts;
  }

  void match_places(Side side) {
    for (auto const& [left, right] : IdGaps<Noun>(classes_, Side::base, side).pairs()) {
      if (may_stand_for(classes_.rows(Side::base)[left], classes_.rows(side)[right], opposite(side))) {
        join(Side::base, left, side, right);
      }
    }
  }

  /// A place alone proves little: what the third map changed must not end up in a noun that only took its place.
  [[nodiscard]] bool may_stand_for(Row const& base, Row const& row, Side third) const {
    if (!three_ || differ_in_one_place(title_of(*base.noun), title_of(*row.noun))) return true;
    Row const* const other = classes_.version(base, third);
    return other != nullptr && other->parent == base.parent && same_content(*other->noun, *base.noun);
  }

  IdClasses<Noun>& classes_;
  bool three_;
  TextMatcher const& match_similar_;
};

}  // namespace detail

STORYMAP_END
