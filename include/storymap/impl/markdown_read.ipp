// storymap/impl/markdown_read.ipp - the reading bodies of markdown.hpp.
// Room: formats.
#pragma once

#include <storymap/detail/markdown_lines.hpp>
#include <storymap/detail/markdown_reader.hpp>
#include <storymap/detail/source_ids.hpp>
#include <storymap/markdown.hpp>
#include <storymap/visit.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail::markdown {

/// What the first lines of a text have of Markdown.
struct Signs {
  std::size_t headings = 0;
  std::size_t items = 0;
  std::size_t others = 0;
  bool nested = false;  ///< a list stands in a list
};

[[nodiscard]] inline Signs signs_of(std::string_view text) {
  Signs signs;
  std::size_t first_indent = 0;
  // What a text is shows soon, and its detection should not cost as much as its reading.
  for (std::string_view const line : split_lines(text.substr(0, 1U << 16U))) {
    std::string_view const words = trim(line);
    std::size_t const indent = indent_of(line);
    if (words.empty()) continue;
    if (heading_of(words).level != 0 && indent < 4) {
      ++signs.headings;
    } else if (marker_of(words).width != 0) {
      if (signs.items++ == 0) first_indent = indent;
      signs.nested = signs.nested || indent > first_indent + 1;
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
  if (text.find("\n<!-- storymap:") != std::string_view::npos) return 95;
  Signs const signs = signs_of(text);
  bool const named = same_word(extension, ".md") || same_word(extension, ".markdown");
  if (named) return signs.headings + signs.items != 0 ? 90 : 60;
  // A backlog with one story a line may have headings and marks, too: where it says what it is, it is believed.
  if (same_word(extension, ".txt")) return 20;
  if (signs.headings != 0 && signs.items != 0) return 70;
  if (signs.nested && signs.items > signs.others) return 55;
  return signs.headings + signs.items != 0 ? 5 : 0;
}

}  // namespace detail::markdown

STORYMAP_DECL Result<Map> read_markdown(std::string_view text, ReadOptions const& options, ImportReport& report) {
  if (Result<void> const good = detail::markdown::check_lines(text, options.limits.line); !good) {
    return Failure{good.error()};
  }
  std::string_view const name = options.name_after_file ? std::string_view(options.file_name) : std::string_view();
  Result<Map> map = detail::markdown::MapReader(text, report).read(name, report);
  if (!map) return map;
  MapCounts const counts = count(*map);
  report.count("activities", counts.activities);
  report.count("tasks", counts.tasks);
  report.count("stories", counts.stories);
  return detail::with_source_ids(std::move(map), options, report);
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
