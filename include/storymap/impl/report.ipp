// storymap/impl/report.ipp - the sentence of report.hpp that every form of report shares.
// Room: report. Depends on report_texts.ipp.
#pragma once

#include <storymap/detail/report_findings.hpp>
#include <storymap/impl/report_texts.ipp>
#include <storymap/report.hpp>

#include <string>

STORYMAP_BEGIN

STORYMAP_DECL std::string summary(Analysis const& analysis, Language language) {
  detail::SeverityCounts const found(analysis.validation.findings);
  SimilarityStats const& alike = analysis.similarity.stats;
  std::string const& name = analysis.project_name;
  std::string const arguments[] = {
      name.empty() ? std::string(detail::texts::unnamed_map.in(language)) : name,
      std::string(detail::texts::of(band_of(analysis.overall_score)).in(language)),
      std::to_string(analysis.overall_score),
      detail::counted(detail::texts::stories, alike.total_stories, language),
      detail::counted(detail::texts::errors, found.errors, language),
      detail::counted(detail::texts::warnings, found.warnings, language),
      detail::counted(detail::texts::duplicate_groups, alike.duplicates_found, language),
      detail::counted(detail::texts::similar_groups, alike.similar_groups_found - alike.duplicates_found, language),
  };
  return format(detail::texts::summary, arguments, language);
}

STORYMAP_END
