// storymap/impl/likeness.ipp - bodies of likeness.hpp.
#pragma once

#include <storymap/detail/compared_texts.hpp>
#include <storymap/detail/word_diff.hpp>
#include <storymap/grammar.hpp>
#include <storymap/likeness.hpp>
#include <storymap/text.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// Texts that differ in more words than this are not worth aligning.
inline constexpr std::size_t most_differing_words = 500;

/// A phrase longer than this is no slot but another story.
inline constexpr std::size_t most_slot_words = 5;

/// Takes a text apart into runs of word characters, compared in lower case.
STORYMAP_DECL Words find_words(std::string_view text, StringTable& table) {
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size()) {
      CodePoint const point = decode_utf8(text, end);
      if (point.size == 0 || !is_word(point.value)) break;
      end += point.size;
    }
    if (end > at) {
      words.ids.push_back(table.intern(to_lower(text.substr(at, end - at))));
      words.places.push_back({at, end - at});
      at = end;
    } else {
      at += std::max<std::size_t>(1, decode_utf8(text, at).size);
    }
  }
  return words;
}

/// The words [first, last) of the role in the first line that is a story, with its article: "a buyer" may become "an
/// editor" and is still only another role.
STORYMAP_DECL std::optional<std::pair<std::size_t, std::size_t>> find_role(std::string_view text, Words const& words) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t const end = std::min(text.find('\n', begin), text.size());
    if (auto const story = parse_story(text.substr(begin, end - begin))) {
      auto const role_begin = static_cast<std::size_t>(story->role.data() - text.data());
      auto const before = [&](std::size_t offset) {
        return static_cast<std::size_t>(std::count_if(words.places.begin(), words.places.end(),
                                                      [&](TextSpan const& word) { return word.begin < offset; }));
      };
      std::size_t first = before(role_begin);
      if (first > 0) {
        auto const [word, size] = words.places[first - 1];
        std::string const article = to_lower(text.substr(word, size));
        if (article == "a" || article == "an" || article == "the") --first;
      }
      return std::pair{first, before(role_begin + story->role.size())};
    }
    begin = end + 1;
  }
  return std::nullopt;
}

STORYMAP_DECL Words take_apart(std::string_view text, StringTable& table) {
  Words words = find_words(text, table);
  words.role = find_role(text, words);
  return words;
}

/// Decides the kind of likeness from where two texts differ.
class LikenessJudge {
 public:
  LikenessJudge(Words const& a, Words const& b, std::vector<WordHunk> const& hunks)
      : words_a_(a), words_b_(b), hunks_(hunks) {}

  [[nodiscard]] LikenessKind kind() const {
    if (hunks_.empty()) return LikenessKind::copy;
    if (only_roles_differ()) return LikenessKind::role;
    if (one_slot_differs()) return LikenessKind::slot;
    if (one_contains_the_other()) return LikenessKind::contained;
    return LikenessKind::reworded;
  }

 private:
  [[nodiscard]] bool only_roles_differ() const {
    auto const& role_a = words_a_.role;
    auto const& role_b = words_b_.role;
    if (!role_a || !role_b) return false;
    return std::all_of(hunks_.begin(), hunks_.end(), [&](WordHunk const& hunk) {
      return hunk.a_begin >= role_a->first && hunk.a_end <= role_a->second &&  //
             hunk.b_begin >= role_b->first && hunk.b_end <= role_b->second;
    });
  }

  /// One short phrase is replaced by another, perhaps in several places, and more stays than changes.
  [[nodiscard]] bool one_slot_differs() const {
    std::size_t changed = 0;
    for (WordHunk const& hunk : hunks_) {
      if (!same_phrase(hunk, hunks_.front())) return false;
      changed += std::max(hunk.a_end - hunk.a_begin, hunk.b_end - hunk.b_begin);
    }
    WordHunk const& slot = hunks_.front();
    std::size_t const longest = std::max(slot.a_end - slot.a_begin, slot.b_end - slot.b_begin);
    bool const replaces = slot.a_end > slot.a_begin && slot.b_end > slot.b_begin;
    return replaces && longest <= most_slot_words && 2 * changed <= std::max(words_a_.ids.size(), words_b_.ids.size());
  }

  [[nodiscard]] bool same_phrase(WordHunk const& x, WordHunk const& y) const {
    auto const equal = [](Words const& words, std::size_t b1, std::size_t e1, std::size_t b2, std::size_t e2) {
      auto const at = [&](std::size_t offset) { return words.ids.begin() + static_cast<std::ptrdiff_t>(offset); };
      return std::equal(at(b1), at(e1), at(b2), at(e2));
    };
    return equal(words_a_, x.a_begin, x.a_end, y.a_begin, y.a_end) &&
           equal(words_b_, x.b_begin, x.b_end, y.b_begin, y.b_end);
  }

  [[nodiscard]] bool one_contains_the_other() const {
    bool const only_more_in_b = std::all_of(hunks_.begin(), hunks_.end(), [](auto& h) { return h.a_begin == h.a_end; });
    bool const only_more_in_a = std::all_of(hunks_.begin(), hunks_.end(), [](auto& h) { return h.b_begin == h.b_end; });
    return (only_more_in_b && !words_a_.ids.empty()) || (only_more_in_a && !words_b_.ids.empty());
  }

  Words const& words_a_;
  Words const& words_b_;
  std::vector<WordHunk> const& hunks_;
};

/// The bytes from the first to the last of the words [first, last).
STORYMAP_DECL void add_span(std::vector<TextSpan>& spans, Words const& words, std::size_t first, std::size_t last) {
  if (first == last) return;
  std::size_t const begin = words.places[first].begin;
  spans.push_back({begin, words.places[last - 1].begin + words.places[last - 1].size - begin});
}

STORYMAP_DECL std::uint32_t ComparedTexts::add(std::string_view text) {
  std::uint32_t const number = numbers_.intern(text);
  if (number == texts_.size()) texts_.push_back(take_apart(text, words_));
  return number;
}

STORYMAP_DECL LikenessKind ComparedTexts::kind(std::uint32_t a, std::uint32_t b) const {
  if (a == b) return LikenessKind::copy;
  auto const hunks = WordDiff(texts_[a].ids, texts_[b].ids).hunks(most_differing_words);
  return hunks ? LikenessJudge(texts_[a], texts_[b], *hunks).kind() : LikenessKind::reworded;
}

}  // namespace detail

STORYMAP_DECL Likeness compare_texts(std::string_view a, std::string_view b) {
  detail::StringTable table;
  detail::Words const words_a = detail::take_apart(a, table);
  detail::Words const words_b = detail::take_apart(b, table);
  Likeness likeness;
  auto hunks = detail::WordDiff(words_a.ids, words_b.ids).hunks(detail::most_differing_words);
  if (hunks) {
    likeness.kind = detail::LikenessJudge(words_a, words_b, *hunks).kind();
  } else {
    hunks = {detail::WordHunk{0, words_a.ids.size(), 0, words_b.ids.size()}};
  }
  for (detail::WordHunk const& hunk : *hunks) {
    detail::add_span(likeness.only_a, words_a, hunk.a_begin, hunk.a_end);
    detail::add_span(likeness.only_b, words_b, hunk.b_begin, hunk.b_end);
  }
  return likeness;
}

STORYMAP_END
