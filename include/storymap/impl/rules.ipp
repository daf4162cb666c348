// storymap/impl/rules.ipp - the rules of profile `compat`.
// Kinds, severities and conditions are those of the predecessor; the texts are our own.
#pragma once

#include <storymap/rules.hpp>
#include <storymap/stats.hpp>
#include <storymap/text.hpp>

#include <algorithm>
#include <charconv>
#include <system_error>
#include <unordered_map>

STORYMAP_BEGIN

namespace detail {

/// The form of "one|other" or, in Russian, "one|few|many" that follows a number; what is no whole number counts as
/// many.
[[nodiscard]] inline std::string_view form_of(std::string_view forms, std::string_view number, Language language) {
  std::size_t value = 0;
  auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  bool const whole = error == std::errc() && end == number.data() + number.size();
  std::size_t form = whole ? russian_form(value) : 2;
  if (language == Language::en) form = whole && value == 1 ? 0 : 1;
  for (; form > 0; --form) forms.remove_prefix(forms.find('|') + 1);
  return forms.substr(0, forms.find('|'));
}

}  // namespace detail

STORYMAP_DECL std::string format(LocalText const& text, std::span<std::string const> arguments, Language language) {
  std::string_view const pattern = text.in(language);
  std::string out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    bool const placeholder = at + 2 < pattern.size() && pattern[at] == '{' &&
                             (pattern[at + 2] == '}' || pattern[at + 2] == '|') && pattern[at + 1] >= '0' &&
                             pattern[at + 1] <= '9';
    if (!placeholder) {
      out.push_back(pattern[at]);
      continue;
    }
    auto const number = static_cast<std::size_t>(pattern[at + 1] - '0');
    STORYMAP_ASSERT(number < arguments.size());
    std::size_t const end = pattern.find('}', at);
    bool const forms = pattern[at + 2] == '|';
    out += forms ? detail::form_of(pattern.substr(at + 3, end - at - 3), arguments[number], language)
                 : std::string_view(arguments[number]);
    at = end;
  }
  return out;
}

namespace detail::compat {

inline void no_activities(Map const& map, Sink& sink) {
  if (map.activities.empty()) sink.report({});
}

inline void empty_activity(Map const& map, Sink& sink) {
  for (std::size_t a = 0; a < map.activities.size(); ++a) {
    if (map.activities[a].tasks.empty()) sink.report({.activity = a}, {map.activities[a].title});
  }
}

inline void empty_task(Map const& map, Sink& sink) {
  for (std::size_t a = 0; a < map.activities.size(); ++a) {
    for (std::size_t t = 0; t < map.activities[a].tasks.size(); ++t) {
      Task const& task = map.activities[a].tasks[t];
      if (task.stories.empty()) sink.report({.activity = a, .task = t}, {task.title});
    }
  }
}

inline void missing_description(Map const& map, Sink& sink) {
  for_each_place(map, [&](StoryPlace const& place, Story const& story) {
    if (!has_description(story)) sink.report(Location::of(place), {story.title});
  });
}

inline void missing_criteria(Map const& map, Sink& sink) {
  for_each_place(map, [&](StoryPlace const& place, Story const& story) {
    if (story.acceptance_criteria.empty()) sink.report(Location::of(place), {story.title});
  });
}

inline void short_title(Map const& map, Sink& sink) {
  for_each_place(map, [&](StoryPlace const& place, Story const& story) {
    if (count_code_points(trim(story.title)) < 5) sink.report(Location::of(place), {story.title});
  });
}

inline void duplicate_title(Map const& map, Sink& sink) {
  std::vector<std::vector<StoryPlace>> uses;
  std::unordered_map<std::string, std::size_t> use_of;
  for_each_place(map, [&](StoryPlace const& place, Story const& story) {
    auto const [entry, is_new] = use_of.try_emplace(std::string(trim(to_lower(story.title))), uses.size());
    if (is_new) uses.emplace_back();
    uses[entry->second].push_back(place);
  });
  for (std::vector<StoryPlace>& places : uses) {
    if (places.size() < 2) continue;
    std::string const title(trim(at(map, places.front()).title));
    std::string const uses_of_it = std::to_string(places.size());
    sink.report({}, {title, uses_of_it}, std::move(places));
  }
}

inline void unbalanced_releases(Map const& map, Sink& sink) {
  ValidationStats const stats = count_stats(map);
  auto const& releases = stats.stories_per_release;
  if (stats.total_stories == 0 || releases.empty()) return;
  auto const by_count = [](auto const& x, auto const& y) { return x.second < y.second; };
  auto const [least, most] = std::minmax_element(releases.begin(), releases.end(), by_count);
  bool const one_is_empty = least->second == 0 && most->second > 0;
  bool const one_is_huge = least->second > 0 && most->second > 3 * least->second;
  if (!one_is_empty && !one_is_huge) return;
  sink.report({}, {most->first, std::to_string(most->second), least->first, std::to_string(least->second)});
}

}  // namespace detail::compat

