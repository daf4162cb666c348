// storymap/impl/report_markdown.ipp - results for pull requests and wikis.
// Room: report. Depends on report.hpp, report_wording.ipp and detail/report_markdown_text.hpp.
#pragma once

#include <storymap/detail/report_markdown_text.hpp>
#include <storymap/impl/report_wording.ipp>
#include <storymap/report.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

class MarkdownReport {
 public:
  explicit MarkdownReport(ReportContext const& context) : writer_(context) {}

  [[nodiscard]] std::string take() { return page_.take(); }

  void put_name(std::string const& name) {
    page_.heading(1, name.empty() ? std::string(writer_.say(texts::unnamed_map)) : escape_markdown(shown_title(name)));
  }

  void put_score(int score) {
    page_.paragraph("**" + writer_.say(texts::out_of_100, std::to_string(score)) + "**, " +
                    std::string(writer_.say(texts::of(band_of(score)))));
  }

  void put_stats(ValidationStats const& stats) {
    page_.paragraph(held_by(writer_, stats));
    if (stats.total_stories > 0) page_.paragraph(completeness(writer_, stats));
  }

  void put_imports() {
    std::span<ImportedFile const> const imports = writer_.context().imports;
    if (imports.empty()) return;
    std::size_t const listed = writer_.listed(imports.size());
    page_.table({say(texts::column_file), say(texts::column_format), say(texts::column_read)});
    for (ImportedFile const& imported : imports.first(listed)) {
      page_.row({escape_markdown(imported.file), escape_markdown(format_text(imported.report)),
                 escape_markdown(counts_text(writer_, imported.report.counts))});
    }
    if (listed < imports.size()) page_.paragraph(writer_.say(texts::more_files, imports.size() - listed));
    page_.gap();
    put_notes(joined_notes(imports));
  }

  void put_groups(SimilarityAnalysis const& similarity) {
    if (similarity.algorithm == "skipped") {
      page_.paragraph(say(texts::too_few));
      return;
    }
    put_groups(similarity, GroupKind::duplicate, texts::duplicates, texts::no_duplicates);
    put_groups(similarity, GroupKind::similar, texts::similar_stories, texts::no_similar);
  }

  void put_issues(Validation const& validation, std::size_t duplicate_groups) {
    page_.heading(2, say(texts::issues));
    if (validation.findings.empty()) {
      page_.paragraph(say(texts::no_issues));
    } else {
      page_.paragraph(count_severities(writer_, validation.findings));
      put_issue_table(validation.findings);
    }
    if (!validation.recommendations.empty()) page_.heading(2, say(texts::recommendations));
    for (Recommendation const& advice : validation.recommendations) {
      page_.item("- ", escape_markdown(message_of(writer_, advice)));
    }
    page_.heading(2, say(texts::next_steps));
    std::vector<std::string> const steps = steps_of(writer_, validation, duplicate_groups);
    if (steps.empty()) page_.paragraph(say(texts::nothing_to_do));
    for (std::string const& step : steps) page_.item("1. ", escape_markdown(step));
  }

  void put_matches(ClosestStories const& closest) {
    std::string const text = escape_markdown(shown_title(closest.text, most_text_columns));
    page_.heading(1, say(texts::closest_to) + ' ' + writer_.say(texts::quoted, text));
    if (closest.matches.empty()) {
      page_.paragraph(no_matches(writer_, closest));
      return;
    }
    page_.table({"Id", say(texts::column_story), say(texts::column_place), say(texts::column_similarity),
                 say(texts::column_kind)});
    for (Match const& match : closest.matches) {
      Story const& story = closest.index->story(match.row);
      LikenessKind const kind = compare_texts(closest.text, readable_text(story)).kind;
      page_.row({escape_markdown(story.id.str()), escape_markdown(shown_title(story.title)),
                 escape_markdown(writer_.place(closest.index->stories()[match.row])), two_decimals(match.score),
                 std::string(likeness_of(writer_, kind, closest.likeness(match)))});
    }
  }

 private:
  [[nodiscard]] std::string say(LocalText const& text) const { return std::string(writer_.say(text)); }

