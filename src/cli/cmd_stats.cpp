// src/cli/cmd_stats.cpp - storymap stats: how much the map holds, and where.
// Room: cli.
#include <storymap/analysis.hpp>

#include "input.hpp"
#include "map_stats.hpp"
#include "session.hpp"
#include "stats_report.hpp"

namespace storymap::cli {

Exit run_stats(Session& session) {
  std::optional<Inputs> const inputs = read_inputs(session, session.operands());
  if (!inputs) return Exit::input;
  session.begin("report");
  Map const map = combine(inputs->sources).map;
  MapStats const stats = map_stats(map);
  ReportContext const context = session.context(inputs->sources, inputs->imports);
  switch (session.settings().shape) {
    case Shape::json: return session.answer(stats_json(stats, context));
    case Shape::markdown: return session.answer(stats_markdown(map.name, stats, context));
    default: return session.answer(stats_text(map.name, stats, context));
  }
}

}  // namespace storymap::cli
