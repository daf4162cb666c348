// server/store/versions.hpp - the rows of named versions of maps.
// Room: store.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/source.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace storymap::server::store {

struct Version {
  std::string id;
  std::string name;
  std::int64_t revision = 0;
  std::optional<std::string> created_by;
  Time created_at;
};

/// Adds a version; `map` is the document as it was.
[[nodiscard]] Task<> insert_version(Connection& in, std::string project_id, Version version, std::string map);

/// The latest first.
[[nodiscard]] Task<std::vector<Version>> list_versions(Source source, std::string project_id);

/// The document of a version of this project; nothing when there is none.
[[nodiscard]] Task<std::optional<std::string>> find_version_map(Source source, std::string project_id, std::string id);

/// False when there is none.
[[nodiscard]] Task<bool> delete_version(Connection& in, std::string project_id, std::string id);

[[nodiscard]] Task<std::size_t> count_versions(Source source, std::string project_id);

}  // namespace storymap::server::store
