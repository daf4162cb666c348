// src/cli/help_texts.hpp - the words of help pages that stand in no table of commands or options.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/rules.hpp>

#include <string_view>

namespace storymap::cli::help_texts {

inline constexpr LocalText what_it_is = {
    "storymap reads user story maps and backlogs, finds stories that say the same, checks the map, and converts, "
    "compares and merges maps.",
    "storymap читает карты пользовательских историй и бэклоги, находит одинаковые истории, проверяет карту, "
    "преобразует, сравнивает и сливает карты."};
inline constexpr LocalText usage = {"Usage", "Запуск"};
inline constexpr LocalText overview_usage = {"storymap COMMAND [options] FILE...",
                                             "storymap КОМАНДА [параметры] FILE..."};
inline constexpr LocalText options = {"[options]", "[параметры]"};
inline constexpr LocalText commands = {"Commands", "Команды"};
inline constexpr LocalText example = {"Example", "Пример"};
inline constexpr LocalText examples = {"Examples", "Примеры"};
inline constexpr LocalText exit_codes = {"Exit codes", "Коды возврата"};
inline constexpr LocalText more_help = {"'storymap help COMMAND' says more about a command.",
                                        "Подробнее о команде: 'storymap help КОМАНДА'."};

struct ExitText {
  std::string_view code;
  LocalText meaning;
};

inline constexpr ExitText exits[] = {
    {"0", {"done", "готово"}},
    {"1",
     {"a limit is exceeded, maps differ (--exit-code), or a merge has conflicts",
      "превышен порог, карты различаются (--exit-code) или при слиянии есть конфликты"}},
    {"2", {"the command line makes no sense", "ошибка в командной строке"}},
    {"3", {"a file is missing, unreadable or broken", "файла нет, он не читается или повреждён"}},
    {"4", {"the answer could not be written", "ответ не удалось записать"}},
};

}  // namespace storymap::cli::help_texts
