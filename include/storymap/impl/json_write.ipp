// storymap/impl/json_write.ipp - bodies of json.hpp: writing, which needs no parser.
#pragma once

#include <storymap/detail/write_edits_json.hpp>
#include <storymap/detail/write_nouns_json.hpp>
#include <storymap/json.hpp>

STORYMAP_BEGIN

STORYMAP_DECL std::string write_json(Map const& map) {
  detail::JsonWriter json(detail::JsonWriter::Layout::pretty);
  detail::NounWriter(json).write(map);
  return json.end_line().take();
}

STORYMAP_DECL std::string write_json_compact(Map const& map) {
  detail::JsonWriter json;
  detail::NounWriter(json).write(map);
  return json.take();
}

STORYMAP_DECL std::string write_edits(std::span<Edit const> edits) {
  detail::JsonWriter json;
  for (Edit const& edit : edits) {
    detail::EditWriter(json).write(edit);
    json.end_line();
  }
  return json.take();
}

STORYMAP_END
