// src/cli/command_texts.cpp - the table of commands, in English and Russian.
// Room: cli.
#include <algorithm>
#include <limits>

#include "command.hpp"

namespace storymap::cli {

namespace {

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

constexpr Shape report_shapes[] = {Shape::text, Shape::json, Shape::markdown};
constexpr Shape diff_shapes[] = {Shape::text, Shape::json, Shape::edits};
constexpr Shape table_shapes[] = {Shape::text, Shape::json};

constexpr LocalText about_input = {"Input", "Входные данные"};
constexpr LocalText about_similarity = {"Similarity", "Сходство"};
constexpr LocalText about_validation = {"Validation", "Проверка"};
constexpr LocalText about_limits = {"Limits for continuous integration", "Пороги для непрерывной интеграции"};
constexpr LocalText about_search = {"Search", "Поиск"};
constexpr LocalText about_output = {"Output", "Вывод"};

constexpr std::string_view input_options[] = {"input-format", "encoding", "columns", "archived"};
constexpr std::string_view similarity_options[] = {"similar", "duplicate",  "measure", "ngrams",
                                                   "max-df",  "stop-words", "threads", "simd"};
constexpr std::string_view search_options[] = {"text",   "limit",  "at-least",   "rank",    "measure",
                                               "ngrams", "max-df", "stop-words", "threads", "simd"};
constexpr std::string_view validation_options[] = {"profile"};
constexpr std::string_view score_limit[] = {"min-score"};
constexpr std::string_view duplicates_limit[] = {"max-duplicates"};
constexpr std::string_view both_limits[] = {"min-score", "max-duplicates"};
constexpr std::string_view report_output[] = {"format", "output", "limit", "color", "lang", "quiet", "timings", "help"};
constexpr std::string_view plain_output[] = {"format", "output", "color", "lang", "quiet", "timings", "help"};
constexpr std::string_view convert_output[] = {"to", "output", "lang", "quiet", "timings", "help"};
constexpr std::string_view diff_output[] = {"format", "exit-code", "output",  "color",
                                            "lang",   "quiet",     "timings", "help"};
constexpr std::string_view formats_output[] = {"format", "output", "color", "lang", "help"};

constexpr OptionGroup analyze_groups[] = {{about_input, input_options},
                                          {about_similarity, similarity_options},
                                          {about_validation, validation_options},
                                          {about_limits, both_limits},
                                          {about_output, report_output}};
constexpr OptionGroup validate_groups[] = {{about_input, input_options},
                                           {about_validation, validation_options},
                                           {about_limits, score_limit},
                                           {about_output, plain_output}};
constexpr OptionGroup similar_groups[] = {{about_input, input_options},
                                          {about_similarity, similarity_options},
                                          {about_limits, duplicates_limit},
                                          {about_output, report_output}};
constexpr OptionGroup closest_groups[] = {
    {about_search, search_options}, {about_input, input_options}, {about_output, plain_output}};
constexpr OptionGroup convert_groups[] = {{about_input, input_options}, {about_output, convert_output}};
constexpr OptionGroup diff_groups[] = {{about_input, input_options}, {about_output, diff_output}};
constexpr OptionGroup stats_groups[] = {{about_input, input_options}, {about_output, plain_output}};
constexpr OptionGroup formats_groups[] = {{about_output, formats_output}};

constexpr Command table[] = {
    {.name = "analyze",
     .operands = "FILE...",
     .least = 1,
     .most = any_number,
     .summary = {"score, duplicates, issues and what to do next", "оценка, дубликаты, замечания и что делать дальше"},
     .details = {"Validates the map and compares all its stories with each other. Several files are analysed together, "
                 "and every story names its file; - is standard input.",
                 "Проверяет карту и сравнивает все её истории между собой. Несколько файлов анализируются вместе, и у "
                 "каждой истории указан её файл; - означает стандартный ввод."},
     .shapes = report_shapes,
     .groups = analyze_groups,
     .example = "storymap analyze board.json --max-duplicates 0",
     .run = run_analyze},
    {.name = "validate",
     .operands = "FILE...",
     .least = 1,
     .most = any_number,
     .summary = {"only the issues and the score of the map", "только замечания и оценка карты"},
     .details = {"Checks structure, completeness and balance by the rules of a profile.",
                 "Проверяет структуру, полноту и равномерность по правилам профиля."},
     .shapes = report_shapes,
     .groups = validate_groups,
     .example = "storymap validate map.md --min-score 70",
     .run = run_validate},
    {.name = "similar",
     .operands = "FILE...",
     .least = 1,
     .most = any_number,
     .summary = {"only the duplicates and similar stories", "только дубликаты и похожие истории"},
     .details = {"Compares all stories with each other and groups those that say the same.",
                 "Сравнивает все истории между собой и объединяет в группы те, что говорят об одном."},
     .shapes = report_shapes,
     .groups = similar_groups,
     .example = "storymap similar backlog.csv --similar 0.5 --limit 0",
     .run = run_similar},
    {.name = "closest",
     .operands = "FILE...",
     .least = 1,
     .most = any_number,
     .summary = {"the stories closest to a text", "истории, самые близкие к тексту"},
     .details = {"Looks for a story before it is written a second time.",
                 "Находит историю прежде, чем её напишут второй раз."},
     .shapes = report_shapes,
     .groups = closest_groups,
     .example = "storymap closest backlog.csv --text \"Export the report to PDF\"",
     .run = run_closest},
    {.name = "convert",
     .operands = "FILE",
     .least = 1,
     .most = 1,
     .summary = {"the map in another format", "карта в другом формате"},
     .details = {"Says on standard error what the file held and what the other format has no place for.",
                 "Сообщает в потоке ошибок, что было в файле и чему в новом формате нет места."},
     .shapes = {},
     .groups = convert_groups,
     .example = "storymap convert board.json -o board.md",
     .run = run_convert},
    {.name = "diff",
     .operands = "OLD NEW",
     .least = 2,
     .most = 2,
     .summary = {"what changed between two maps", "что изменилось между двумя картами"},
     .details =
         {"Lists what was added, removed, moved, renamed and changed, field by field. Nouns are matched by their "
          "ids, or by what they say where a file gives none.",
          "Перечисляет добавленное, удалённое, перенесённое, переименованное и изменённое по полям. Элементы "
          "сопоставляются по идентификаторам, а если в файле их нет, то по тексту."},
     .shapes = diff_shapes,
     .groups = diff_groups,
     .example = "storymap diff old.json new.json --exit-code",
     .run = run_diff},
    {.name = "merge",
     .operands = "BASE OURS THEIRS",
     .least = 3,
     .most = 3,
     .summary = {"two changed versions of a map as one", "две изменённые версии карты в одной"},
     .details =
         {"Takes what OURS and THEIRS each changed since BASE. Where both changed the same thing differently, "
          "ours is kept, but a change wins over a removal; the conflict is listed on standard error and the exit "
          "code is 1. BASE may be an empty file. The format is that of OURS unless --to or the name of the output file "
          "says otherwise.\n"
          "As a merge driver of git: git config merge.storymap.driver \"storymap merge %O %A %B -o %A\"",
          "Берёт то, что OURS и THEIRS изменили после BASE. Если обе версии изменили одно и то же по-разному, "
          "остаётся наша, но изменение важнее удаления; конфликт показан в потоке ошибок, а код возврата 1. "
          "BASE может быть пустым файлом. "
          "Формат берётся у OURS, если --to или имя выходного файла не говорят иного.\n"
          "Как драйвер слияния git: git config merge.storymap.driver \"storymap merge %O %A %B -o %A\""},
     .shapes = {},
     .groups = convert_groups,
     .example = "storymap merge base.json ours.json theirs.json -o merged.json",
     .run = run_merge},
    {.name = "stats",
     .operands = "FILE...",
     .least = 1,
     .most = any_number,
     .summary = {"how much the map holds, and where", "сколько всего на карте и где"},
     .details = {"Counts stories and points by activity, release, status, persona, label and priority.",
                 "Считает истории и баллы по активностям, релизам, статусам, персонам, меткам и приоритетам."},
     .shapes = report_shapes,
     .groups = stats_groups,
     .example = "storymap stats board.json",
     .run = run_stats},
    {.name = "formats",
     .operands = "",
     .summary = {"the file formats and what each holds", "форматы файлов и что каждый вмещает"},
     .details = {"Lists the formats that can be read and written.", "Перечисляет форматы для чтения и записи."},
     .shapes = table_shapes,
     .groups = formats_groups,
     .example = "storymap formats",
     .run = run_formats},
};

}  // namespace

std::span<Command const> commands() noexcept { return table; }

Command const* find_command(std::string_view name) noexcept {
  auto const* const found = std::find_if(std::begin(table), std::end(table), [&](auto& c) { return c.name == name; });
  return found == std::end(table) ? nullptr : found;
}

bool takes(Command const& command, Option const& option) noexcept {
  return option.name == "version" ||
         std::any_of(command.groups.begin(), command.groups.end(), [&](OptionGroup const& group) {
           return std::find(group.options.begin(), group.options.end(), option.name) != group.options.end();
         });
}

bool takes(Command const& command, Shape shape) noexcept {
  return std::find(command.shapes.begin(), command.shapes.end(), shape) != command.shapes.end();
}

}  // namespace storymap::cli
