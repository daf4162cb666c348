// storymap/detail/report_findings.hpp - findings as people take them in: by kind, the gravest first.
// Room: report. Depends on rules.hpp.
#pragma once

#include <storymap/rules.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

struct SeverityCounts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;

  explicit SeverityCounts(std::span<Finding const> findings) {
    for (Finding const& finding : findings) ++of(finding.rule->severity);
  }

  [[nodiscard]] std::size_t& of(Severity severity) noexcept {
    if (severity == Severity::error) return errors;
    return severity == Severity::warning ? warnings : infos;
  }
};

/// All findings of one rule, in map order.
struct RuleFindings {
  Rule const* rule = nullptr;
  std::vector<Finding const*> findings;
};

/// Errors before warnings before notes, and what is found most often first.
[[nodiscard]] inline std::vector<RuleFindings> by_rule(std::span<Finding const> findings) {
  std::vector<RuleFindings> groups;
  for (Finding const& finding : findings) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](auto& g) { return g.rule == finding.rule; });
    if (group == groups.end()) group = groups.insert(groups.end(), {finding.rule, {}});
    group->findings.push_back(&finding);
  }
  std::stable_sort(groups.begin(), groups.end(), [](RuleFindings const& a, RuleFindings const& b) {
    if (a.rule->severity != b.rule->severity) return a.rule->severity < b.rule->severity;
    return a.findings.size() > b.findings.size();
  });
  return groups;
}

}  // namespace detail

STORYMAP_END