namespace rules {

STORYMAP_DECL std::span<Rule const> compat() noexcept {
  namespace check = detail::compat;
  static constexpr Rule all[] = {
      {.id = "compat/no_activities",
       .kind = "empty_activity",
       .severity = Severity::error,
       .category = Category::structure,
       .message = {"The map has no activity", "На карте нет ни одной активности"},
       .fix = {"Add the first activity: a goal your user wants to reach",
               "Добавьте первую активность: цель, к которой идёт пользователь"},
       .check = check::no_activities},
      {.id = "compat/empty_activity",
       .kind = "empty_activity",
       .severity = Severity::warning,
       .category = Category::structure,
       .message = {"Activity \"{0}\" has no tasks", "В активности «{0}» нет задач"},
       .fix = {"Add the steps that lead to this goal, or remove the activity",
               "Добавьте шаги, ведущие к этой цели, или удалите активность"},
       .check = check::empty_activity},
      {.id = "compat/empty_task",
       .kind = "empty_task",
       .severity = Severity::warning,
       .category = Category::structure,
       .message = {"Task \"{0}\" has no stories", "В задаче «{0}» нет историй"},
       .fix = {"Add at least one story to this step, or remove it",
               "Добавьте к этому шагу хотя бы одну историю или удалите его"},
       .check = check::empty_task},
      {.id = "compat/missing_description",
       .kind = "missing_description",
       .severity = Severity::info,
       .category = Category::completeness,
       .message = {"Story \"{0}\" has no description or a very short one",
                   "У истории «{0}» нет описания или оно слишком короткое"},
       .fix = {"Say for whom the story is and what it is good for", "Опишите, для кого эта история и чем она полезна"},
       .check = check::missing_description},
      {.id = "compat/missing_criteria",
       .kind = "missing_criteria",
       .severity = Severity::warning,
       .category = Category::completeness,
       .message = {"Story \"{0}\" has no acceptance criteria", "У истории «{0}» нет критериев приёмки"},
       .fix = {"Write down how you will know that the story is done", "Запишите, по каким признакам история готова"},
       .check = check::missing_criteria},
      {.id = "compat/short_title",
       .kind = "short_title",
       .severity = Severity::info,
       .category = Category::quality,
       .message = {"The title \"{0}\" is too short", "Название «{0}» слишком короткое"},
       .fix = {"Use at least five characters, better a verb and an object",
               "Используйте хотя бы пять символов, лучше глагол и предмет"},
       .check = check::short_title},
      {.id = "compat/duplicate_title",
       .kind = "duplicate_title",
       .severity = Severity::warning,
       .category = Category::quality,
       .message = {"{1} stories share the title \"{0}\"",
                   "Название «{0}» {1|носит|носят|носят} {1} {1|история|истории|историй}"},
       .fix = {"Merge them, or say in the title how they differ", "Объедините их или отразите различие в названии"},
       .check = check::duplicate_title},
      {.id = "compat/unbalanced_releases",
       .kind = "unbalanced_releases",
       .severity = Severity::info,
       .category = Category::balance,
       .message = {"Stories are unevenly spread: \"{0}\" has {1}, \"{2}\" has {3}",
                   "Истории распределены неравномерно: в «{0}» — {1}, в «{2}» — {3}"},
       .fix = {"Move stories so that no release is empty or several times larger than another",
               "Перенесите истории, чтобы ни один релиз не был пустым или в разы больше другого"},
       .check = check::unbalanced_releases},
  };
  return all;
}

}  // namespace rules

STORYMAP_END
