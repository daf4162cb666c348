// storymap/impl/json_read.ipp - bodies of json.hpp: reading.
//
// Whoever includes this has defined detail::JsonParser: the sources in src/formats/ and nlohmann.hpp do.
#pragma once

#include <storymap/detail/json_lines.hpp>
#include <storymap/detail/read_edits_json.hpp>
#include <storymap/detail/read_flat_json.hpp>
#include <storymap/detail/read_json_document.hpp>
#include <storymap/detail/source_ids.hpp>
#include <storymap/json.hpp>

#include <utility>

STORYMAP_BEGIN

namespace detail {

/// A map that may still break a promise which only the whole of it shows.
STORYMAP_DECL Result<Map> read_json_unchecked(std::string_view text, ReadOptions const& options, ImportReport& report) {
  JsonParser parser(options.limits.depth);
  Result<Map> map = parser.parse(text, [&](auto const& root) { return read_json_document(root, report); });
  return with_source_ids(std::move(map), options, report);
}

STORYMAP_DECL Result<Map> read_jsonl(std::string_view text, ReadOptions const& options, ImportReport& report) {
  JsonParser parser(options.limits.depth);
  FlatMap flat({}, "jsonl", report);
  std::size_t lines = 0;
  Result<void> const done = read_json_lines(parser, text, [&](auto const& value, std::size_t line) -> Result<void> {
    FlatReader<std::remove_cvref_t<decltype(value)>> reader(flat, line);
    reader.read_story(value, JsonPlace());
    ++lines;
    if (reader.failed()) return reader.failure();
    return {};
  });
  if (!done) return Failure{done.error()};
  report.count("lines", lines);
  report.count("stories", flat.size());
  return with_source_ids(flat.finish(), options, report);
}

/// A list of edits in one JSON array.
STORYMAP_DECL Result<std::vector<Edit>> read_edit_array(std::string_view text) {
  JsonParser parser(ReadLimits().depth);
  return parser.parse(text, [](auto const& root) -> Result<std::vector<Edit>> {
    using V = std::remove_cvref_t<decltype(root)>;
    JsonReader<V> array;
    EditReader<V> reader;
    std::vector<Edit> edits;
    array.each_element(root, JsonPlace(), [&](V const& edit, JsonPlace const& here) {
      if (!reader.failed()) reader.read_edit(edit, here, edits);
    });
    if (reader.failed()) return reader.failure();
    return edits;
  });
}

STORYMAP_DECL Result<std::vector<Edit>> read_edit_log(std::string_view text) {
  JsonParser parser(ReadLimits().depth);
  std::vector<Edit> edits;
  Result<void> const done = read_json_lines(parser, text, [&](auto const& edit, std::size_t) -> Result<void> {
    EditReader<std::remove_cvref_t<decltype(edit)>> reader;
    reader.read_edit(edit, JsonPlace(), edits);
    if (reader.failed()) return reader.failure();
    return {};
  });
  if (!done) return Failure{done.error()};
  return edits;
}

}  // namespace detail

STORYMAP_DECL Result<Map> read_json(std::string_view text, ReadOptions const& options, ImportReport& report) {
  Result<Map> map = detail::read_json_unchecked(text, options, report);
  if (!map) return map;
  if (Result<void> good = check(*map); !good) return failure_of(std::move(good));
  return map;
}

STORYMAP_DECL Result<Map> read_json(std::string_view text) {
  ImportReport report;
  return read_json(text, {}, report);
}

STORYMAP_DECL Result<std::vector<Edit>> read_edits(std::string_view text) {
  std::size_t const first = text.find_first_not_of(" \t\r\n");
  bool const is_array = first != std::string_view::npos && text[first] == '[';
  return is_array ? detail::read_edit_array(text) : detail::read_edit_log(text);
}

STORYMAP_END
