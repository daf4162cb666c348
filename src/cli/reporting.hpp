// src/cli/reporting.hpp - an answer in the form that was asked for.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/report.hpp>

#include <string>

#include "input.hpp"
#include "session.hpp"

namespace storymap::cli {

/// The report on a result of the library.
template <class Answer>
[[nodiscard]] std::string report(Answer const& answer, ReportContext const& context, Shape shape) {
  switch (shape) {
    case Shape::json: return report_json(answer, context);
    case Shape::markdown: return report_markdown(answer, context);
    default: return report_text(answer, context);
  }
}

/// Writes the report on what was found in the inputs.
template <class Answer>
[[nodiscard]] Exit answer_with_report(Session& session, Answer const& answer, Inputs const& inputs) {
  session.begin("report");
  ReportContext const context = session.context(inputs.sources, inputs.imports);
  return session.answer(report(answer, context, session.settings().shape));
}

}  // namespace storymap::cli
