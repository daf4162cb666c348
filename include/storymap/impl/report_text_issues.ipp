// storymap/impl/report_text_issues.ipp - what a validation found and advises, for a terminal.
// Room: report. Depends on report_wording.ipp, detail/report_marks.hpp and detail/report_page.hpp.
#pragma once

#include <storymap/detail/report_marks.hpp>
#include <storymap/detail/report_page.hpp>
#include <storymap/impl/report_wording.ipp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

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
      list += shorten_middle(printable(example), page_.columns() / 2);
    }
    page_.paragraph(page_.line(indent), list, Style::dim);
  }

  void put_recommendations(std::vector<Recommendation> const& recommendations) {
    if (recommendations.empty()) return;
    page_.heading(writer_.say(texts::recommendations));
    for (Recommendation const& advice : recommendations) {
      Line bullet = page_.line(2);
      bullet.add("- ");
      page_.paragraph(std::move(bullet), message_of(writer_, advice));
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

  ReportWriter const& writer_;
  Page& page_;
};

}  // namespace detail

STORYMAP_END
