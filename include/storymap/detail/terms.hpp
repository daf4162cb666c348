// storymap/detail/terms.hpp - a text taken apart into terms, as scikit-learn's analyzers do it.
// Room: engine. Depends on text and stopwords.hpp.
#pragma once

#include <storymap/stopwords.hpp>
#include <storymap/text.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Calls `visit(std::string_view)` for every n-gram of `tokens`, joined by one space; shorter ones first.
template <class Visit>
void for_each_word_ngram(std::vector<std::string_view> const& tokens, std::size_t min, std::size_t max, Visit&& visit) {
  std::string joined;
  for (std::size_t n = min; n <= std::min(max, tokens.size()); ++n) {
    for (std::size_t first = 0; first + n <= tokens.size(); ++first) {
      if (n == 1) {
        visit(tokens[first]);
        continue;
      }
      joined.assign(tokens[first]);
      for (std::size_t k = 1; k < n; ++k) joined.append(1, ' ').append(tokens[first + k]);
      visit(std::string_view(joined));
    }
  }
}

/// Replaces every run of two or more white space characters by one space; a single tab stays a tab.
[[nodiscard]] inline std::string collapse_spaces(std::string_view text) {
  std::string collapsed;
  collapsed.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    std::size_t spaces = 0;
    for (; end < text.size(); ++spaces) {
      CodePoint const point = decode_utf8(text, end);
      if (point.size == 0 || !is_space(point.value)) break;
      end += point.size;
    }
    if (spaces == 0) end = at + std::max<std::size_t>(1, decode_utf8(text, at).size);
    if (spaces > 1) {
      collapsed.push_back(' ');
    } else {
      collapsed.append(text.substr(at, end - at));
    }
    at = end;
  }
  return collapsed;
}

/// The offset of each character and, last, of the end.
inline void find_characters(std::string_view text, std::vector<std::size_t>& offsets) {
  offsets.clear();
  for (std::size_t at = 0; at < text.size(); at += std::max<std::size_t>(1, decode_utf8(text, at).size)) {
    offsets.push_back(at);
  }
  offsets.push_back(text.size());
}

/// Calls `visit` for every run of n characters, min <= n <= max; shorter ones first.
template <class Visit>
void for_each_char_ngram(std::string_view text, std::size_t min, std::size_t max, Visit&& visit) {
  std::vector<std::size_t> offsets;
  find_characters(text, offsets);
  std::size_t const length = offsets.size() - 1;
  for (std::size_t n = min; n <= std::min(max, length); ++n) {
    for (std::size_t first = 0; first + n <= length; ++first) {
      visit(text.substr(offsets[first], offsets[first + n] - offsets[first]));
    }
  }
}

/// Calls `visit` for every run of n characters inside a word that is padded by one space on both sides. A word shorter
/// than n counts whole, and longer n are not tried for it: scikit-learn's rule for short words.
template <class Visit>
void for_each_padded_ngram(std::string_view text, std::size_t min, std::size_t max, Visit&& visit) {
  std::string padded;
  std::vector<std::size_t> offsets;
  storymap::for_each_field(text, [&](std::string_view word) {
    padded.assign(1, ' ').append(word).append(1, ' ');
    find_characters(padded, offsets);
    std::size_t const length = offsets.size() - 1;
    for (std::size_t n = min; n <= max; ++n) {
      if (n >= length) {
        visit(std::string_view(padded));
        break;
      }
      for (std::size_t first = 0; first + n <= length; ++first) {
        visit(std::string_view(padded).substr(offsets[first], offsets[first + n] - offsets[first]));
      }
    }
  });
}

}  // namespace detail

STORYMAP_END
