// storymap/impl/markdown_read.ipp - the reading bodies of markdown.hpp.
// Room: formats.
#pragma once

#include <storymap/detail/markdown_lines.hpp>
#include <storymap/detail/markdown_reader.hpp>
#include <storymap/markdown.hpp>
#include <storymap/visit.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

STORYMAP_BEGIN

namespace detail::markdown {

/// What the first lines of a text have of Markdown.
struct Signs {
  std::size_t headings = 0;
  std::size_t items = 0;
  std::size_t nested = 0;  ///< items with a box or an indentation
  std::size_t others = 0;
};

[[nodiscard]] inline Signs signs_of(std::string_view text) {
  Signs signs;
  // What a text is shows soon, and its detection should not cost as much as its reading.
  for (std::string_view const line : split_lines(text.substr(0, 1U << 16U))) {
    std::string_view const words = trim(line);
    std::size_t const marker = marker_of(words).width;
    if (words.empty()) continue;
    if (heading_of(words).level != 0 && indent_of(line) < 4) {
      ++signs.headings;
    } else if (marker != 0) {
      ++signs.items;
      if (indent_of(line) != 0 || split_box(trim(words.substr(marker))).status) ++signs.nested;
    } else {
      ++signs.others;
    }
  }
  return signs;
}

/// An array or object, not "[text](link)" or "[x]".
[[nodiscard]] inline bool looks_like_json(std::string_view text) noexcept {
  std::size_t const at = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  if (text.substr(at, 1) == "{") return true;
  std::size_t const next = text.find_first_not_of(" \t\r\n", at + 1);
  return text.substr(at, 1) == "[" && next != std::string_view::npos &&
         std::string_view("{[\"]").find(text[next]) != std::string_view::npos;
}

STORYMAP_DECL int detect(std::string_view text, std::string_view extension) {
  if (looks_like_json(text)) return 0;
  bool const named = same_word(extension, ".md") || same_word(extension, ".markdown");
  if (text.find("<!-- storymap:") != std::string_view::npos) return 95;
  Signs const signs = signs_of(text);
  if (named) return signs.headings + signs.items != 0 ? 90 : 60;
  if (signs.headings != 0 && signs.items != 0) return 70;
  // One item a line is also what a plain backlog looks like.
  if (signs.items > signs.others) return signs.nested != 0 ? 55 : 15;
  return signs.headings != 0 ? 25 : 0;
}

}  // namespace detail::markdown

STORYMAP_DECL Result<Map> read_markdown(std::string_view text, ReadOptions const& options, ImportReport& report) {
  Result<Map> map = detail::markdown::MapReader(text, report).read(options.file_name, report);
  if (!map) return map;
  MapCounts const counts = count(*map);
  report.count("activities", counts.activities);
  report.count("tasks", counts.tasks);
  report.count("stories", counts.stories);
  return map;
}

STORYMAP_DECL Format markdown_format() noexcept {
  Format format;
  format.id = "markdown";
  format.name = "Markdown";
  format.extensions = ".md .markdown";
  format.holds = Holds::all;
  format.detect = detail::markdown::detect;
  format.read = read_markdown;
  format.write = write_markdown;
  return format;
}

STORYMAP_END
