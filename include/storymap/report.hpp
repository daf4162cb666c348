// storymap/report.hpp - results as JSON for programs, as text for terminals and as Markdown for pull requests.
// Room: report. Depends on analysis and import_report.hpp.
//
//     Source const source{&map, "shop.json"};
//     ReportContext const context{.sources = std::span(&source, 1), .width = 80};
//     Result<Analysis> const analysis = analyze(context.sources);
//     std::string const page = report_text(*analysis, context);
//
// A report is a pure function of the result and its context: the same bytes every time, on every machine.
#pragma once

#include <storymap/analysis.hpp>
#include <storymap/import_report.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// A file that was read and what happened on the way.
struct ImportedFile {
  std::string file;
  ImportReport report;
};

/// What every report needs besides the result itself.
struct ReportContext {
  std::span<Source const> sources;        ///< the ones the result was computed from, in the same order
  std::span<ImportedFile const> imports;  ///< may be empty
  std::string_view profile = "compat";
  Language language = Language::en;
  bool color = false;       ///< text only: escape sequences of ECMA-48
  std::size_t width = 100;  ///< text only: columns, 40 to 160
  std::size_t most = 20;    ///< text and Markdown: groups of each kind and files that are listed; 0: all
};

/// A text and the stories closest to it.
struct ClosestStories {
  std::string text;
  StoryIndex const* index = nullptr;  ///< must be there
  std::vector<Match> matches;
  double at_least = 0;  ///< the score that was asked for

  /// How alike the text and a match are, from 0 to 1; 0 when that is not what they are ranked by.
  [[nodiscard]] double likeness(Match const& match) const noexcept {
    return index->ranking() == Ranking::similarity ? match.score : 0;
  }
};

// JSON: one object, two spaces of indentation, a final newline. Members come in a fixed order; numbers are in shortest
// round-trip form; everything found is in it. docs/reference/report-json.md describes the documents. O(result).
[[nodiscard]] std::string report_json(Analysis const& analysis, ReportContext const& context);
[[nodiscard]] std::string report_json(Validation const& validation, ReportContext const& context);
[[nodiscard]] std::string report_json(SimilarityAnalysis const& similarity, ReportContext const& context);
[[nodiscard]] std::string report_json(ClosestStories const& closest, ReportContext const& context);

// Text: for people at a terminal, the worst first: groups with the highest score, then the larger ones. No line is
// wider than `width`; what the stories say reaches the terminal without control characters.
[[nodiscard]] std::string report_text(Analysis const& analysis, ReportContext const& context);
[[nodiscard]] std::string report_text(Validation const& validation, ReportContext const& context);
[[nodiscard]] std::string report_text(SimilarityAnalysis const& similarity, ReportContext const& context);
[[nodiscard]] std::string report_text(ClosestStories const& closest, ReportContext const& context);

// Markdown: for pull requests and wikis, with the same content; what the stories say is escaped.
[[nodiscard]] std::string report_markdown(Analysis const& analysis, ReportContext const& context);
[[nodiscard]] std::string report_markdown(Validation const& validation, ReportContext const& context);
[[nodiscard]] std::string report_markdown(SimilarityAnalysis const& similarity, ReportContext const& context);
[[nodiscard]] std::string report_markdown(ClosestStories const& closest, ReportContext const& context);

/// What was read from each file and what happened on the way, as the text reports say it.
[[nodiscard]] std::string import_text(ReportContext const& context);

/// One sentence: project, band, score, stories, errors, warnings, duplicates, similar groups.
[[nodiscard]] std::string summary(Analysis const& analysis, Language language);

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/report.ipp>
#include <storymap/impl/report_json.ipp>
#include <storymap/impl/report_markdown.ipp>
#include <storymap/impl/report_text.ipp>
#endif
