// storymap/detail/markdown_inline.hpp - titles and names: from a line of Markdown to plain text.
// Room: formats. Depends on markdown_lines.hpp and utf8.hpp.
//
// Code spans and links stay as they are written: they read well as plain text, and a file that holds them does not
// change when it is written again.
#pragma once

#include <storymap/detail/markdown_lines.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::markdown {

[[nodiscard]] constexpr bool is_punctuation(char byte) noexcept {
  return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') || (byte >= '[' && byte <= '`') ||
         (byte >= '{' && byte <= '~');
}

[[nodiscard]] constexpr bool is_control(char byte) noexcept {
  return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F;
}

/// The length of the run of equal bytes that starts at `at`.
[[nodiscard]] constexpr std::size_t run_at(std::string_view text, std::size_t at) noexcept {
  return std::min(text.find_first_not_of(text[at], at), text.size()) - at;
}

/// A character written as "&#10;", "&#xA;" or "&lt;"; size 0 is none.
[[nodiscard]] inline CodePoint reference_at(std::string_view text, std::size_t at) noexcept {
  constexpr std::array<std::pair<std::string_view, char32_t>, 4> names = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}}};
  for (auto const& [name, value] : names) {
    if (text.substr(at, name.size()) == name) return {value, name.size()};
  }
  if (text.substr(at, 2) != "&#") return {};
  bool const hex = text.substr(at + 2, 1) == "x" || text.substr(at + 2, 1) == "X";
  std::string_view const digits = text.substr(at + (hex ? 3 : 2), 8);
  std::uint32_t value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  bool const scalar = value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  if (error != std::errc() || !scalar || end == digits.data() + digits.size() || *end != ';') return {};
  return {static_cast<char32_t>(value), static_cast<std::size_t>(end - (text.data() + at)) + 1};
}

/// Steps over a text: an escaped character and a code span are one step.
class Stepper {
 public:
  explicit Stepper(std::string_view text) noexcept : text_(text) {}

  /// Where the step that starts at `at` ends. `at` must not go back.
  [[nodiscard]] std::size_t after(std::size_t at) noexcept {
    if (text_[at] == '`') return at + std::max(code_span(at), run_at(text_, at));
    bool const escapes = text_[at] == '\\' && at + 1 < text_.size() && is_punctuation(text_[at + 1]);
    return at + (escapes ? 2 : 1);
  }

  /// The size of the code span that the backtick at `at` opens; 0 is none. Only one or two backticks open one.
  [[nodiscard]] std::size_t code_span(std::size_t at) noexcept {
    std::size_t const run = run_at(text_, at);
    if (run > 2 || none_[run]) return 0;
    for (std::size_t close = text_.find('`', at + run); close != std::string_view::npos;) {
      std::size_t const closing = run_at(text_, close);
      if (closing == run) return close + run - at;
      close = text_.find('`', close + closing);
    }
    // Remembered, or a text full of backticks would be searched to its end for each of them.
    none_[run] = true;
    return 0;
  }

 private:
  std::string_view text_;
  std::array<bool, 3> none_ = {};
};

/// Finds the marks around *emphasised* and **strong** words.
class EmphasisFinder {
 public:
  struct Mark {
    std::size_t at = 0;
    std::size_t size = 0;
  };

  explicit EmphasisFinder(std::string_view text) noexcept : text_(text) {}

  /// The marks that come in pairs, from the left.
  [[nodiscard]] std::vector<Mark> find() {
    Stepper stepper(text_);
    for (std::size_t at = 0; at < text_.size();) {
      if (text_[at] == '*' || text_[at] == '_') {
        Mark const mark{at, run_at(text_, at)};
        if (mark.size <= 3) take(mark);
        at += mark.size;
      } else {
        at = stepper.after(at);
      }
    }
    std::sort(pairs_.begin(), pairs_.end(), [](Mark const& a, Mark const& b) { return a.at < b.at; });
    return std::move(pairs_);
  }

