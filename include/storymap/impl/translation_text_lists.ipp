// storymap/impl/translation_text_lists.ipp - plain text in Russian.
// Room: report. Depends on rules.hpp.
#pragma once

#include <storymap/rules.hpp>

STORYMAP_BEGIN

namespace detail::messages {

/// Messages of the reader and the writer of plain text.
inline constexpr LocalText lists[] = {
    {"expected one story a line, but no line holds one",
     "ожидается по истории в строке, но ни в одной строке истории нет"},
    {"the line is longer than {0} bytes; expected {1}", "строка длиннее {0} байт; ожидаются {1:t}"},
    {"the line is longer than {0} bytes; expected one story a line",
     "строка длиннее {0} байт; ожидается по истории в строке"},
    {"a control character; expected text, one story a line",
     "управляющий символ; ожидается текст, по истории в строке"},
    {"a line that only separates is no story", "строка-разделитель — не история"},
    {"a heading begins a task", "с заголовка начинается задача"},
    {"a checked box is the status 'done'", "отмеченный флажок — статус «done»"},
    {"the mark of a list is no part of a title", "знак списка не входит в название"},
    {"a tag like '#{0}#' is a label, no part of a title", "тег вроде «#{0}#» — метка, а не часть названия"},
    {"a mark or tag without text is a story without a title", "знак или тег без текста — история без названия"},
    {"a title is longer than the {0} bytes of a line", "название длиннее строки: больше {0} байт"},
};

/// Names of formats that say what they are.
inline constexpr LocalText formats[] = {
    {"storymap JSON", "JSON storymap"},
    {"JSON lines, a story each", "JSON lines, по истории в строке"},
    {"plain text, one story a line", "простой текст, по истории в строке"},
    {"Trello board export", "экспорт доски Trello"},
};

/// What a format has no place for.
inline constexpr LocalText losses[] = {
    {"line breaks, control characters and outer spaces of {0} title",
     "переводы строк, управляющие символы и крайние пробелы в названиях ({0})"},
    {"line breaks, control characters and outer spaces of {0} titles",
     "переводы строк, управляющие символы и крайние пробелы в названиях ({0})"},
    {"{0} NUL characters", "символы NUL ({0})"},
    {"{0} activity", "активности ({0})"},
    {"{0} activities", "активности ({0})"},
    {"{0} task", "задачи ({0})"},
    {"{0} tasks", "задачи ({0})"},
    {"{0} description", "описания ({0})"},
    {"{0} descriptions", "описания ({0})"},
    {"{0} acceptance criterion", "критерии приёмки ({0})"},
    {"{0} acceptance criteria", "критерии приёмки ({0})"},
    {"{0} release", "релизы ({0})"},
    {"{0} releases", "релизы ({0})"},
    {"{0} persona", "персоны ({0})"},
    {"{0} personas", "персоны ({0})"},
    {"{0} link", "связи ({0})"},
    {"{0} links", "связи ({0})"},
    {"{0} external reference", "внешние ссылки ({0})"},
    {"{0} external references", "внешние ссылки ({0})"},
    {"{0} id", "идентификаторы ({0})"},
    {"{0} ids", "идентификаторы ({0})"},
    {"{0} unknown field", "неизвестные поля ({0})"},
    {"{0} unknown fields", "неизвестные поля ({0})"},
    {"the labels of {0} story", "метки историй ({0})"},
    {"the labels of {0} stories", "метки историй ({0})"},
    {"the status of {0} story", "статусы историй ({0})"},
    {"the status of {0} stories", "статусы историй ({0})"},
    {"the priority of {0} story", "приоритеты историй ({0})"},
    {"the priority of {0} stories", "приоритеты историй ({0})"},
    {"the points of {0} story", "баллы историй ({0})"},
    {"the points of {0} stories", "баллы историй ({0})"},
};

}  // namespace detail::messages

STORYMAP_END
