// src/cli/cmd_diff.cpp - storymap diff: what changed between two maps.
// Room: cli.
#include <storymap/align.hpp>
#include <storymap/analysis.hpp>
#include <storymap/diff.hpp>
#include <storymap/json.hpp>

#include <string>
#include <vector>

#include "diff_report.hpp"
#include "input.hpp"
#include "session.hpp"

namespace storymap::cli {

Exit run_diff(Session& session) {
  std::optional<Inputs> inputs = read_inputs(session, session.operands(), EmptyFile::refused, Naming::versions);
  if (!inputs) return Exit::input;
  session.begin("diff");
  fill_in_names(inputs->maps);
  MadeUpIds const& before = inputs->imports[0].report.made_up;
  MadeUpIds& after = inputs->imports[1].report.made_up;
  align_ids_to(inputs->maps[0], before, inputs->maps[1], after, similar_texts());
  std::vector<Edit> const edits = diff(inputs->maps[0], inputs->maps[1]);

  session.begin("report");
  ReportContext const context = session.context(inputs->sources, inputs->imports);
  std::string text;
  switch (session.settings().shape) {
    case Shape::json: text = diff_json(edits, context); break;
    case Shape::edits: text = write_edits(edits); break;
    default: text = diff_text(edits, context); break;
  }
  Exit const written = session.answer(text);
  if (written != Exit::done) return written;
  return session.settings().exit_code && !edits.empty() ? Exit::limit : Exit::done;
}

}  // namespace storymap::cli
