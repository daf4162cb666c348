// storymap/impl/report_text.ipp - results for people at a terminal.
// Room: report. Depends on report.hpp, report_text_groups.ipp and report_text_issues.ipp.
#pragma once

#include <storymap/impl/report_text_groups.ipp>
#include <storymap/impl/report_text_issues.ipp>
#include <storymap/report.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

class TextReport {
 public:
  explicit TextReport(ReportContext const& context) : writer_(context), page_(context.width, context.color) {}

  [[nodiscard]] std::string take() { return page_.take(); }

  void put_name(std::string const& name) {
    Line line = page_.line();
    line.add(name.empty() ? writer_.say(texts::unnamed_map) : std::string_view(name), Style::bold);
    page_.put(std::move(line));
  }

  /// "63 of 100  [bar]  satisfactory"
  void put_score(int score) {
    constexpr int cells = 20;
    Style const style = style_of(band_of(score));
    Line line = page_.line();
    line.add(writer_.say(texts::out_of_100, std::to_string(score)), Style::bold).add("  ");
    int const filled = (score * cells + 50) / 100;
    std::string bar;
    for (int cell = 0; cell < filled; ++cell) bar += "\u2588";
    line.add(bar, style);
    bar.clear();
    for (int cell = filled; cell < cells; ++cell) bar += "\u2591";
    line.add(bar, Style::dim).add("  ").add(writer_.say(texts::of(band_of(score))), style);
    page_.put(std::move(line));
  }

  void put_stats(ValidationStats const& stats) {
    page_.gap();
    page_.paragraph(page_.line(), held_by(writer_, stats));
    if (stats.total_stories > 0) page_.paragraph(page_.line(), completeness(writer_, stats));
  }

  void put_imports() {
    std::span<ImportedFile const> const imports = writer_.context().imports;
    if (imports.empty()) return;
    page_.gap();
    std::size_t const listed = writer_.listed(imports.size());
    for (std::size_t k = 0; k < listed; ++k) {
      bool const alone = imports.size() == 1;
      put_file(imports[k].file, alone ? format_text(imports[k].report) : held_by_file(writer_, k));
    }
    if (listed < imports.size()) put_more(0, writer_.say(texts::more_files, imports.size() - listed));
    if (imports.size() == 1) {
      std::string const counts = counts_text(writer_, imports.front().report.counts, no_break_space);
      if (!counts.empty()) page_.paragraph(page_.line(2), counts, Style::dim);
    }
    put_notes(joined_notes(imports));
  }

  void put_groups(SimilarityAnalysis const& similarity) {
    if (similarity.algorithm == "skipped") {
      page_.heading(writer_.say(texts::too_few));
      return;
    }
    GroupSection(writer_, page_, similarity).put(GroupKind::duplicate, texts::duplicates, texts::no_duplicates);
    GroupSection(writer_, page_, similarity).put(GroupKind::similar, texts::similar_stories, texts::no_similar);
  }

  void put_issues(Validation const& validation, std::size_t duplicate_groups) {
    IssueSection(writer_, page_).put(validation, duplicate_groups);
  }

  void put_matches(ClosestStories const& closest) {
    Line lead = page_.line();
    lead.add(writer_.say(texts::closest_to), Style::bold).add("  ");
    page_.paragraph(std::move(lead), writer_.say(texts::quoted, shown_title(closest.text, most_text_columns)));
    page_.gap();
    if (closest.matches.empty()) page_.paragraph(page_.line(), no_matches(writer_, closest));
    MemberTable table(page_, match_indent, writer_.places().several_files());
    auto const ref = [&](Match const& match) -> StoryRef const& { return closest.index->stories()[match.row]; };
    for (Match const& match : closest.matches) {
      table.announce(closest.index->story(match.row), writer_.place(ref(match)));
    }
    for (Match const& match : closest.matches) put_match(table, closest, match);
    table.put();
  }

 private:
  static constexpr std::size_t match_indent = 6;
  static constexpr std::size_t most_title_lines = 3;

