// src/cli/message_texts.hpp - what the command says besides its answers, in English and Russian.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/merge.hpp>
#include <storymap/rules.hpp>

#include <string_view>

namespace storymap::cli::messages {

// Command lines that make no sense.
inline constexpr LocalText unknown_option = {"there is no option {0}", "нет параметра {0}"};
inline constexpr LocalText unknown_option_like = {"there is no option {0}; did you mean {1}?",
                                                  "нет параметра {0}; может быть, {1}?"};
inline constexpr LocalText option_of_others = {"{0} takes no option {1}", "команда {0} не знает параметра {1}"};
inline constexpr LocalText no_argument = {"{0} takes no argument", "параметр {0} не принимает значения"};
inline constexpr LocalText argument_missing = {"{0} lacks its argument: {1}", "у параметра {0} нет значения: {1}"};
inline constexpr LocalText no_such_shape = {"{0} cannot answer in the form '{1}'",
                                            "команда {0} не отвечает в виде «{1}»"};
inline constexpr LocalText unknown_command = {"there is no command '{0}'", "нет команды «{0}»"};
inline constexpr LocalText unknown_command_like = {"there is no command '{0}'; did you mean '{1}'?",
                                                   "нет команды «{0}»; может быть, «{1}»?"};
inline constexpr LocalText no_operands = {"{0} takes no files", "команде {0} не нужны файлы"};
inline constexpr LocalText wrong_operands = {"{0} needs: {1}", "команде {0} нужно: {1}"};
inline constexpr LocalText duplicate_below_similar = {"--duplicate must not be below --similar",
                                                      "--duplicate не может быть меньше --similar"};
inline constexpr LocalText text_missing = {"say what to look for: --text TEXT", "укажите, что искать: --text TEXT"};
inline constexpr LocalText input_twice = {"standard input can be read only once",
                                          "стандартный ввод можно прочитать только один раз"};
inline constexpr LocalText try_help = {"Try '{0}'.", "См. «{0}»."};

// Input and output.
inline constexpr LocalText standard_output = {"standard output", "стандартный вывод"};
inline constexpr LocalText line = {"line", "строка"};
inline constexpr LocalText column = {"column", "столбец"};
inline constexpr LocalText cannot_write = {"cannot be written: {0}", "запись не удалась: {0}"};
inline constexpr LocalText not_utf8 = {"expected UTF-8 text", "ожидался текст в UTF-8"};
inline constexpr LocalText no_target_format = {"the name '{0}' says no format; say --to ID",
                                               "по имени «{0}» формат не понять; укажите --to ID"};
inline constexpr LocalText hint = {"hint", "подсказка"};
inline constexpr LocalText hint_format = {"say what the file is by --input-format; 'storymap formats' lists them",
                                          "укажите формат через --input-format; список: storymap formats"};
inline constexpr LocalText hint_encoding = {"say the encoding by --encoding", "укажите кодировку через --encoding"};

// Limits.
inline constexpr LocalText score_below = {"the score {0} is below {1}", "оценка карты {0} ниже {1}"};
inline constexpr LocalText too_many_duplicates = {"groups of duplicates: {0}, allowed: {1}",
                                                  "групп дубликатов: {0}, допустимо: {1}"};

// Conversion and merge.
inline constexpr LocalText no_place = {"{0} has no place for: {1}", "в формате {0} не хранятся: {1}"};
inline constexpr LocalText not_as_format = {"the map cannot be written as {0}: {1}",
                                            "карту нельзя записать в формате {0}: {1}"};
inline constexpr LocalText conflict_at = {"conflict at {0}: {1}", "конфликт: {1} ({0})"};

/// The kinds of conflicts, as people say them.
[[nodiscard]] constexpr LocalText of(Conflict::Kind kind) noexcept {
  switch (kind) {
    case Conflict::Kind::field: return {"changed differently", "поле изменено по-разному"};
    case Conflict::Kind::place: return {"moved differently", "место изменено по-разному"};
    case Conflict::Kind::removed_changed:
      return {"one side removed it, the other changed it or needs it", "одни удалили, другие изменили или используют"};
    case Conflict::Kind::added_twice: return {"added twice, differently", "добавлено дважды и по-разному"};
  }
  return {};
}

inline constexpr LocalText ours = {"ours", "наша версия"};
inline constexpr LocalText theirs = {"theirs", "их версия"};
inline constexpr LocalText base = {"base", "исходная"};
inline constexpr LocalText nothing = {"nothing", "ничего"};
inline constexpr LocalText needed_by = {"needed by", "используется в"};
inline constexpr LocalText theirs_is_now = {"theirs is kept as", "их версия сохранена как"};

inline constexpr LocalText out_of_memory = {"storymap: out of memory\n", "storymap: не хватает памяти\n"};

// Progress and timings.
struct StageName {
  std::string_view stage;  ///< as the library calls it
  LocalText text;
};

inline constexpr StageName stage_names[] = {
    {"read", {"reading", "чтение"}},
    {"texts", {"collecting texts", "сбор текстов"}},
    {"vectors", {"weighing words", "взвешивание слов"}},
    {"index", {"building the index", "построение индекса"}},
    {"pairs", {"comparing stories", "сравнение историй"}},
    {"groups", {"grouping", "группировка"}},
    {"kinds", {"naming the differences", "поиск отличий"}},
    {"validation", {"validating", "проверка карты"}},
    {"search", {"searching", "поиск"}},
    {"merge", {"merging", "слияние"}},
    {"diff", {"comparing maps", "сравнение карт"}},
    {"report", {"writing the report", "составление отчёта"}},
};

inline constexpr LocalText total = {"total", "всего"};
inline constexpr LocalText milliseconds = {"{0} ms", "{0} мс"};
inline constexpr LocalText megabytes = {"{0} MB", "{0} МБ"};
inline constexpr LocalText peak_memory = {"peak memory", "пик памяти"};

}  // namespace storymap::cli::messages
