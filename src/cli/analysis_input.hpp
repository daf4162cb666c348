// src/cli/analysis_input.hpp - the options of a command line as options of the library.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/analysis.hpp>

#include <optional>

namespace storymap::cli {

class Session;

/// What `analyze` and its relatives are asked for. Nothing when the file of stop words is bad, which has then been
/// complained about.
[[nodiscard]] std::optional<AnalysisOptions> analysis_options(Session& session);

/// True when the groups of duplicates stay within --max-duplicates; says so when they do not.
[[nodiscard]] bool within_duplicates(Session& session, SimilarityStats const& stats);

/// True when the score reaches --min-score; says so when it does not.
[[nodiscard]] bool within_score(Session& session, int score);

}  // namespace storymap::cli
