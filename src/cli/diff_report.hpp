// src/cli/diff_report.hpp - what changed between two maps, for people and programs.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/edit.hpp>
#include <storymap/report.hpp>

#include <span>
#include <string>

namespace storymap::cli {

/// `context.sources` are the two maps, the older first.
[[nodiscard]] std::string diff_text(std::span<Edit const> edits, ReportContext const& context);

/// The edit log inside a document: one edit a line.
[[nodiscard]] std::string diff_json(std::span<Edit const> edits, ReportContext const& context);

}  // namespace storymap::cli
