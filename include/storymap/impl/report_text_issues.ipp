// storymap/impl/report_text_issues.ipp - what a validation found and advises, for a terminal.
// Room: report. Depends on detail/report_findings.hpp and detail/report_page.hpp.
#pragma once

#include <storymap/detail/report_findings.hpp>
#include <storymap/detail/report_page.hpp>
#include <storymap/detail/report_writer.hpp>
#include <storymap/impl/report_texts.ipp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// "2 errors, 14 warnings"; what was not found is not mentioned.
[[nodiscard]] inline std::string count_severities(ReportWriter const& writer, std::span<Finding const> findings) {
  SeverityCounts counts(findings);
  std::string text;
  for (Severity const severity : {Severity::error, Severity::warning, Severity::info}) {
    std::size_t const count = counts.of(severity);
    if (count == 0) continue;
    if (!text.empty()) text += ", ";
    text += writer.say(texts::counted_as(severity), count);
  }
  return text;
}

/// What all findings of a rule have in common, in one sentence; empty when the rule has no such sentence.
[[nodiscard]] inline std::string headline_of(ReportWriter const& writer, RuleFindings const& group) {
  if (group.findings.size() == 1) return group.findings.front()->message(writer.language());
  Plural const* const headline = texts::headline(group.rule->id);
  return headline != nullptr ? writer.say(*headline, group.findings.size()) : std::string();
}

/// What a finding is about, in as few words as possible: the title of the noun, or the whole message.
[[nodiscard]] inline std::string subject_of(ReportWriter const& writer, Finding const& finding) {
  Location const& at = finding.location;
  if (!at.activity) {
    if (finding.stories.empty()) return finding.message(writer.language());
    Story const& first = writer.places().story(writer.places().ref(finding.stories.front()));
    return first.title + " (" + std::to_string(finding.stories.size()) + ')';
  }
  StoryRef const ref = writer.places().ref(at);
  std::string const& title = at.story  ? writer.places().story(ref).title
                             : at.task ? writer.places().task(ref).title
                                       : writer.places().activity(ref).title;
  return title.empty() ? std::string(writer.say(texts::untitled)) : title;
}

/// The subjects of the first findings and how many more there are.
[[nodiscard]] inline std::vector<std::string> examples_of(ReportWriter const& writer, RuleFindings const& group) {
  std::vector<std::string> examples;
  std::size_t const shown = std::min(group.findings.size(), most_examples);
  for (std::size_t k = 0; k < shown; ++k) examples.push_back(subject_of(writer, *group.findings[k]));
  if (shown < group.findings.size()) {
    std::string const rest = std::to_string(group.findings.size() - shown);
    examples.push_back(std::string(ellipsis) + ' ' + writer.say(texts::more, rest));
  }
  return examples;
}

/// What to do next, the most pressing first: at most four steps.
[[nodiscard]] inline std::vector<std::string> steps_of(ReportWriter const& writer, Validation const& validation,
                                                       std::size_t duplicate_groups) {
  constexpr std::size_t most_steps = 4;
  std::vector<std::string> steps;
  if (duplicate_groups > 0) {
    steps.push_back(std::string(writer.say(texts::merge_step)) + ": " + writer.say(texts::groups, duplicate_groups));
  }
  for (RuleFindings const& group : by_rule(validation.findings)) {
    if (steps.size() == most_steps) break;
    steps.push_back(std::string(writer.say(group.rule->fix)) + ": " + headline_of(writer, group));
  }
  return steps;
}

class IssueSection {
 public:
  IssueSection(ReportWriter const& writer, Page& page) : writer_(writer), page_(page) {}

  void put(Validation const& validation, std::size_t duplicate_groups) {
    put_issues(validation.findings);
    put_recommendations(validation.recommendations);
    put_steps(steps_of(writer_, validation, duplicate_groups));
  }

 private:
  void put_issues(std::vector<Finding> const& findings) {
    if (findings.empty()) {
      page_.heading(writer_.say(texts::no_issues));
      return;
    }
    page_.heading(writer_.say(texts::issues), count_severities(writer_, findings));
    std::size_t label_width = 0;
    std::vector<RuleFindings> const groups = by_rule(findings);
    for (RuleFindings const& group : groups) {
      label_width = std::max(label_width, display_width(writer_.say(texts::of(group.rule->severity))));
    }
    for (RuleFindings const& group : groups) put_group(group, label_width);
  }

  void put_group(RuleFindings const& group, std::size_t label_width) {
    Line label = page_.line(2);
    label.add(writer_.say(texts::of(group.rule->severity)), style_of(group.rule->severity)).pad(label_width + 4);
    std::size_t const indent = label.width();
    std::string const headline = headline_of(writer_, group);
    page_.paragraph(std::move(label), headline.empty() ? std::string(group.rule->kind) : headline);
    if (group.findings.size() == 1) return;
    std::string list;
    for (std::string const& example : examples_of(writer_, group)) {
      if (!list.empty()) list += " \u00B7 ";
      list += shortened(example, page_.columns() / 2);
    }
    page_.paragraph(page_.line(indent), list, Style::dim);
  }

  void put_recommendations(std::vector<Recommendation> const& recommendations) {
    if (recommendations.empty()) return;
    page_.heading(writer_.say(texts::recommendations));
    for (Recommendation const& advice : recommendations) {
      Line bullet = page_.line(2);
      bullet.add("- ");
      page_.paragraph(std::move(bullet), advice.message(writer_.language()));
    }
  }

  void put_steps(std::vector<std::string> const& steps) {
    page_.heading(writer_.say(texts::next_steps));
    if (steps.empty()) page_.paragraph(page_.line(2), writer_.say(texts::nothing_to_do));
    for (std::size_t k = 0; k < steps.size(); ++k) {
      Line number = page_.line(2);
      number.add(std::to_string(k + 1) + ". ", Style::bold);
      page_.paragraph(std::move(number), steps[k]);
    }
  }

  [[nodiscard]] static constexpr Style style_of(Severity severity) noexcept {
    if (severity == Severity::error) return Style::red;
    return severity == Severity::warning ? Style::yellow : Style::dim;
  }

  /// A title among others: on one line and not too long.
  [[nodiscard]] static std::string shortened(std::string const& text, std::size_t columns) {
    std::string const clean = printable(text);
    if (display_width(clean) <= columns) return clean;
    return std::string(fitting(clean, columns - 1)).append(ellipsis);
  }

  ReportWriter const& writer_;
  Page& page_;
};

}  // namespace detail

STORYMAP_END
