// storymap/impl/report_texts.ipp - every word of a report that is not the user's own, in English and Russian.
// Room: report. Depends on groups.hpp, likeness.hpp, score.hpp and detail/report_plural.hpp.
#pragma once

#include <storymap/detail/report_plural.hpp>
#include <storymap/groups.hpp>
#include <storymap/import_report.hpp>
#include <storymap/likeness.hpp>
#include <storymap/score.hpp>

#include <cstddef>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail::texts {

inline constexpr LocalText unnamed_map = {"Story map", "Карта историй"};
inline constexpr LocalText untitled = {"(no title)", "(без названия)"};
inline constexpr LocalText out_of_100 = {"{0} of 100", "{0} из 100"};
inline constexpr LocalText more = {"and {0} more", "и ещё {0}"};
inline constexpr LocalText algorithm = {"compared by {0}", "сравнение: {0}"};

inline constexpr LocalText duplicates = {"Duplicates", "Дубликаты"};
inline constexpr LocalText similar_stories = {"Similar stories", "Похожие истории"};
inline constexpr LocalText issues = {"Issues", "Замечания"};
inline constexpr LocalText recommendations = {"Recommendations", "Рекомендации"};
inline constexpr LocalText next_steps = {"What to do next", "Что делать дальше"};
inline constexpr LocalText input = {"Input", "Источник"};
inline constexpr LocalText closest_to = {"Closest to", "Ближе всего к"};
inline constexpr LocalText quoted = {"\"{0}\"", "«{0}»"};

inline constexpr LocalText no_duplicates = {"No duplicates.", "Дубликатов нет."};
inline constexpr LocalText no_similar = {"No similar stories.", "Похожих историй нет."};
inline constexpr LocalText no_issues = {"No issues.", "Замечаний нет."};
inline constexpr LocalText no_matches = {"No story has anything in common with this text.",
                                         "Ни одна история не похожа на этот текст."};
inline constexpr LocalText none_reaches = {"No story reaches {0}.", "Ни одна история не достигает {0}."};
inline constexpr LocalText too_few = {"There are fewer than two stories: nothing to compare.",
                                      "Историй меньше двух: сравнивать нечего."};
inline constexpr LocalText nothing_to_do = {"Nothing: the map is in good shape.", "Ничего: карта в порядке."};

// Columns of tables.
inline constexpr LocalText column_file = {"File", "Файл"};
inline constexpr LocalText column_format = {"Format", "Формат"};
inline constexpr LocalText column_read = {"Read", "Прочитано"};
inline constexpr LocalText column_story = {"Story", "История"};
inline constexpr LocalText column_place = {"Where", "Где"};
inline constexpr LocalText column_similarity = {"Similarity", "Сходство"};
inline constexpr LocalText column_kind = {"Likeness", "В чём сходство"};
inline constexpr LocalText column_severity = {"Severity", "Важность"};
inline constexpr LocalText column_issue = {"Issue", "Замечание"};
inline constexpr LocalText column_examples = {"Examples", "Примеры"};

inline constexpr Plural stories = {"{0} story", "{0} stories", "{0} история", "{0} истории", "{0} историй"};
inline constexpr Plural tasks = {"{0} task", "{0} tasks", "{0} задача", "{0} задачи", "{0} задач"};
inline constexpr Plural activities = {"{0} activity", "{0} activities", "{0} активность", "{0} активности",
                                      "{0} активностей"};
inline constexpr Plural releases = {"{0} release", "{0} releases", "{0} релиз", "{0} релиза", "{0} релизов"};
inline constexpr Plural errors = {"{0} error", "{0} errors", "{0} ошибка", "{0} ошибки", "{0} ошибок"};
inline constexpr Plural warnings = {"{0} warning", "{0} warnings", "{0} предупреждение", "{0} предупреждения",
                                    "{0} предупреждений"};
inline constexpr Plural infos = {"{0} note", "{0} notes", "{0} примечание", "{0} примечания", "{0} примечаний"};
inline constexpr Plural groups = {"{0} group", "{0} groups", "{0} группа", "{0} группы", "{0} групп"};
inline constexpr Plural pairs = {"{0} pair", "{0} pairs", "{0} пара", "{0} пары", "{0} пар"};
inline constexpr Plural more_groups = {"and {0} more group", "and {0} more groups", "и ещё {0} группа",
                                       "и ещё {0} группы", "и ещё {0} групп"};
