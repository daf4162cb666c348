// storymap/detail/report_marks.hpp - a text with marked words, fitted into a line so that the marks are seen.
// Room: report. Depends on report_contrast.hpp and report_line.hpp.
#pragma once

#include <storymap/detail/report_contrast.hpp>
#include <storymap/detail/report_line.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The beginning and the end of a text, cut between words where that costs little, with an ellipsis between them.
[[nodiscard]] inline std::string shorten_middle(std::string const& text, std::size_t columns) {
  if (display_width(text) <= columns) return text;
  if (columns < 2) return columns == 0 ? std::string() : std::string(ellipsis);
  std::string_view head = fitting(text, columns / 2);
  std::size_t const space = head.rfind(' ');
  if (space != std::string_view::npos && space > head.size() / 2) head = head.substr(0, space + 1);
  std::string out(head);
  // The ellipsis takes a column, a space after it another.
  std::size_t const taken = display_width(head) + 2;
  std::string_view const tail = fitting_end(text, columns > taken ? columns - taken : 0);
  out.append(ellipsis);
  if (!tail.empty() && text[text.size() - tail.size() - 1] == ' ') out += ' ';
  return out.append(tail);
}

/// The most that each of the widths may take of `columns`: a narrow one gets what it needs, the wide ones the same
/// each.
[[nodiscard]] inline std::size_t fair_share(std::vector<std::size_t> widths, std::size_t columns) {
  std::sort(widths.begin(), widths.end());
  for (std::size_t k = 0; k < widths.size(); ++k) {
    std::size_t const share = columns / (widths.size() - k);
    if (widths[k] > share) return share;
    columns -= widths[k];
  }
  return static_cast<std::size_t>(-1);
}

/// Adds marked text to a line, at most `columns` wide. What does not fit is left out between the marks first.
inline void add_marked(Line& line, std::vector<MarkedPiece> const& pieces, Style plain, Style marked,
                       std::size_t columns) {
  constexpr std::size_t brackets = 4;
  std::size_t const limit = line.width() + columns;
  std::vector<std::size_t> between;
  std::size_t left = columns;
  for (MarkedPiece const& piece : pieces) {
    std::size_t const width = display_width(printable(piece.text));
    if (piece.marked) {
      left -= std::min(left, width + brackets);
    } else {
      between.push_back(width);
    }
  }
  bool const is_one_stretch = pieces.size() == 1;
  std::size_t const share = is_one_stretch ? static_cast<std::size_t>(-1) : fair_share(std::move(between), left);
  for (std::size_t k = 0; k < pieces.size() && line.width() <= limit; ++k) {
    std::string const text = printable(pieces[k].text);
    line.add(pieces[k].marked ? text : shorten_middle(text, share), pieces[k].marked ? marked : plain);
  }
  line.cut(limit);
}

/// The same over at most `most` lines.
[[nodiscard]] inline std::vector<Line> wrap_marked(Line line, std::vector<MarkedPiece> const& pieces, Style plain,
                                                   Style marked, std::size_t columns, std::size_t most) {
  // Breaking between words leaves some columns of each line unused.
  std::size_t const ragged = most > 1 ? std::min<std::size_t>(10, columns / 4) : 0;
  add_marked(line, pieces, plain, marked, most * (columns - ragged));
  return line.wrapped(columns, most);
}

}  // namespace detail

STORYMAP_END
