// storymap/detail/report_title.hpp - titles as people read them: on one line, and not longer than a line or two.
// Room: report. Depends on report_line.hpp.
//
// A file without line ends is one title of its whole size, and a report names a title many times. JSON has all of it.
#pragma once

#include <storymap/detail/report_line.hpp>

#include <cstddef>
#include <string>
#include <string_view>

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

/// Columns of a title in a sentence, a table or a list, and of a text that somebody asked for.
inline constexpr std::size_t most_title_columns = 160;
inline constexpr std::size_t most_text_columns = 400;

/// A title as a report shows it: printable, and no longer than people read.
[[nodiscard]] inline std::string shown_title(std::string_view title, std::size_t columns = most_title_columns) {
  return shorten_middle(printable(title), columns);
}

}  // namespace detail

STORYMAP_END