inline constexpr Plural more_files = {"and {0} more file", "and {0} more files", "и ещё {0} файл", "и ещё {0} файла",
                                      "и ещё {0} файлов"};
inline constexpr Plural duplicate_groups = {"{0} group of duplicates", "{0} groups of duplicates",
                                            "{0} группа дубликатов", "{0} группы дубликатов", "{0} групп дубликатов"};
inline constexpr Plural similar_groups = {"{0} group of similar stories", "{0} groups of similar stories",
                                          "{0} группа похожих историй", "{0} группы похожих историй",
                                          "{0} групп похожих историй"};
inline constexpr Plural with_description = {"{0} described", "{0} described", "{0} с описанием", "{0} с описанием",
                                            "{0} с описанием"};
inline constexpr Plural with_criteria = {"{0} with acceptance criteria", "{0} with acceptance criteria",
                                         "{0} с критериями приёмки", "{0} с критериями приёмки",
                                         "{0} с критериями приёмки"};

/// Project, band, score; what it holds; what is wrong; what repeats.
inline constexpr LocalText summary = {"{0}: {1}, {2} of 100. {3}; {4}, {5}; {6}, {7}.",
                                      "{0}: {1}, {2} из 100. {3}; {4}, {5}; {6}, {7}."};

[[nodiscard]] constexpr LocalText of(Band band) noexcept {
  switch (band) {
    case Band::excellent: return {"excellent", "отлично"};
    case Band::good: return {"good", "хорошо"};
    case Band::satisfactory: return {"satisfactory", "удовлетворительно"};
    case Band::needs_improvement: return {"needs improvement", "требует улучшения"};
  }
  return {};
}

[[nodiscard]] constexpr LocalText of(Severity severity) noexcept {
  switch (severity) {
    case Severity::error: return {"error", "ошибка"};
    case Severity::warning: return {"warning", "предупреждение"};
    case Severity::info: return {"note", "примечание"};
  }
  return {};
}

[[nodiscard]] constexpr Plural counted_as(Severity severity) noexcept {
  switch (severity) {
    case Severity::error: return errors;
    case Severity::warning: return warnings;
    case Severity::info: return infos;
  }
  return infos;
}

[[nodiscard]] constexpr LocalText of(LikenessKind kind) noexcept {
  switch (kind) {
    case LikenessKind::copy: return {"the same words", "те же слова"};
    case LikenessKind::role: return {"the same for another role", "то же для другой роли"};
    case LikenessKind::slot: return {"the same but for one phrase", "то же, кроме одного места"};
    case LikenessKind::contained: return {"one contains the other", "одна содержит другую"};
    case LikenessKind::reworded: return {"the same subject in other words", "то же другими словами"};
  }
  return {};
}

/// What a score says that is too low for the kind of likeness to mean anything.
inline constexpr LocalText shares_words = {"shares some words", "есть общие слова"};

/// Stories of which many are alike only by way of others; then the score of the closest two and their likeness.
inline constexpr Plural chain = {"a chain of {0} story", "a chain of {0} stories", "цепочка из {0} истории",
                                 "цепочка из {0} историй", "цепочка из {0} историй"};
inline constexpr LocalText closest_two = {"the closest two at {0}: {1}", "ближайшие две ({0}): {1}"};

/// The recommendation that goes with a group.
[[nodiscard]] constexpr LocalText advice(GroupKind kind) noexcept {
  if (kind == GroupKind::duplicate) {
    return {"Merge these stories, or make clear how they differ",
            "Объедините эти истории или уточните, чем они отличаются"};
  }
  return {"Check how far these stories overlap, and draw the line between them",
          "Проверьте, где эти истории пересекаются, и разграничьте их"};
}