  void put_notes(std::vector<ImportNote> const& notes) {
    std::size_t const shown = std::min(notes.size(), most_notes);
    for (std::size_t k = 0; k < shown; ++k) {
      page_.item("- ", say(texts::of(notes[k].kind)) + ": " + escape_markdown(note_text(writer_, notes[k])));
    }
    if (shown < notes.size()) page_.item("- ", writer_.say(texts::more, std::to_string(notes.size() - shown)));
  }

  void put_groups(SimilarityAnalysis const& similarity, GroupKind kind, LocalText const& title, LocalText const& none) {
    std::vector<ListedGroup> const groups = list_groups(similarity, kind);
    page_.heading(2, say(title));
    if (groups.empty()) {
      page_.paragraph(say(none));
      return;
    }
    page_.paragraph(writer_.say(texts::groups, groups.size()) + ". " + say(texts::advice(kind)) + '.');
    std::size_t const listed = writer_.listed(groups.size());
    for (std::size_t k = 0; k < listed; ++k) put_group(k + 1, groups[k], similarity);
    if (listed < groups.size()) page_.paragraph(writer_.say(texts::more_groups, groups.size() - listed));
  }

  void put_group(std::size_t number, ListedGroup const& group, SimilarityAnalysis const& similarity) {
    auto const story = [&](std::size_t k) -> Story const& {
      return writer_.places().story(similarity.stories[group.members[k].row]);
    };
    std::size_t const shown = std::min(group.members.size(), most_examples);
    std::vector<Contrast> contrasts;
    for (std::size_t k = 1; k < shown; ++k) contrasts.push_back(contrast(story(0), story(k)));
    page_.heading(3, std::to_string(number) + ". " + two_decimals(group.group->best) + ", " +
                         likeness_of(writer_, group, contrasts));
    page_.table({"Id", say(texts::column_story), say(texts::column_place), say(texts::column_similarity)});
    for (std::size_t k = 0; k < shown; ++k) {
      ContrastSide const& side = k == 0 ? contrasts[0].a : contrasts[k - 1].b;
      page_.row({escape_markdown(story(k).id.str()), marked_story(side, k == 0 ? "~~" : "**"),
                 escape_markdown(writer_.place(similarity.stories[group.members[k].row])),
                 two_decimals(group.members[k].similarity)});
    }
    if (shown < group.members.size()) {
      page_.paragraph(writer_.say(texts::more, std::to_string(group.members.size() - shown)));
    }
  }

  void put_issue_table(std::vector<Finding> const& findings) {
    page_.table({say(texts::column_severity), say(texts::column_issue), say(texts::column_examples)});
    for (RuleFindings const& group : by_rule(findings)) {
      std::string examples;
      if (group.findings.size() > 1) {
        for (std::string const& example : examples_of(writer_, group)) {
          examples += (examples.empty() ? "" : "<br>") + escape_markdown(example);
        }
      }
      page_.row({say(texts::of(group.rule->severity)), escape_markdown(headline_of(writer_, group)), examples});
    }
  }

  ReportWriter writer_;
  MarkdownPage page_;
};

}  // namespace detail

STORYMAP_DECL std::string report_markdown(Analysis const& analysis, ReportContext const& context) {
  detail::MarkdownReport report(context);
  report.put_name(analysis.project_name);
  report.put_score(analysis.overall_score);
  report.put_stats(analysis.validation.stats);
  report.put_imports();
  report.put_groups(analysis.similarity);
  report.put_issues(analysis.validation, analysis.similarity.stats.duplicates_found);
  return report.take();
}

STORYMAP_DECL std::string report_markdown(Validation const& validation, ReportContext const& context) {
  detail::MarkdownReport report(context);
  report.put_name(detail::joined_name(context.sources));
  report.put_score(validation.score);
  report.put_stats(validation.stats);
  report.put_imports();
  report.put_issues(validation, 0);
  return report.take();
}

STORYMAP_DECL std::string report_markdown(SimilarityAnalysis const& similarity, ReportContext const& context) {
  detail::MarkdownReport report(context);
  report.put_name(detail::joined_name(context.sources));
  report.put_imports();
  report.put_groups(similarity);
  return report.take();
}

STORYMAP_DECL std::string report_markdown(ClosestStories const& closest, ReportContext const& context) {
  detail::MarkdownReport report(context);
  report.put_matches(closest);
  return report.take();
}

STORYMAP_END
