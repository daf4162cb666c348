// storymap/impl/markdown_write.ipp - the writing body of markdown.hpp.
// Room: formats.
#pragma once

#include <storymap/detail/markdown_writer.hpp>
#include <storymap/markdown.hpp>

#include <cstddef>
#include <string>
#include <utility>

STORYMAP_BEGIN

STORYMAP_DECL Result<Export> write_markdown(Map const& map) {
  Result<std::string> text = detail::markdown::MapWriter(map).write();
  if (!text) return failure_of(std::move(text));
  if (Result<void> const short_enough = detail::markdown::check_lines(*text, max_text_line); !short_enough) {
    return failure(Errc::too_large, "a title is longer than the " + std::to_string(max_text_line) + " bytes of a line");
  }
  return Export{*std::move(text), {}};
}

STORYMAP_END
