// src/cli/stats_report.hpp - what `storymap stats` counted, for people and programs.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/report.hpp>

#include <string>
#include <string_view>

#include "map_stats.hpp"

namespace storymap::cli {

[[nodiscard]] std::string stats_text(std::string_view name, MapStats const& stats, ReportContext const& context);
[[nodiscard]] std::string stats_markdown(std::string_view name, MapStats const& stats, ReportContext const& context);
[[nodiscard]] std::string stats_json(MapStats const& stats, ReportContext const& context);

}  // namespace storymap::cli
