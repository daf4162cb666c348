// storymap/json.hpp - maps and edits as JSON: the project's own file format and wire format.
// Room: formats. Depends on model and import_report.hpp.
//
// docs/schema/map.v1.schema.json and edits.v1.schema.json describe both documents. Bodies live in storymap::storymap;
// a header-only program includes <storymap/nlohmann.hpp>.
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
/// Unknown fields are kept. A duplicate id, an unknown reference, a wrong type or a duplicate member is an error with
/// the JSON pointer; a syntax error carries line and column. `text` is UTF-8. O(size).
[[nodiscard]] Result<Map> read_json(std::string_view text, ReadOptions const& options, ImportReport& report);
[[nodiscard]] Result<Map> read_json(std::string_view text);

/// Writes schema v1: stable member order, two spaces of indentation, a final newline; equal maps give equal bytes.
/// Absent optional fields are not written; text is UTF-8, escaped only where JSON must. O(size).
[[nodiscard]] std::string write_json(Map const& map);

/// The same on one line, without the newline.
[[nodiscard]] std::string write_json_compact(Map const& map);

/// Reads a list of edits: a JSON array, or one edit a line (an edit log). Every edit carries "v": 1.
[[nodiscard]] Result<std::vector<Edit>> read_edits(std::string_view text);

/// Writes edits as an edit log: one compact object a line.
///
///     {"v":1,"op":"add","noun":"story","value":{"id":"s9","title":"Pay by card"},"parent":"t1","after":"s3"}
///     {"v":1,"op":"set","noun":"story","id":"s3","field":"status","value":"done"}
///     {"v":1,"op":"move","noun":"task","id":"t2","parent":"a1","after":null}
///     {"v":1,"op":"remove","noun":"release","id":"r2"}
///     {"v":1,"op":"add","noun":"link","value":{"kind":"blocks","from":"s1","to":"s2"},"after":null}
///     {"v":1,"op":"add","noun":"label","story":"s1","value":"ux","after":null}
[[nodiscard]] std::string write_edits(std::span<Edit const> edits);

STORYMAP_END