  [[nodiscard]] static constexpr Style style_of(Band band) noexcept {
    if (band == Band::needs_improvement) return Style::red;
    return band == Band::satisfactory ? Style::yellow : Style::green;
  }

  void put_file(std::string const& file, std::string const& what) {
    Line line = page_.line();
    line.add(shortened_path(file), Style::cyan).add("  ").add(what, Style::dim);
    page_.put(std::move(line));
  }

  void put_notes(std::vector<ImportNote> const& notes) {
    std::size_t const shown = std::min(notes.size(), most_notes);
    for (std::size_t k = 0; k < shown; ++k) put_note(notes[k]);
    if (shown < notes.size()) put_more(2, writer_.say(texts::more, std::to_string(notes.size() - shown)));
  }

  /// The end of a long path, which says most.
  [[nodiscard]] std::string shortened_path(std::string const& path) const {
    constexpr std::size_t others = 20;
    std::string clean = printable(path);
    std::size_t const room = page_.columns() - others;
    if (display_width(clean) <= room) return clean;
    std::string_view end = clean;
    while (display_width(end) >= room) end.remove_prefix(std::max<std::size_t>(1, decode_utf8(end, 0).size));
    return std::string(ellipsis).append(end);
  }

  void put_note(ImportNote const& note) {
    Line lead = page_.line(2);
    bool const lost = note.kind == ImportNote::Kind::dropped;
    lead.add(writer_.say(texts::of(note.kind)), lost ? Style::yellow : Style::dim).add(": ", Style::dim);
    page_.paragraph(std::move(lead), note_text(writer_, note), Style::dim);
  }

  void put_more(std::size_t indent, std::string const& text) {
    Line more = page_.line(indent);
    more.add(ellipsis, Style::dim).add(" ").add(text, Style::dim);
    page_.put(std::move(more));
  }

  void put_match(MemberTable& table, ClosestStories const& closest, Match const& match) {
    Story const& story = closest.index->story(match.row);
    Story asked;
    asked.title = closest.text;
    Contrast const sides = contrast(asked, story);
    Line title = page_.line();
    if (story.title.empty()) title.add(writer_.say(texts::untitled), Style::dim);
    title.add(story.title);
    Line score = page_.line();
    score.add(two_decimals(match.score), Style::bold)
        .add("  ")
        .add(likeness_of(writer_, sides.kind, closest.likeness(match)), Style::cyan);
    table.line(std::move(score));
    table.story(story.id.str(), title.wrapped(table.title_columns(), most_title_lines),
                writer_.place(closest.index->stories()[match.row]));
  }

  ReportWriter writer_;
  Page page_;
};

}  // namespace detail

STORYMAP_DECL std::string import_text(ReportContext const& context) {
  detail::TextReport report(context);
  report.put_imports();
  return report.take();
}

STORYMAP_DECL std::string report_text(Analysis const& analysis, ReportContext const& context) {
  detail::TextReport report(context);
  report.put_name(analysis.project_name);
  report.put_score(analysis.overall_score);
  report.put_stats(analysis.validation.stats);
  report.put_imports();
  report.put_groups(analysis.similarity);
  report.put_issues(analysis.validation, analysis.similarity.stats.duplicates_found);
  return report.take();
}

STORYMAP_DECL std::string report_text(Validation const& validation, ReportContext const& context) {
  detail::TextReport report(context);
  report.put_name(detail::joined_name(context.sources));
  report.put_score(validation.score);
  report.put_stats(validation.stats);
  report.put_imports();
  report.put_issues(validation, 0);
  return report.take();
}

STORYMAP_DECL std::string report_text(SimilarityAnalysis const& similarity, ReportContext const& context) {
  detail::TextReport report(context);
  report.put_name(detail::joined_name(context.sources));
  report.put_imports();
  report.put_groups(similarity);
  return report.take();
}

STORYMAP_DECL std::string report_text(ClosestStories const& closest, ReportContext const& context) {
  detail::TextReport report(context);
  report.put_matches(closest);
  return report.take();
}

STORYMAP_END
