// storymap/impl/trello_text.ipp - bodies of detail/trello_words.hpp and the words themselves.
// Room: formats. Depends on detail/trello_words.hpp and text.hpp.
#pragma once

#include <storymap/detail/trello_words.hpp>
#include <storymap/text.hpp>

#include <algorithm>
#include <string>

STORYMAP_BEGIN

namespace detail {

/// A sequence of words, and what a list with these words in its title means. A space at an end of the sequence is the
/// end of a word: " done " is not in "abandoned". '^' and '$' are the ends of the title: words that are as well the
/// name of a task ("Review the order") count only when they are all of it. Languages without spaces between words have
/// none.
struct ListWords {
  std::string_view words;
  std::optional<Status> status;
};

// The first that fits decides, so what turns the meaning of a word around stands before the word.
inline constexpr ListWords list_words[] = {
    // A list of things that are still to be done, or of rules.
    {" to be done ", {}},
    {" not done ", {}},
    {" not started ", {}},
    {" definition of ", {}},
    {" to do ", {}},
    {" todo ", {}},
    {" не готово ", {}},
    {" не начато ", {}},
    {" сделать ", {}},
    {" à faire ", {}},
    {" pas fait ", {}},
    {" zu erledigen ", {}},
    {" nicht fertig ", {}},
    {" por hacer ", {}},
    {" a fazer ", {}},
    {"未完了", {}},
    {"未完成", {}},
    {"未着手", {}},

    {" blocked ", Status::blocked},
    {" on hold ", Status::blocked},
    {"^ waiting $", Status::blocked},
    {" stuck $", Status::blocked},
    {"^ impediments $", Status::blocked},
    {" заблокирован", Status::blocked},
    {"^ ожидание $", Status::blocked},
    {" на паузе ", Status::blocked},
    {" blockiert ", Status::blocked},
    {" bloqué ", Status::blocked},
    {" bloquée ", Status::blocked},
    {" en attente ", Status::blocked},
    {" bloqueado ", Status::blocked},
    {"保留", Status::blocked},
    {"ブロック", Status::blocked},

    // Ready for the next step is not done.
    {"^ ready for ", Status::in_progress},
    {" готово к ", Status::in_progress},
    {"^ fertig für ", Status::in_progress},

    {" done ", Status::done},
    {" finished ", Status::done},
    {" completed ", Status::done},
    {"^ complete $", Status::done},
    {"^ closed $", Status::done},
    {" shipped ", Status::done},
    {"^ released $", Status::done},
    {"^ deployed $", Status::done},
    {"^ live $", Status::done},
    {"^ accepted $", Status::done},
    {"^ resolved $", Status::done},
    {" готово ", Status::done},
    {"^ готовые $", Status::done},
    {" сделано ", Status::done},
    {" выполнено ", Status::done},
    {" завершено ", Status::done},
    {"^ закрыто $", Status::done},
    {"^ выпущено $", Status::done},
    {" erledigt ", Status::done},
    {"^ fertig $", Status::done},
    {" abgeschlossen ", Status::done},
    {" terminé ", Status::done},
    {" terminés ", Status::done},
    {" terminée ", Status::done},
    {" terminées ", Status::done},
    {" fait ", Status::done},
    {"^ fini $", Status::done},
    {" hecho ", Status::done},
    {" terminado ", Status::done},
    {" concluído ", Status::done},
    {" feito ", Status::done},
    {" fatto ", Status::done},
    {"完了", Status::done},
    {"クローズ", Status::done},
    {"完成", Status::done},

    {" in progress ", Status::in_progress},
    {" inprogress ", Status::in_progress},
    {" doing ", Status::in_progress},
    {" wip ", Status::in_progress},
    {" ongoing ", Status::in_progress},
    {" in development ", Status::in_progress},
    {"^ development $", Status::in_progress},
    {" in dev ", Status::in_progress},
    {"^ review $", Status::in_progress},
    {" in review ", Status::in_progress},
    {"^ code review $", Status::in_progress},
    {"^ testing $", Status::in_progress},
    {"^ in testing $", Status::in_progress},
    {"^ in test $", Status::in_progress},
    {"^ testing review $", Status::in_progress},
    {"^ review testing $", Status::in_progress},
    {"^ qa $", Status::in_progress},
    {" в работе ", Status::in_progress},
    {" в процессе ", Status::in_progress},
    {" в разработке ", Status::in_progress},
    {"^ делается $", Status::in_progress},
    {"^ делаем $", Status::in_progress},
    {"^ ревью $", Status::in_progress},
    {"^ тестирование $", Status::in_progress},
    {"^ на проверке $", Status::in_progress},
    {" in arbeit ", Status::in_progress},
    {" in bearbeitung ", Status::in_progress},
    {" wird bearbeitet ", Status::in_progress},
    {" en cours ", Status::in_progress},
    {" en curso ", Status::in_progress},
    {" en progreso ", Status::in_progress},
    {" em andamento ", Status::in_progress},
    {" fazendo ", Status::in_progress},
    {" in corso ", Status::in_progress},
    {"作業中", Status::in_progress},
    {"進行中", Status::in_progress},
    {"进行中", Status::in_progress},
};

// Words that make a release of a label, alone or with a number behind them.
inline constexpr std::string_view release_words[] = {
    "mvp",         "release",   "version",  "sprint",     "milestone",  "iteration",
    "v",           "релиз",     "версия",   "спринт",     "итерация",   "веха",
    "meilenstein", "livraison", "リリース", "スプリント", "バージョン", "マイルストーン",
};

inline constexpr std::string_view points_words[] = {
    "story points",
    "story point",
    "storypoints",
    "story point estimate",
    "story points estimate",
    "points",
    "estimate",
    "sp",
    "оценка",
    "стори поинты",
    "сторипоинты",
    "стори пойнты",
    "сторипойнты",
    "оценка в стори поинтах",
};

inline constexpr std::string_view priority_words[] = {
    "priority", "приоритет", "priorität", "priorité", "prioridad", "prioridade", "priorità", "優先度",
};

[[nodiscard]] constexpr bool is_ascii_digit(char byte) noexcept { return byte >= '0' && byte <= '9'; }

/// "1.0", "2.13.1": numbers with a point between them.
[[nodiscard]] inline bool is_version_number(std::string_view text) noexcept {
  bool const numeric =
      std::all_of(text.begin(), text.end(), [](char byte) { return is_ascii_digit(byte) || byte == '.'; });
  return numeric && text.find('.') != std::string_view::npos && is_ascii_digit(text.front()) &&
         is_ascii_digit(text.back());
}

/// A word of the table, or one with digits behind it ("sprint3", "v1"). A "v" alone is a letter.
[[nodiscard]] inline bool is_release_word(std::string_view word) noexcept {
  std::string_view letters = word;
  while (!letters.empty() && is_ascii_digit(letters.back())) letters.remove_suffix(1);
  return word != "v" && std::ranges::find(release_words, letters) != std::end(release_words);
}

STORYMAP_DECL std::optional<Status> status_of_list(std::string_view title) {
  std::string const words = "^ " + clean_text(title) + " $";
  auto const fits = [&](ListWords const& known) { return words.find(known.words) != std::string::npos; };
  auto const known = std::ranges::find_if(list_words, fits);
  return known != std::end(list_words) ? known->status : std::nullopt;
}

STORYMAP_DECL bool names_a_release(std::string_view label) {
  if (is_version_number(trim(label))) return true;
  std::string const words = clean_text(label);
  bool release = false;
  bool other = false;
  storymap::for_each_field(words, [&](std::string_view word) {
    if (is_release_word(word)) {
      release = true;
    } else if (std::ranges::none_of(word, is_ascii_digit)) {
      other = true;
    }
  });
  return release && !other;
}

STORYMAP_DECL bool names_points(std::string_view field) {
  return std::ranges::find(points_words, clean_text(field)) != std::end(points_words);
}

STORYMAP_DECL bool names_priority(std::string_view field) {
  return std::ranges::find(priority_words, clean_text(field)) != std::end(priority_words);
}

}  // namespace detail

STORYMAP_END
