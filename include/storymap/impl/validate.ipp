// storymap/impl/validate.ipp - bodies of validate.hpp.
#pragma once

#include <storymap/validate.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

STORYMAP_BEGIN

namespace detail::compat {

/// "47": a share in percent as people read it, rounded half to even as Python prints it, and "<1" for what is not none.
[[nodiscard]] inline std::string percent(double share) {
  auto const rounded = static_cast<long>(std::nearbyint(share * 100));
  return rounded == 0 && share > 0 ? "<1" : std::to_string(rounded);
}

[[nodiscard]] inline std::vector<Recommendation> recommend(Map const&, ValidationStats const& stats) {
  std::vector<Recommendation> advice;
  if (stats.total_stories == 0) {
    advice.push_back({"add_stories",
                      {"Add user stories to the tasks of the map", "Добавьте пользовательские истории к задачам карты"},
                      {}});
  } else {
    if (stats.stories_with_description == 0) {
      advice.push_back({"add_descriptions",
                        {"No story has a description of {0} characters or more: write them",
                         "Ни у одной истории нет описания хотя бы из {0} символов: добавьте их"},
                        {std::to_string(least_description)}});
    } else if (stats.description_share() < 0.5) {
      advice.push_back({"add_descriptions",
                        {"Only {0} % of the stories have a description of {1} characters or more: add the others",
                         "Описание хотя бы из {1} символов есть только у {0} % историй: добавьте остальные"},
                        {percent(stats.description_share()), std::to_string(least_description)}});
    }
    if (stats.stories_with_criteria == 0) {
      advice.push_back(
          {"add_criteria",
           {"No story has acceptance criteria: write them", "Ни у одной истории нет критериев приёмки: добавьте их"},
           {}});
    } else if (stats.criteria_share() < 0.7) {
      advice.push_back({"add_criteria",
                        {"Only {0} % of the stories have acceptance criteria: add the others",
                         "Критерии приёмки есть только у {0} % историй: добавьте остальные"},
                        {percent(stats.criteria_share())}});
    }
  }
  auto const& releases = stats.stories_per_release;
  auto const mvp =
      std::find_if(releases.begin(), releases.end(), [](auto const& entry) { return entry.first == "MVP"; });
  if (mvp != releases.end() && mvp->second == 0 && stats.total_stories > 0) {
    advice.push_back(
        {"define_mvp",
         {"The MVP is empty: choose the stories that ship first", "MVP пуст: выберите истории, которые выйдут первыми"},
         {}});
  } else if (mvp != releases.end() && mvp->second > 15) {
    advice.push_back({"cut_mvp",
                      {"The MVP holds {0} stories: cut it down to 10-15",
                       "В MVP {0} {0|история|истории|историй}: сократите его до 10–15"},
                      {std::to_string(mvp->second)}});
  }
  return advice;
}

}  // namespace detail::compat

namespace detail {

/// Where a finding stands in a report: in map order, what concerns the whole map last.
[[nodiscard]] inline auto report_order(Finding const& finding) {
  constexpr auto last = static_cast<std::size_t>(-1);
  Location const& at = finding.location;
  // An activity comes before its tasks, a task before its stories: absent is smaller than position 0.
  return std::tuple(at.activity ? *at.activity : last, at.task ? *at.task + 1 : 0, at.story ? *at.story + 1 : 0);
}

}  // namespace detail

STORYMAP_DECL std::span<Profile const> profiles() noexcept {
  static Profile const all[] = {
      {.id = "compat", .rules = rules::compat(), .score = score::compat, .recommend = detail::compat::recommend},
  };
  return all;
}

STORYMAP_DECL Profile const* find_profile(std::string_view id) noexcept {
  for (Profile const& profile : profiles()) {
    if (profile.id == id) return &profile;
  }
  return nullptr;
}

STORYMAP_DECL Validation validate(Map const& map, Profile const& profile) {
  Validation validation;
  validation.stats = count_stats(map);
  for (Rule const& rule : profile.rules) {
    Sink sink(rule, validation.findings);
    rule.check(map, sink);
  }
  std::stable_sort(validation.findings.begin(), validation.findings.end(), [](Finding const& a, Finding const& b) {
    return detail::report_order(a) < detail::report_order(b);
  });
  validation.is_valid = std::none_of(validation.findings.begin(), validation.findings.end(),
                                     [](Finding const& f) { return f.rule->severity == Severity::error; });
  validation.score = profile.score(validation.stats, validation.findings);
  validation.recommendations = profile.recommend(map, validation.stats);
  return validation;
}

STORYMAP_DECL Validation validate(Map const& map) { return validate(map, *find_profile("compat")); }

STORYMAP_END