[[nodiscard]] constexpr LocalText of(ImportNote::Kind kind) noexcept {
  switch (kind) {
    case ImportNote::Kind::read: return {"read", "прочитано"};
    case ImportNote::Kind::defaulted: return {"assumed", "принято"};
    case ImportNote::Kind::merged: return {"merged", "объединено"};
    case ImportNote::Kind::renamed: return {"renamed", "переименовано"};
    case ImportNote::Kind::not_understood: return {"not understood", "не понято"};
    case ImportNote::Kind::dropped: return {"dropped", "отброшено"};
  }
  return {};
}

/// What several findings of one rule have in common.
struct Headline {
  std::string_view rule;
  Plural text;
};

inline constexpr Headline headlines[] = {
    {"compat/empty_activity",
     {"{0} activity has no tasks", "{0} activities have no tasks", "В {0} активности нет задач",
      "В {0} активностях нет задач", "В {0} активностях нет задач"}},
    {"compat/empty_task",
     {"{0} task has no stories", "{0} tasks have no stories", "В {0} задаче нет историй", "В {0} задачах нет историй",
      "В {0} задачах нет историй"}},
    {"compat/missing_description",
     {"{0} story has no description or a very short one", "{0} stories have no description or a very short one",
      "У {0} истории нет описания или оно слишком короткое", "У {0} историй нет описания или оно слишком короткое",
      "У {0} историй нет описания или оно слишком короткое"}},
    {"compat/missing_criteria",
     {"{0} story has no acceptance criteria", "{0} stories have no acceptance criteria",
      "У {0} истории нет критериев приёмки", "У {0} историй нет критериев приёмки",
      "У {0} историй нет критериев приёмки"}},
    {"compat/short_title",
     {"{0} title is too short", "{0} titles are too short", "У {0} истории слишком короткое название",
      "У {0} историй слишком короткое название", "У {0} историй слишком короткое название"}},
    {"compat/duplicate_title",
     {"{0} title is used by several stories", "{0} titles are used by several stories",
      "{0} название повторяется у нескольких историй", "{0} названия повторяются у нескольких историй",
      "{0} названий повторяются у нескольких историй"}},
};

/// The headline of a rule, or null for a rule that has none.
[[nodiscard]] constexpr Plural const* headline(std::string_view rule) noexcept {
  for (Headline const& entry : headlines) {
    if (entry.rule == rule) return &entry.text;
  }
  return nullptr;
}

/// The words formats count by, as people say them.
struct CountWord {
  std::string_view what;
  LocalText text;
};

inline constexpr CountWord count_words[] = {
    {"actions", {"actions", "действия"}},
    {"activities", {"activities", "активности"}},
    {"archived", {"archived", "в архиве"}},
    {"attachments", {"attachments", "вложения"}},
    {"blank", {"blank lines", "пустые строки"}},
    {"cards", {"cards", "карточки"}},
    {"cfItems", {"values of custom fields", "значения настраиваемых полей"}},
    {"checkitems", {"check items", "пункты чек-листов"}},
    {"checklists", {"checklists", "чек-листы"}},
    {"closed_lists", {"closed lists", "закрытые списки"}},
    {"columns", {"columns", "столбцы"}},
    {"criteria", {"acceptance criteria", "критерии приёмки"}},
    {"customFields", {"custom fields", "настраиваемые поля"}},
    {"desc", {"descriptions", "описания"}},
    {"due", {"due dates", "сроки"}},
    {"headings", {"headings", "заголовки"}},
    {"items", {"items", "элементы"}},
    {"labels", {"labels", "метки"}},
    {"lines", {"lines", "строки"}},
    {"links", {"links", "связи"}},
    {"lists", {"lists", "списки"}},
    {"members", {"members", "участники"}},
    {"personas", {"personas", "персоны"}},
    {"releases", {"releases", "релизы"}},
    {"rows", {"rows", "строки"}},
    {"stories", {"stories", "истории"}},
    {"tasks", {"tasks", "задачи"}},
};

/// "cards"; a word that is not in the table stays what it is.
[[nodiscard]] constexpr std::string_view count_word(std::string_view what, Language language) noexcept {
  for (CountWord const& word : count_words) {
    if (word.what == what) return word.text.in(language);
  }
  return what;
}

}  // namespace detail::texts

STORYMAP_END
