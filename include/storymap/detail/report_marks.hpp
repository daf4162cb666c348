// storymap/detail/report_marks.hpp - a text with marked words, fitted into a line so that the marks are seen.
// Room: report. Depends on report_contrast.hpp, report_line.hpp and report_title.hpp.
#pragma once

#include <storymap/detail/report_contrast.hpp>
#include <storymap/detail/report_line.hpp>
#include <storymap/detail/report_title.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

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

/// A stretch without marks, shortened to `share` columns. However narrow the line, an ellipsis keeps it apart from the
/// marks around it.
[[nodiscard]] inline std::string shorten_stretch(std::string const& text, std::size_t share, bool first, bool last) {
  constexpr std::size_t least = 6;
  constexpr std::size_t always = 3;
  std::size_t const width = display_width(text);
  if (width <= std::max(share, always)) return text;
  std::string out = share < least ? std::string(ellipsis) : shorten_middle(text, share - 1);
  if (!first && out.starts_with(ellipsis)) out.insert(0, " ");
  if (!last && out.ends_with(ellipsis)) out += ' ';
  return out;
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
    bool const last = k + 1 == pieces.size();
    line.add(pieces[k].marked ? text : shorten_stretch(text, share, k == 0, last), pieces[k].marked ? marked : plain);
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