 private:
  void take(Mark const& mark) {
    std::optional<Mark>& opener = openers_[text_[mark.at] == '_'][mark.size];
    char const before = mark.at == 0 ? ' ' : text_[mark.at - 1];
    char const behind = mark.at + mark.size == text_.size() ? ' ' : text_[mark.at + mark.size];
    // CommonMark's flanking rules, with every character that is not ASCII taken for a letter.
    bool const left = !is_blank(behind) && (!is_punctuation(behind) || is_blank(before) || is_punctuation(before));
    bool const right = !is_blank(before) && (!is_punctuation(before) || is_blank(behind) || is_punctuation(behind));
    bool const inside_word = text_[mark.at] == '_' && left && right;
    if (right && opener && !(inside_word && !is_punctuation(behind))) {
      close(*opener, mark);
    } else if (left && !(inside_word && !is_punctuation(before))) {
      opener = mark;
    }
  }

  void close(Mark opener, Mark const& closer) {
    pairs_.push_back(opener);
    pairs_.push_back(closer);
    // What opened between the two cannot close behind them.
    for (auto& by_size : openers_) {
      for (std::optional<Mark>& other : by_size) {
        if (other && other->at >= opener.at) other.reset();
      }
    }
  }

  std::string_view text_;
  std::vector<Mark> pairs_;
  std::array<std::array<std::optional<Mark>, 4>, 2> openers_;
};

/// The value of a tag: escapes and character references, nothing else.
[[nodiscard]] inline std::string decode_value(std::string_view raw) {
  std::string text;
  for (std::size_t at = 0; at < raw.size();) {
    if (raw[at] == '\\' && at + 1 < raw.size() && is_punctuation(raw[at + 1])) {
      text += raw[at + 1];
      at += 2;
    } else if (CodePoint const point = raw[at] == '&' ? reference_at(raw, at) : CodePoint{}; point.size != 0) {
      append_utf8(text, point.value);
      at += point.size;
    } else {
      text += raw[at++];
    }
  }
  return text;
}

/// The plain text of a title: without escapes, references and emphasis.
[[nodiscard]] inline std::string decode(std::string_view raw) {
  std::vector<EmphasisFinder::Mark> const marks = EmphasisFinder(raw).find();
  std::string text;
  Stepper stepper(raw);
  std::size_t part = 0;
  auto mark = marks.begin();
  for (std::size_t at = 0; at < raw.size();) {
    bool const marked = mark != marks.end() && mark->at == at;
    bool const code = raw[at] == '`' && stepper.code_span(at) != 0;
    if (!marked && !code) {
      at = stepper.after(at);
      continue;
    }
    text += decode_value(raw.substr(part, at - part));
    std::size_t const end = marked ? at + mark->size : stepper.after(at);
    if (marked) ++mark;
    if (code) text += raw.substr(at, end - at);
    part = at = end;
  }
  return text += decode_value(raw.substr(part));
}

[[nodiscard]] constexpr bool is_sigil(char byte) noexcept {
  return std::string_view("#@!~^").find(byte) != std::string_view::npos;
}

/// The value of a tag that needs no quotes: letters and digits, and some punctuation between them.
[[nodiscard]] inline bool is_bare(std::string_view value) noexcept {
  auto const is_word = [](char byte) { return !is_control(byte) && !is_punctuation(byte) && byte != ' '; };
  if (value.empty() || !is_word(value.front()) || !is_word(value.back())) return false;
  return std::all_of(value.begin(), value.end(), [&](char byte) {
    return is_word(byte) || std::string_view("-_./:").find(byte) != std::string_view::npos;
  });
}

[[nodiscard]] inline std::optional<double> number_of(std::string_view word) noexcept {
  double number = 0;
  if (word.empty() || !is_digit(word[0])) return std::nullopt;
  auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return number;
}

/// True for a word that is a tag: "#search", "~3". "#12" is the number of an issue somewhere, no label.
[[nodiscard]] inline bool is_bare_tag(std::string_view word) noexcept {
  if (word.size() < 2 || !is_sigil(word[0])) return false;
  std::string_view const value = word.substr(1);
  if (word[0] == '~') return number_of(value).has_value();
  if (word[0] == '#' && std::all_of(value.begin(), value.end(), is_digit)) return false;
  return is_bare(value);
}

}  // namespace detail::markdown

STORYMAP_END
