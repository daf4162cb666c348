// storymap/detail/text_lines.hpp - the lines of a plain text, and what stands around the words of one.
// Room: formats. Depends on text.hpp.
#pragma once

#include <storymap/text.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// Takes a text apart into lines, which end with LF, CRLF or CR.
class TextLines {
 public:
  explicit TextLines(std::string_view text) noexcept : rest_(text) {}

  /// The next line without its end; nothing at the end of the text.
  [[nodiscard]] std::optional<std::string_view> next() noexcept {
    if (rest_.empty()) return std::nullopt;
    std::size_t const end = std::min(rest_.find_first_of("\r\n"), rest_.size());
    std::string_view const line = rest_.substr(0, end);
    rest_.remove_prefix(end);
    rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : std::min<std::size_t>(rest_.size(), 1));
    ++number_;
    return line;
  }

  /// The number of the line that came last, counted from 1.
  [[nodiscard]] std::size_t number() const noexcept { return number_; }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

enum class LineKind { blank, separator, heading, story };

/// A line taken apart; the views point into it.
struct TextLine {
  LineKind kind = LineKind::blank;
  std::string_view text;    ///< the title of the story or heading
  bool bullet = false;      ///< it had the mark of a list
  std::optional<bool> box;  ///< it had a box, which was checked
  std::string_view tag;     ///< "G02" of "#G02#"
  bool indented = false;    ///< it began with white space
};

/// Takes `mark` and the white space behind it off the front of `text`. A mark that is the whole text counts too.
inline bool take_mark(std::string_view& text, std::string_view mark) {
  if (!text.starts_with(mark)) return false;
  std::string_view const rest = text.substr(mark.size());
  std::string_view const words = trim(rest);
  if (words.size() == rest.size() && !rest.empty()) return false;
  text = words;
  return true;
}

/// "- ", "* ", "+ " and dashes need a space: "-5 degrees" is a text. Round and square bullets do not.
inline bool take_bullet(std::string_view& text) {
  for (std::string_view const mark : {"-", "*", "+", "\xE2\x80\x93", "\xE2\x80\x94"}) {
    if (text != mark && take_mark(text, mark)) return true;
  }
  for (std::string_view const bullet :
       {"\xE2\x80\xA2", "\xE2\x80\xA3", "\xE2\x97\xA6", "\xE2\x96\xAA", "\xE2\x97\x8F"}) {
    if (!text.starts_with(bullet) || text == bullet) continue;
    text = trim(text.substr(bullet.size()));
    return true;
  }
  return false;
}

/// "1. ", "12) ": up to four digits, so that a year at the end of a list of them is the longest.
inline bool take_number(std::string_view& text) {
  std::size_t const digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > 4 || digits == text.size()) return false;
  if (text[digits] != '.' && text[digits] != ')') return false;
  std::string_view const mark = text.substr(0, digits + 1);
  return text != mark && take_mark(text, mark);
}

inline std::optional<bool> take_box(std::string_view& text) {
  if (take_mark(text, "[ ]")) return false;
  if (take_mark(text, "[x]") || take_mark(text, "[X]")) return true;
  return std::nullopt;
}

/// "#G02#" with up to 32 letters, digits, '-', '_' and '.' between the signs.
inline std::string_view take_tag(std::string_view& text) {
  constexpr std::size_t longest = 32;
  if (!text.starts_with('#')) return {};
  std::size_t const end = text.find('#', 1);
  if (end == std::string_view::npos || end == 1 || end > longest + 1) return {};
  std::string_view const tag = text.substr(1, end - 1);
  auto const is_letter = [](char byte) {
    char const lower = static_cast<char>(byte | 0x20);
    return (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.';
  };
  if (!std::all_of(tag.begin(), tag.end(), is_letter) || !take_mark(text, text.substr(0, end + 1))) return {};
  return tag;
}

/// "# Title" to "###### Title".
inline bool take_heading(std::string_view& text) {
  std::size_t const level = std::min(text.find_first_not_of('#'), text.size());
  if (level == 0 || level > 6 || level == text.size()) return false;
  return take_mark(text, text.substr(0, level));
}

[[nodiscard]] inline bool is_separator(std::string_view text) noexcept {
  return text.size() >= 3 && text.find_first_not_of("-=_*~#") == std::string_view::npos;
}

/// Takes a line apart. Behind a box everything is text: so every text can be written as a line.
[[nodiscard]] inline TextLine parse_line(std::string_view line) {
  TextLine parsed;
  parsed.text = trim(line);
  if (parsed.text.empty()) return parsed;
  parsed.indented = parsed.text.data() != line.data();
  if (is_separator(parsed.text)) {
    parsed.kind = LineKind::separator;
    return parsed;
  }
  if (take_heading(parsed.text)) {
    parsed.kind = LineKind::heading;
    return parsed;
  }
  parsed.kind = LineKind::story;
  parsed.bullet = take_bullet(parsed.text) || take_number(parsed.text);
  parsed.box = take_box(parsed.text);
  if (!parsed.box) parsed.tag = take_tag(parsed.text);
  return parsed;
}

[[nodiscard]] inline bool has_mark(TextLine const& line) noexcept { return line.bullet || line.box.has_value(); }

/// True when the line may be a heading: "Checkout:".
[[nodiscard]] inline bool may_introduce(TextLine const& line) {
  constexpr std::size_t most_words = 6;
  bool const plain = line.kind == LineKind::story && !has_mark(line) && line.tag.empty() && !line.indented;
  if (!plain || line.text.size() < 2 || !line.text.ends_with(':')) return false;
  std::size_t words = 0;
  storymap::for_each_field(line.text, [&](std::string_view) { ++words; });
  return words <= most_words;
}

/// True for what no line of text contains: line ends and the other control characters of ASCII, but not the tab.
[[nodiscard]] constexpr bool breaks_line(char byte) noexcept {
  return (static_cast<unsigned char>(byte) < 0x20U && byte != '\t') || byte == 0x7F;
}

}  // namespace detail

STORYMAP_END
