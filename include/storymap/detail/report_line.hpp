// storymap/detail/report_line.hpp - one line for a terminal: pieces of text in styles, measured in columns.
// Room: report. Depends on report_printable.hpp and report_width.hpp.
#pragma once

#include <storymap/detail/report_printable.hpp>
#include <storymap/detail/report_width.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

enum class Style { plain, bold, dim, red, green, yellow, cyan, only_a, only_b };

/// The ECMA-48 parameters of a style.
[[nodiscard]] constexpr std::string_view escape_of(Style style) noexcept {
  switch (style) {
    case Style::plain: return "";
    case Style::bold: return "1";
    case Style::dim: return "2";
    case Style::red: return "31";
    case Style::green: return "32";
    case Style::yellow: return "33";
    case Style::cyan: return "36";
    case Style::only_a: return "1;31";
    case Style::only_b: return "1;32";
  }
  return "";
}

/// What stands around the words that only one of two texts has, when there is no colour to tell them.
[[nodiscard]] constexpr std::pair<std::string_view, std::string_view> brackets_of(Style style) noexcept {
  if (style == Style::only_a) return {"[-", "-]"};
  if (style == Style::only_b) return {"{+", "+}"};
  return {};
}

inline constexpr std::string_view ellipsis = "\u2026";

/// A line under construction. Everything appended is made printable, so a line never acts on a terminal by more than
/// its own styles, and knows how many columns it takes.
class Line {
 public:
  explicit Line(bool color) : color_(color) {}

  Line& add(std::string_view text, Style style = Style::plain) {
    if (text.empty()) return *this;
    auto const [open, close] = brackets_of(color_ ? Style::plain : style);
    std::string piece(open);
    piece.append(printable(text)).append(close);
    width_ += display_width(piece);
    pieces_.push_back({std::move(piece), style});
    return *this;
  }

  Line& add(Line const& other) {
    pieces_.insert(pieces_.end(), other.pieces_.begin(), other.pieces_.end());
    width_ += other.width_;
    return *this;
  }

  [[nodiscard]] std::size_t width() const noexcept { return width_; }

  /// Shortens the line to `columns`; what is missing leaves an ellipsis.
  Line& cut(std::size_t columns) {
    if (width_ <= columns) return *this;
    std::vector<Piece> const whole = std::exchange(pieces_, {});
    width_ = 0;
    std::size_t left = columns == 0 ? 0 : columns - 1;
    for (Piece const& piece : whole) {
      std::string_view const part = fitting(piece.text, left);
      if (!part.empty()) keep(std::string(part), piece.style);
      left -= display_width(part);
      if (part.size() < piece.text.size()) break;
    }
    if (columns > 0) keep(std::string(ellipsis), Style::plain);
    return *this;
  }

  /// Spaces up to column `columns`.
  Line& pad(std::size_t columns) {
    if (width_ < columns) keep(std::string(columns - width_, ' '), Style::plain);
    return *this;
  }

  /// Spaces that push what follows, `width` columns, against column `columns`; at least two.
  Line& push_right(std::size_t columns, std::size_t width) {
    keep("  ", Style::plain);
    return columns >= width ? pad(columns - width) : *this;
  }

  /// The same over several lines of at most `columns`, broken at spaces or inside a word that is longer than a line;
  /// what does not fit into `most` lines leaves an ellipsis.
  [[nodiscard]] std::vector<Line> wrapped(std::size_t columns, std::size_t most) const {
    std::vector<Line> lines(1, Line(color_));
    for (Line& word : words()) {
      std::size_t const used = lines.back().width_;
      bool const fits = used + 1 + word.width_ <= columns || (word.width_ > columns && 2 * used < columns);
      if (used > 0 && (fits || lines.size() == most)) {
        lines.back().keep(" ", Style::plain);
      } else if (used > 0) {
        lines.emplace_back(color_);
      }
      while (lines.back().width_ + word.width_ > columns && lines.size() < most) {
        lines.back().add(word.take(columns - lines.back().width_));
        lines.emplace_back(color_);
      }
      lines.back().add(word);
    }
    lines.back().cut(columns);
    return lines;
  }

  [[nodiscard]] std::string text() const {
    std::string out;
    for (Piece const& piece : pieces_) {
      std::string_view const escape = color_ ? escape_of(piece.style) : std::string_view();
      if (!escape.empty()) out.append("\x1b[").append(escape).append("m");
      out.append(piece.text);
      if (!escape.empty()) out.append("\x1b[0m");
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
  }

 private:
  struct Piece {
    std::string text;
    Style style;
  };

  /// Removes the longest beginning that fits into `columns` and returns it.
  [[nodiscard]] Line take(std::size_t columns) {
    Line head(color_);
    for (Piece const& piece : std::exchange(pieces_, {})) {
      std::string_view const part = fitting(piece.text, columns - head.width_);
      if (pieces_.empty() && !part.empty()) head.keep(std::string(part), piece.style);
      if (part.size() < piece.text.size() || !pieces_.empty()) {
        pieces_.push_back({piece.text.substr(pieces_.empty() ? part.size() : 0), piece.style});
      }
    }
    width_ -= head.width_;
    return head;
  }

  /// The line taken apart at its spaces; a word may change its style inside.
  [[nodiscard]] std::vector<Line> words() const {
    std::vector<Line> words(1, Line(color_));
    for (Piece const& piece : pieces_) {
      std::string_view rest = piece.text;
      while (true) {
        std::size_t const space = rest.find(' ');
        std::string_view const part = rest.substr(0, space);
        if (!part.empty()) words.back().keep(std::string(part), piece.style);
        if (space == std::string_view::npos) break;
        if (words.back().width_ > 0) words.emplace_back(color_);
        rest.remove_prefix(space + 1);
      }
    }
    if (words.back().width_ == 0) words.pop_back();
    return words;
  }

  void keep(std::string text, Style style) {
    width_ += display_width(text);
    pieces_.push_back({std::move(text), style});
  }

  bool color_;
  std::size_t width_ = 0;
  std::vector<Piece> pieces_;
};

}  // namespace detail

STORYMAP_END
