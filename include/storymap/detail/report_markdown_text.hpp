// storymap/detail/report_markdown_text.hpp - Markdown that says what was meant, whatever a title contains.
// Room: report. Depends on report_contrast.hpp, report_line.hpp and report_printable.hpp.
#pragma once

#include <storymap/detail/report_contrast.hpp>
#include <storymap/detail/report_line.hpp>
#include <storymap/detail/report_printable.hpp>
#include <storymap/detail/report_width.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The text on one line, with every character that means something to Markdown or HTML taken by its word.
[[nodiscard]] inline std::string escape_markdown(std::string_view text) {
  constexpr std::string_view special = "\\`*_[]|~#$!";
  std::string out;
  for (char const byte : printable(text)) {
    if (byte == '<') {
      out += "&lt;";
    } else if (byte == '>') {
      out += "&gt;";
    } else if (byte == '&') {
      out += "&amp;";
    } else {
      if (special.find(byte) != std::string_view::npos) out += '\\';
      out += byte;
    }
  }
  return out;
}

/// A stretch without marks, shortened in its middle when it is long.
[[nodiscard]] inline std::string escape_stretch(std::string_view text) {
  constexpr std::size_t longest = 80;
  std::string const clean = printable(text);
  if (display_width(clean) <= longest) return escape_markdown(clean);
  return escape_markdown(fitting(clean, longest / 2)) + " \u2026 " + escape_markdown(fitting_end(clean, longest / 2));
}

/// Words that only this text has stand between two `mark`s. A text of many pieces ends with an ellipsis.
[[nodiscard]] inline std::string marked_text(std::vector<MarkedPiece> const& pieces, std::string_view mark) {
  constexpr std::size_t longest = 1000;
  std::string out;
  for (MarkedPiece const& piece : pieces) {
    if (out.size() > longest) return out.append(" ").append(ellipsis);
    if (piece.marked) {
      out.append(mark).append(escape_stretch(piece.text)).append(mark);
    } else {
      out.append(escape_stretch(piece.text));
    }
  }
  return out;
}

/// The title of a story and, when something below it differs, that.
[[nodiscard]] inline std::string marked_story(ContrastSide const& side, std::string_view mark) {
  std::string out = marked_text(side.title(), mark);
  std::vector<MarkedPiece> const below = side.below_title();
  if (!below.empty()) out.append("<br>").append(marked_text(below, mark));
  return out;
}

/// A document under construction: blocks with an empty line between them. Cells, items and headings come escaped.
class MarkdownPage {
 public:
  void heading(std::size_t level, std::string const& text) {
    gap();
    out_.append(level, '#').append(" ").append(text).append("\n");
    gap();
  }

  void paragraph(std::string const& text) {
    gap();
    out_.append(text).append("\n");
  }

  /// One item of a list; items follow each other.
  void item(std::string_view bullet, std::string const& text) { out_.append(bullet).append(text).append("\n"); }

  void table(std::vector<std::string> const& columns) {
    gap();
    row(columns);
    out_.append("|");
    for (std::size_t column = 0; column < columns.size(); ++column) out_.append("---|");
    out_.append("\n");
  }

  void row(std::vector<std::string> const& cells) {
    out_.append("|");
    for (std::string const& cell : cells) out_.append(" ").append(cell).append(" |");
    out_.append("\n");
  }

  void gap() {
    if (!out_.empty() && !out_.ends_with("\n\n")) out_.append("\n");
  }

  /// The document, which ends with one line end.
  [[nodiscard]] std::string take() {
    while (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_);
  }

 private:
  std::string out_;
};

}  // namespace detail

STORYMAP_END
