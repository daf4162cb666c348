// storymap/detail/markdown_lines.hpp - the lines of a Markdown text and what each looks like on its own.
// Room: formats. Depends on long_lines.hpp.
//
// Follows CommonMark, which is what git hosts render, except where people and editors do not: a nested list needs two
// columns more than its parent's marker and no exact alignment, however deep it is.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/long_lines.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail::markdown {

[[nodiscard]] constexpr bool is_blank(char byte) noexcept { return byte == ' ' || byte == '\t'; }
[[nodiscard]] constexpr bool is_digit(char byte) noexcept { return byte >= '0' && byte <= '9'; }

[[nodiscard]] constexpr std::string_view trim_right(std::string_view text) noexcept {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

[[nodiscard]] constexpr std::string_view trim_left(std::string_view text) noexcept {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

[[nodiscard]] constexpr std::string_view trim(std::string_view text) noexcept { return trim_left(trim_right(text)); }

/// The same letters, whatever the case of the ASCII ones.
[[nodiscard]] inline bool same_word(std::string_view a, std::string_view b) noexcept {
  auto const lower = [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// The lines of a text without their ends; LF, CRLF and CR end a line. A final line end starts no further line.
[[nodiscard]] inline std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back(text.substr(0, end));
    bool const crlf = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(end + (crlf ? 2 : 1), text.size()));
  }
  return lines;
}

/// The column at which a line that starts at `column` shows its first character; tab stops are four columns apart.
[[nodiscard]] inline std::size_t indent_of(std::string_view line, std::size_t column = 0) noexcept {
  for (std::size_t at = 0; at < line.size() && is_blank(line[at]); ++at)
    column += line[at] == '\t' ? 4 - column % 4 : 1;
  return column;
}

/// Appends a line without the white space left of `column`. A tab across that column leaves the spaces right of it.
inline void append_dedented(std::string& out, std::string_view line, std::size_t column) {
  std::size_t reached = 0;
  while (reached < column && !line.empty() && is_blank(line.front())) {
    reached += line.front() == '\t' ? 4 - reached % 4 : 1;
    line.remove_prefix(1);
  }
  if (reached > column) out.append(reached - column, ' ');
  out += line;
}

/// "## Title ##"; level 0 is no heading. `line` has no white space around it, here and below.
struct Heading {
  std::size_t level = 0;
  std::string_view text;
};

[[nodiscard]] inline Heading heading_of(std::string_view line) noexcept {
  std::size_t const level = std::min(line.find_first_not_of('#'), line.size());
  if (level == 0 || level > 6 || (level < line.size() && !is_blank(line[level]))) return {};
  std::string_view text = trim(line.substr(level));
  std::size_t const closing = text.find_last_not_of('#');
  if (closing == std::string_view::npos) {
    text = {};
  } else if (is_blank(text[closing])) {
    text = trim(text.substr(0, closing));
  }
  return {level, text};
}

/// The marker of a list item: "-", "2."; width 0 is none.
struct Marker {
  std::size_t width = 0;
  bool may_interrupt = true;  ///< may follow a line of text without an empty line between them
};

[[nodiscard]] inline Marker marker_of(std::string_view line) noexcept {
  if (line.empty()) return {};
  std::size_t width = 1;
  bool first = true;
  if (is_digit(line[0])) {
    std::size_t const digits = std::min(line.find_first_not_of("0123456789"), line.size());
    if (digits > 9 || digits == line.size() || (line[digits] != '.' && line[digits] != ')')) return {};
    first = line.substr(0, digits) == "1";
    width = digits + 1;
  } else if (line[0] != '-' && line[0] != '+' && line[0] != '*') {
    return {};
  }
  if (width < line.size() && !is_blank(line[width])) return {};
  return {width, first && width < line.size()};
}

/// "---", "* * *": a line between two parts.
[[nodiscard]] inline bool is_rule(std::string_view line) noexcept {
  if (line.empty() || (line[0] != '-' && line[0] != '*' && line[0] != '_')) return false;
  std::size_t marks = 0;
  for (char const byte : line) {
    if (!is_blank(byte) && byte != line[0]) return false;
    if (byte == line[0]) ++marks;
  }
  return marks >= 3;
}

/// "===" or "---": makes a heading of the text above it.
[[nodiscard]] inline bool is_underline(std::string_view line) noexcept {
  return !line.empty() && (line[0] == '=' || line[0] == '-') &&
         line.find_first_not_of(line[0]) == std::string_view::npos;
}

/// "**Title**" or "**Title**:": what people write who want a heading that is not so big.
[[nodiscard]] inline bool is_bold_line(std::string_view line) noexcept {
  if (line.ends_with(':')) line.remove_suffix(1);
  if (line.size() < 5 || (!line.starts_with("**") && !line.starts_with("__"))) return false;
  return line.find(line.substr(0, 2), 2) == line.size() - 2;
}

/// Our own comment, which holds what Markdown has no place for.
[[nodiscard]] inline bool is_attributes(std::string_view line) noexcept { return line.starts_with("<!-- storymap:"); }

/// Refuses lines that no person writes. Our own comments are JSON, which may be of any length.
[[nodiscard]] inline Result<void> check_lines(std::string_view text, std::size_t longest) {
  return check_line_lengths(text, longest, "headings and lists",
                            [](std::string_view line) { return is_attributes(trim_left(line)); });
}

/// Follows fenced code and HTML comments, in which nothing means anything.
class Verbatim {
 public:
  /// Takes the next line; true when it is part of a fence or comment.
  bool takes(std::string_view line) noexcept {
    if (fence_ != 0) {
      if (run_of(line, fence_) >= width_ && line.find_first_not_of(fence_) == std::string_view::npos) fence_ = 0;
      return true;
    }
    if (comment_) {
      comment_ = line.find("-->") == std::string_view::npos;
      return true;
    }
    if (opens_fence(line)) return true;
    if (!line.starts_with("<!--") || is_attributes(line)) return false;
    comment_ = line.find("-->", 4) == std::string_view::npos;
    return true;
  }

  [[nodiscard]] bool open() const noexcept { return fence_ != 0 || comment_; }
  void close() noexcept { *this = {}; }

 private:
  [[nodiscard]] static std::size_t run_of(std::string_view line, char byte) noexcept {
    return std::min(line.find_first_not_of(byte), line.size());
  }

  bool opens_fence(std::string_view line) noexcept {
    char const mark = line.empty() ? '\0' : line[0];
    if (mark != '`' && mark != '~') return false;
    width_ = run_of(line, mark);
    // "```code``` and text" is a line of text.
    if (width_ < 3 || (mark == '`' && line.find('`', width_) != std::string_view::npos)) return false;
    fence_ = mark;
    return true;
  }

  char fence_ = 0;
  std::size_t width_ = 0;
  bool comment_ = false;
};

/// True when a line is more than text wherever it stands.
[[nodiscard]] inline bool is_structure(std::string_view line) noexcept {
  return heading_of(line).level != 0 || marker_of(line).width != 0 || is_rule(line) || is_underline(line) ||
         is_attributes(line);
}

/// True when the lines, put where text is expected, are read back as the same text.
[[nodiscard]] inline bool is_plain(std::vector<std::string_view> const& lines) {
  if (lines.empty() || trim(lines.front()).empty() || trim(lines.back()).empty()) return false;
  if (is_blank(lines.front().front()) || lines.front().starts_with('>') || is_bold_line(trim(lines.back())))
    return false;
  Verbatim verbatim;
  for (std::string_view const line : lines) {
    if (!verbatim.takes(trim(line)) && is_structure(trim(line))) return false;
  }
  return !verbatim.open();
}

/// A text as lines, of which the last may be empty: unlike `split_lines`, a final line end starts one more.
[[nodiscard]] inline std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines = split_lines(text);
  if (text.empty() || text.back() == '\n') lines.emplace_back();
  return lines;
}

}  // namespace detail::markdown

STORYMAP_END
