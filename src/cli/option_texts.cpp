// src/cli/option_texts.cpp - the table of options, in English and Russian.
// Room: cli.
#include <algorithm>

#include "command.hpp"

namespace storymap::cli {

namespace {

constexpr LocalText any_text = {"a text that is not empty", "непустой текст"};
constexpr LocalText file_name = {"the name of a file", "имя файла"};
constexpr LocalText share = {"a number above 0 and at most 1", "число больше 0 и не больше 1"};
constexpr LocalText count = {"a whole number from 0 on", "целое число от 0"};
constexpr LocalText format_id = {"a format that storymap formats lists", "формат из списка storymap formats"};

constexpr Option table[] = {
    {.name = "format",
     .argument = "FORM",
     .help = {"the form of the answer", "вид ответа"},
     .expected = {"text, json, markdown or edits", "text, json, markdown или edits"},
     .set = set::shape},
    {.name = "output",
     .letter = 'o',
     .argument = "FILE",
     .help = {"write to FILE instead of standard output", "писать в FILE, а не в стандартный вывод"},
     .expected = file_name,
     .set = set::output},
    {.name = "limit",
     .argument = "N",
     .help = {"list at most N groups or matches; 0: all (default 20; closest: 10)",
              "показать не больше N групп или совпадений; 0: все (по умолчанию 20; closest: 10)"},
     .expected = count,
     .set = set::limit},
    {.name = "color",
     .argument = "WHEN",
     .help = {"auto, always or never; auto: on a terminal, unless NO_COLOR is set",
              "auto, always или never; auto: в терминале, если не задана NO_COLOR"},
     .expected = {"auto, always or never", "auto, always или never"},
     .set = set::color},
    {.name = "lang",
     .argument = "LANG",
     .help = {"en or ru (default: the language of the environment)", "en или ru (по умолчанию язык окружения)"},
     .expected = {"en or ru", "en или ru"},
     .set = set::language},
    {.name = "quiet",
     .letter = 'q',
     .help = {"print nothing on standard error but errors", "в поток ошибок писать только ошибки"},
     .set = set::quiet},
    {.name = "timings",
     .help = {"print what each stage took, on standard error", "показать время каждого этапа в потоке ошибок"},
     .set = set::timings},
    {.name = "help", .letter = 'h', .help = {"print this page", "показать эту страницу"}, .set = set::help},
    {.name = "version", .help = {"print the version", "показать версию"}, .set = set::version},

    {.name = "input-format",
     .argument = "ID",
     .help = {"what the files are (default: what their content and names say)",
              "формат файлов (по умолчанию по содержимому и имени)"},
     .expected = format_id,
     .set = set::input_format},
    {.name = "encoding",
     .argument = "NAME",
     .help = {"utf-8, utf-16le, utf-16be or cp1251 (default: what the bytes say)",
              "utf-8, utf-16le, utf-16be или cp1251 (по умолчанию по содержимому)"},
     .expected = {"utf-8, utf-16le, utf-16be or cp1251", "utf-8, utf-16le, utf-16be или cp1251"},
     .set = set::encoding},
    {.name = "columns",
     .argument = "LIST",
     .help = {"what the columns of a CSV file are, by header or number: title=3,description=Body",
              "столбцы CSV по заголовку или номеру: title=3,description=Body"},
     .expected = {"fields and columns like title=3,description=Body", "поля и столбцы вида title=3,description=Body"},
     .set = set::columns},
    {.name = "archived",
     .argument = "WHAT",
     .help = {"keep or drop what a board has archived (default keep)",
              "keep или drop: оставить или отбросить архив доски (по умолчанию keep)"},
     .expected = {"keep or drop", "keep или drop"},
     .set = set::archived},

    {.name = "profile",
     .argument = "NAME",
     .help = {"the rules and the score (default compat)", "правила и оценка (по умолчанию compat)"},
     .expected = {"compat", "compat"},
     .set = set::profile},
    {.name = "similar",
     .argument = "X",
     .help = {"stories at least this alike are similar (default 0.7)",
              "с какого сходства истории похожи (по умолчанию 0.7)"},
     .expected = share,
     .set = set::similar},
    {.name = "duplicate",
     .argument = "X",
     .help = {"stories at least this alike are duplicates (default 0.9, or --similar if that is higher)",
              "с какого сходства истории — дубликаты (по умолчанию 0.9 или --similar, если оно больше)"},
     .expected = share,
     .set = set::duplicate},
    {.name = "measure",
     .argument = "NAME",
     .help = {"cosine of tf-idf vectors, or jaccard of word sets (default cosine)",
              "cosine векторов tf-idf или jaccard множеств слов (по умолчанию cosine)"},
     .expected = {"cosine or jaccard", "cosine или jaccard"},
     .set = set::measure},
    {.name = "rank",
     .argument = "NAME",
     .help = {"similarity: stories that are like the text; bm25: stories that deal with its words (default similarity)",
              "similarity: истории, похожие на текст; bm25: истории, где речь о его словах (по умолчанию similarity)"},
     .expected = {"similarity or bm25", "similarity или bm25"},
     .set = set::rank},
    {.name = "ngrams",
     .argument = "MIN,MAX",
     .help = {"words in a row that make a term of the cosine (default 1,2)",
              "сколько слов подряд составляют терм для cosine (по умолчанию 1,2)"},
     .expected = {"two whole numbers from 1 to 10, the smaller first", "два целых числа от 1 до 10, сначала меньшее"},
     .set = set::ngrams},
    {.name = "max-df",
     .argument = "X",
     .help = {"leave out terms that are in a larger share of the stories (default 0.95)",
              "пропускать термы из большей доли историй (по умолчанию 0.95)"},
     .expected = share,
     .set = set::max_df},
    {.name = "stop-words",
     .argument = "LIST",
     .help = {"words that do not count: none, en, ru, compat or a file (default compat)",
              "какие слова не считать: none, en, ru, compat или файл (по умолчанию compat)"},
     .expected = {"none, en, ru, compat or the name of a file", "none, en, ru, compat или имя файла"},
     .set = set::stop_words},
    {.name = "threads",
     .argument = "N",
     .help = {"how many threads work; 0: as many as the machine has (default 0)",
              "число потоков; 0: сколько есть у машины (по умолчанию 0)"},
     .expected = {"a whole number from 0 to 1024", "целое число от 0 до 1024"},
     .set = set::threads},
    {.name = "simd",
     .argument = "NAME",
     .help = {"which instructions the fast loops use: auto, scalar, neon, avx2 or avx512 (default auto)",
              "какие команды процессора использовать: auto, scalar, neon, avx2 или avx512 (по умолчанию auto)"},
     .expected = {"auto or a set of instructions that this machine has: scalar, neon, avx2 or avx512",
                  "auto или набор команд, который есть у этой машины: scalar, neon, avx2 или avx512"},
     .set = set::simd},

    {.name = "min-score",
     .argument = "N",
     .help = {"exit with 1 when the score is below N", "код возврата 1, если оценка ниже N"},
     .expected = {"a whole number from 0 to 100", "целое число от 0 до 100"},
     .set = set::min_score},
    {.name = "max-duplicates",
     .argument = "N",
     .help = {"exit with 1 when there are more than N groups of duplicates",
              "код возврата 1, если групп дубликатов больше N"},
     .expected = count,
     .set = set::max_duplicates},
    {.name = "exit-code",
     .help = {"exit with 1 when the maps differ", "код возврата 1, если карты различаются"},
     .set = set::exit_code},

    {.name = "text",
     .argument = "TEXT",
     .help = {"what to look for; -: read it from standard input", "что искать; -: прочитать из стандартного ввода"},
     .expected = any_text,
     .set = set::text},
    {.name = "at-least",
     .argument = "X",
     .help = {"only matches at least this alike (default 0)",
              "только совпадения с таким сходством и выше (по умолчанию 0)"},
     .expected = {"a number from 0 to 1", "число от 0 до 1"},
     .set = set::at_least},
    {.name = "to",
     .argument = "ID",
     .help = {"the format to write (default: by the name of the output file, else json; merge: else that of OURS)",
              "формат результата (по умолчанию по имени выходного файла, иначе json; merge: иначе как у OURS)"},
     .expected = format_id,
     .set = set::to},
};

// The value stands at the end: as it comes from the user, it may read like anything.
constexpr LocalText wrong_value = {"{0}: expected {1}, found '{2}'", "{0}: нужно: {1}; указано: «{2}»"};

}  // namespace

std::string bad_value(Option const& option, std::string_view spelled, std::string_view value, Language language) {
  std::string const arguments[] = {std::string(spelled), std::string(option.expected.in(language)), std::string(value)};
  return format(wrong_value, arguments, language);
}

std::span<Option const> options() noexcept { return table; }

Option const* find_option(std::string_view name) noexcept {
  auto const* const found = std::find_if(std::begin(table), std::end(table), [&](auto& o) { return o.name == name; });
  return found == std::end(table) ? nullptr : found;
}

Option const* find_option(char letter) noexcept {
  auto const* const found =
      std::find_if(std::begin(table), std::end(table), [&](auto& o) { return o.letter == letter; });
  return found == std::end(table) ? nullptr : found;
}

}  // namespace storymap::cli
