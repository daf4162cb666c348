// storymap/json.hpp - maps and edits as JSON: the project's own file format and wire format.
// Room: formats. Depends on model and import_report.hpp.
//
// docs/schema/map.v1.schema.json and edits.v1.schema.json describe both documents. Writing needs nothing; the bodies
// that read live in storymap::storymap, and a header-only program includes <storymap/nlohmann.hpp> for them.
#pragma once

#include <storymap/edit.hpp>
#include <storymap/formats.hpp>
#include <storymap/model.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// Reads a map from schema v1, from the JSON of the predecessor (integer ids, positions, release_id), or from a flat
/// array of stories, which becomes one activity with one task.
///
/// Unknown fields are kept; a missing id becomes an ordinal (a1, t1, s1, ...). An unknown reference, a wrong type or a
/// duplicate member is an error with the JSON pointer; a syntax error carries line and column. An id used twice is an
/// error in schema v1; elsewhere the second gets a suffix and a note. Null means absent. `text` is UTF-8. O(size).
[[nodiscard]] Result<Map> read_json(std::string_view text, ReadOptions const& options, ImportReport& report);
[[nodiscard]] Result<Map> read_json(std::string_view text);

/// Writes schema v1: stable member order, two spaces of indentation, a final newline; equal maps give equal bytes.
/// Absent optional fields are not written; text is UTF-8, escaped only where JSON must. O(size).
[[nodiscard]] std::string write_json(Map const& map);

/// The same on one line, without the newline.
[[nodiscard]] std::string write_json_compact(Map const& map);

/// Reads a list of edits: a JSON array, or one edit a line (an edit log). Every edit carries "v": 1. An unknown op,
/// noun or member and a value of the wrong type are errors with the JSON pointer or the line.
[[nodiscard]] Result<std::vector<Edit>> read_edits(std::string_view text);

/// Writes edits as an edit log: one compact object a line.
///
///     {"v":1,"op":"add","noun":"story","value":{"id":"s9","title":"Pay by card"},"parent":"t1","after":"s3"}
///     {"v":1,"op":"set","noun":"story","id":"s3","field":"status","value":"done"}
///     {"v":1,"op":"move","noun":"task","id":"t2","parent":"a1","after":null}
///     {"v":1,"op":"remove","noun":"release","id":"r2"}
///     {"v":1,"op":"add","noun":"link","value":{"kind":"blocks","from":"s1","to":"s2"},"after":null}
///     {"v":1,"op":"remove","noun":"link","value":{"kind":"blocks","from":"s1","to":"s2"}}
///     {"v":1,"op":"add","noun":"label","story":"s1","value":"ux","after":null}
///     {"v":1,"op":"set","noun":"map","field":"name","value":"Shop"}
///
/// `"after": null` is the first place. `"value": null` clears a field of the schema; an unknown field, which may have
/// the value null, is cleared by an edit without "value".
[[nodiscard]] std::string write_edits(std::span<Edit const> edits);

/// "json": everything a map holds.
[[nodiscard]] Format json_format() noexcept;

/// "jsonl": a story a line, as an object of the schema whose releases and personas are named by title. What a story
/// says is held without loss; activities, tasks and links have no place.
[[nodiscard]] Format jsonl_format() noexcept;

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/json_write.ipp>
#endif
