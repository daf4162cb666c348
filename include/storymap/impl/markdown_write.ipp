// storymap/impl/markdown_write.ipp - the writing body of markdown.hpp.
// Room: formats.
#pragma once

#include <storymap/detail/markdown_writer.hpp>
#include <storymap/markdown.hpp>

#include <string>
#include <utility>

STORYMAP_BEGIN

STORYMAP_DECL Result<Export> write_markdown(Map const& map) {
  return detail::markdown::MapWriter(map).write().transform([](std::string text) {
    return Export{std::move(text), {}};
  });
}

STORYMAP_END
