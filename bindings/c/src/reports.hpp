// bindings/c/src/reports.hpp - options of an analysis and of its report.
#pragma once

#include <storymap.h>
#include <storymap/analysis.hpp>
#include <storymap/report.hpp>

#include <string>
#include <string_view>

#include "map_state.hpp"

namespace storymap::c {

/// Words between white space, or a built-in list; `usual` when neither is given.
[[nodiscard]] StopWords stop_words_of(std::string_view words, std::string_view list, StopWords usual);

[[nodiscard]] AnalysisOptions analysis_options(storymap_analysis_options const* given, storymap_run const* run);

/// How a report is written, with the shape apart.
struct ReportWish {
  std::int32_t format;
  ReportContext context;
};
/// The snapshot and the profile must outlive it.
[[nodiscard]] ReportWish report_wish(storymap_report_options const* given, Snapshot const& snapshot,
                                     std::string_view profile, char const* argument);

template <class Answer>
[[nodiscard]] std::string report(Answer const& answer, ReportWish const& wish) {
  switch (wish.format) {
    case STORYMAP_TEXT: return report_text(answer, wish.context);
    case STORYMAP_MARKDOWN: return report_markdown(answer, wish.context);
    default: return report_json(answer, wish.context);
  }
}

}  // namespace storymap::c
