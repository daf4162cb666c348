// src/cli/stats_texts.hpp - the words of `storymap stats`, in English and Russian.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/detail/report_plural.hpp>
#include <storymap/rules.hpp>

#include <string_view>
#include <vector>

#include "map_stats.hpp"

namespace storymap::cli::stats_texts {

/// One table: its heading, what its last row is called, its word in JSON, and where it is counted.
struct Table {
  std::string_view word;
  LocalText title;
  LocalText without;
  std::vector<Share> MapStats::*shares;
};

inline constexpr Table tables[] = {
    {"by_activity", {"By activity", "По активностям"}, {}, &MapStats::by_activity},
    {"by_release", {"By release", "По релизам"}, {"no release", "без релиза"}, &MapStats::by_release},
    {"by_status", {"By status", "По статусам"}, {}, &MapStats::by_status},
    {"by_persona", {"By persona", "По персонам"}, {}, &MapStats::by_persona},
    {"by_label", {"By label", "По меткам"}, {}, &MapStats::by_label},
    {"by_priority", {"By priority", "По приоритетам"}, {"no priority", "без приоритета"}, &MapStats::by_priority},
};

inline constexpr LocalText stories = {"stories", "истории"};
inline constexpr LocalText done = {"done", "готово"};
inline constexpr LocalText points = {"points", "баллы"};
inline constexpr LocalText all = {"All", "Всего"};
inline constexpr LocalText points_line = {"{0} {0|point|points} in {1} of {2} {2|story|stories}",
                                          "Баллы: {0}; оценено историй: {1} из {2}"};

/// A status in words; anything else is the user's own text.
[[nodiscard]] constexpr LocalText status(std::string_view word) noexcept {
  if (word == "todo") return {"to do", "к выполнению"};
  if (word == "in_progress") return {"in progress", "в работе"};
  if (word == "done") return {"done", "готово"};
  if (word == "blocked") return {"blocked", "заблокировано"};
  return {word, word};
}

}  // namespace storymap::cli::stats_texts
