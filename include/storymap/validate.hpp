// storymap/validate.hpp - findings, score and advice for a map.
// Room: answers. Depends on rules.hpp and score.hpp.
#pragma once

#include <storymap/rules.hpp>
#include <storymap/score.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// A piece of advice for the map as a whole.
struct Recommendation {
  std::string_view id;  ///< "add_descriptions"
  LocalText text;
  std::vector<std::string> arguments;

  [[nodiscard]] std::string message(Language language) const { return format(text, arguments, language); }
};

/// A set of rules with the score and the advice that go with it.
struct Profile {
  std::string_view id;
  std::span<Rule const> rules;
  int (*score)(ValidationStats const& stats, std::span<Finding const> findings) noexcept = nullptr;
  std::vector<Recommendation> (*recommend)(Map const& map, ValidationStats const& stats) = nullptr;
};

/// The profile with this id, or null. Known: "compat", the default.
[[nodiscard]] Profile const* find_profile(std::string_view id) noexcept;

[[nodiscard]] std::span<Profile const> profiles() noexcept;

struct Validation {
  bool is_valid = true;  ///< no finding is an error
  int score = 100;
  /// In map order, each noun before what is in it; findings about the whole map come last. Rules that report the same
  /// place keep their order in the profile.
  std::vector<Finding> findings;
  std::vector<Recommendation> recommendations;
  ValidationStats stats;
};

/// Validates a map. Never fails: a bad map is a low score, not an error. O(size of the map) for each rule.
[[nodiscard]] Validation validate(Map const& map, Profile const& profile);
[[nodiscard]] Validation validate(Map const& map);

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/validate.ipp>
#endif
