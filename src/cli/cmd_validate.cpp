// src/cli/cmd_validate.cpp - storymap validate: issues and score.
// Room: cli.
#include <storymap/analysis.hpp>
#include <storymap/validate.hpp>

#include "analysis_input.hpp"
#include "input.hpp"
#include "reporting.hpp"

namespace storymap::cli {

Exit run_validate(Session& session) {
  std::optional<Inputs> const inputs = read_inputs(session, session.operands());
  if (!inputs) return Exit::input;
  session.begin("validation");
  Profile const& profile = *find_profile(session.settings().profile);
  Validation const validation = inputs->maps.size() == 1 ? validate(inputs->maps.front(), profile)
                                                         : validate(combine(inputs->sources).map, profile);
  Exit const written = answer_with_report(session, validation, *inputs);
  if (written != Exit::done) return written;
  return within_score(session, validation.score) ? Exit::done : Exit::limit;
}

}  // namespace storymap::cli
