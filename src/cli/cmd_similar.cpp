// src/cli/cmd_similar.cpp - storymap similar: duplicates and look-alikes.
// Room: cli.
#include <storymap/analysis.hpp>

#include "analysis_input.hpp"
#include "input.hpp"
#include "reporting.hpp"

namespace storymap::cli {

Exit run_similar(Session& session) {
  std::optional<AnalysisOptions> const options = analysis_options(session);
  if (!options) return Exit::input;
  std::optional<Inputs> const inputs = read_inputs(session, session.operands());
  if (!inputs) return Exit::input;
  Result<SimilarityAnalysis> const similarity = find_similar(inputs->sources, *options);
  if (!similarity) return session.refuse(similarity.error());

  Exit const written = answer_with_report(session, *similarity, *inputs);
  if (written != Exit::done) return written;
  return within_duplicates(session, similarity->stats) ? Exit::done : Exit::limit;
}

}  // namespace storymap::cli
