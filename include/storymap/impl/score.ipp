// storymap/impl/score.ipp - bodies of score.hpp.
#pragma once

#include <storymap/detail/exact.hpp>
#include <storymap/score.hpp>

#include <algorithm>

STORYMAP_BEGIN

namespace score {

STORYMAP_DECL int compat(ValidationStats const& stats, std::span<Finding const> findings) noexcept {
  int score = 100;
  for (Finding const& finding : findings) {
    switch (finding.rule->severity) {
      case Severity::error: score -= 20; break;
      case Severity::warning: score -= 5; break;
      case Severity::info: score -= 1; break;
    }
  }
  if (stats.total_stories > 0) {
    double const bonus =
        detail::rounded_product(5, stats.description_share()) + detail::rounded_product(5, stats.criteria_share());
    score = std::min(100, score + static_cast<int>(bonus));
  }
  return std::clamp(score, 0, 100);
}

STORYMAP_DECL int overall(int validation_score, std::size_t duplicate_groups) noexcept {
  double const uniqueness = 100.0 - static_cast<double>(std::min<std::size_t>(10 * duplicate_groups, 30));
  double const sum = detail::rounded_product(0.7, validation_score) + detail::rounded_product(0.3, uniqueness);
  return std::clamp(static_cast<int>(sum), 0, 100);
}

}  // namespace score

STORYMAP_END
