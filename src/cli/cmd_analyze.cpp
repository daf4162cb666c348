// src/cli/cmd_analyze.cpp - storymap analyze: score, duplicates, issues.
// Room: cli.
#include <storymap/analysis.hpp>

#include "analysis_input.hpp"
#include "input.hpp"
#include "reporting.hpp"

namespace storymap::cli {

Exit run_analyze(Session& session) {
  std::optional<AnalysisOptions> const options = analysis_options(session);
  if (!options) return Exit::input;
  std::optional<Inputs> const inputs = read_inputs(session, session.operands());
  if (!inputs) return Exit::input;
  Result<Analysis> const analysis = analyze(inputs->sources, *options);
  if (!analysis) return session.refuse(analysis.error());

  Exit const written = answer_with_report(session, *analysis, *inputs);
  if (written != Exit::done) return written;
  bool const good_score = within_score(session, analysis->overall_score);
  bool const few_duplicates = within_duplicates(session, analysis->similarity.stats);
  return good_score && few_duplicates ? Exit::done : Exit::limit;
}

}  // namespace storymap::cli
