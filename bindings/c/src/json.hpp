// bindings/c/src/json.hpp - results that have no other form than JSON here.
#pragma once

#include <storymap/analysis.hpp>
#include <storymap/edit.hpp>
#include <storymap/formats.hpp>
#include <storymap/likeness.hpp>
#include <storymap/merge.hpp>
#include <storymap/report.hpp>

#include <span>
#include <string>
#include <vector>

namespace storymap::c {

// Compact, on one line. storymap.h names the members.
[[nodiscard]] std::string json_of(std::vector<std::string> const& sentences);
[[nodiscard]] std::string json_of(ImportedFile const& imported);
[[nodiscard]] std::string json_of(std::span<Format const> formats);
[[nodiscard]] std::string json_of(std::vector<RebaseNote> const& notes);
[[nodiscard]] std::string json_of(std::vector<Conflict> const& conflicts);
[[nodiscard]] std::string json_of(Explanation const& explanation);
[[nodiscard]] std::string json_of(Likeness const& likeness);

}  // namespace storymap::c
