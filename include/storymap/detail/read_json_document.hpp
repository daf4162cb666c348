// storymap/detail/read_json_document.hpp - a map out of any JSON document we know.
// Room: formats. Depends on detail/read_map_json.hpp, detail/read_legacy_json.hpp and detail/read_flat_json.hpp.
#pragma once

#include <storymap/detail/read_flat_json.hpp>
#include <storymap/detail/read_legacy_json.hpp>
#include <storymap/detail/read_map_json.hpp>

#include <string>

STORYMAP_BEGIN

namespace detail {

/// The outermost members tell what kind of document it is. The map may still break a promise that only the whole of it
/// shows: that is for `check`.
template <JsonValue V>
[[nodiscard]] Result<Map> read_json_document(V const& root, ImportReport& report) {
  if (root.kind() == JsonKind::array) return read_flat_document(root, report);
  if (root.kind() == JsonKind::object) {
    if (find_member(root, "storymap")) return MapReader<V>().read_document(root, report);
    if (find_member(root, "activities")) return LegacyReader<V>(report).read_document(root);
    if (find_member(root, "stories")) return read_flat_document(root, report);
  }
  std::string message = "expected a story map (an object with 'storymap' or 'activities') or a list of stories, found ";
  return failure(Errc::invalid_field,
                 message.append(root.kind() == JsonKind::object ? "another object" : name_of(root.kind())),
                 JsonPlace().error_path());
}

}  // namespace detail

STORYMAP_END
