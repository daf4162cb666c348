// storymap/impl/translation_text_markdown.ipp - Markdown in Russian.
// Room: report. Depends on rules.hpp.
#pragma once

#include <storymap/rules.hpp>

STORYMAP_BEGIN

namespace detail::messages {

/// Messages of the reader of Markdown and of the comments in it.
inline constexpr LocalText markdown[] = {
    {"the storymap comment: {0}", "комментарий storymap: {0:t}"},
    {"expected one storymap comment, found a second", "ожидается один комментарий storymap, а здесь второй"},
    {"the storymap comment holds a field that does not exist here",
     "в комментарии storymap — поле, которого здесь быть не может"},
    {"expected '-->' at the end of the line", "ожидается «-->» в конце строки"},
    {"the unknown field '{0}' holds no JSON value", "в неизвестном поле «{0}» не значение JSON"},
    {"expected acceptance_criteria, crlf, description, external, extra or unnamed, found '{0}'",
     "ожидается acceptance_criteria, crlf, description, external, extra или unnamed, а не «{0}»"},
    {"expected true or false as crlf, found {0}", "в crlf ожидается true или false, а не {0}"},
    {"expected system, key, url or fields in external, found '{0}'",
     "в external ожидается system, key, url или fields, а не «{0}»"},
    {"a control character in a string at byte {0}", "управляющий символ в строке (байт {0})"},
    {"a string without its closing quote at byte {0}", "строка без закрывающей кавычки (байт {0})"},
    {"expected nothing after the value at byte {0}", "после значения не должно быть ничего (байт {0})"},
    {"JSON nested too deep at byte {0}", "слишком глубокая вложенность JSON (байт {0})"},
    {"expected a JSON value at byte {0}", "ожидается значение JSON (байт {0})"},
    {"an unknown escape at byte {0}", "неизвестный символ после «\\» (байт {0})"},
    {"half of a surrogate pair at byte {0}", "половина суррогатной пары (байт {0})"},
    {"expected four hex digits at byte {0}", "ожидаются четыре шестнадцатеричные цифры (байт {0})"},
    {"an activity named after the map holds what stands in none",
     "то, что не входит ни в одну активность, собрано в активности с названием карты"},
    {"a task named after its activity holds the stories that stand in none",
     "истории вне задач собраны в задаче с названием активности"},
    {"a story has one priority, one estimate and one release",
     "у истории один приоритет, одна оценка в баллах и один релиз"},
    {"the {0} '{1}' is not listed and was added", "добавлено то, чего нет в списках: {0:t} «{1}»"},
    {"more personas that are not listed were added", "и другие персоны, которых нет в списке, добавлены"},
    {"more releases that are not listed were added", "и другие релизы, которых нет в списке, добавлены"},
    {"the metadata above the map", "метаданные над картой"},
    {"the list is read as activities, tasks and stories", "список — активности, задачи и истории"},
    {"the list is read as tasks and stories", "список — задачи и истории"},
    {"headings above acceptance criteria are stories", "заголовки над критериями приёмки — истории"},
    {"headings of level {0} are activities", "заголовки уровня {0} — активности"},
    {"a bold line above a list is its heading", "жирная строка над списком — его заголовок"},
    {"no heading of level 1 names the map", "нет заголовка уровня 1 с названием карты"},
    {"a table is kept as text", "таблица сохранена как текст"},
    {"a heading that only groups others", "заголовок, который только объединяет другие"},
    {"the status of an activity or task", "статус активности или задачи"},
    {"the lines of a paragraph are one title; an empty line ends it",
     "строки абзаца — одно название; его завершает пустая строка"},
    {"items below a story are stories of the same task", "пункты под историей — истории той же задачи"},
    {"the status of a criterion", "статус критерия приёмки"},
    {"a link that is not written as 's1 blocks s2'", "связь, записанная не как «s1 blocks s2»"},
    {"text that belongs to no part of the map", "текст, который не относится ни к одной части карты"},
    {"a criterion that belongs to no story is kept as text", "критерий без истории сохранён как текст"},
};

}  // namespace detail::messages

STORYMAP_END
