// storymap/score.hpp - one number from 0 to 100 for the health of a map.
// Room: answers. Depends on rules.hpp and stats.hpp.
#pragma once

#include <storymap/rules.hpp>
#include <storymap/stats.hpp>

#include <cstddef>
#include <span>
#include <string_view>

STORYMAP_BEGIN

/// How a score reads in words.
enum class Band { excellent, good, satisfactory, needs_improvement };

[[nodiscard]] constexpr std::string_view to_string(Band band) noexcept {
  switch (band) {
    case Band::excellent: return "excellent";
    case Band::good: return "good";
    case Band::satisfactory: return "satisfactory";
    case Band::needs_improvement: return "needs_improvement";
  }
  return "needs_improvement";
}

/// From 90 excellent, from 70 good, from 50 satisfactory.
[[nodiscard]] constexpr Band band_of(int score) noexcept {
  if (score >= 90) return Band::excellent;
  if (score >= 70) return Band::good;
  return score >= 50 ? Band::satisfactory : Band::needs_improvement;
}

namespace score {

/// 100 less 20 for an error, 5 for a warning, 1 for an info; a map with stories gains up to 10 for descriptions and
/// criteria, without passing 100 that way; then 0 to 100. Penalties are absolute, so that a large map scores low.
[[nodiscard]] int compat(ValidationStats const& stats, std::span<Finding const> findings) noexcept;

/// Validation weighs 0.7, uniqueness 0.3: 100 less 10 for each group of duplicates, at most 30. Cut down to a whole
/// number, 0 to 100.
[[nodiscard]] int overall(int validation_score, std::size_t duplicate_groups) noexcept;

}  // namespace score

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/score.ipp>
#endif
