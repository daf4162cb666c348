// storymap/impl/translation_text_csv.ipp - CSV in Russian.
// Room: report. Depends on rules.hpp.
#pragma once

#include <storymap/rules.hpp>

STORYMAP_BEGIN

namespace detail::messages {

/// Messages of the reader of tables.
inline constexpr LocalText csv[] = {
    {"column '{0}': {1}", "столбец «{0}»: {1:t}"},
    {"column {0} '{1}' holds the {2}", "столбец {0} «{1}» — {2:t}"},
    {"column {0} holds the {1}", "столбец {0} — {1:t}"},
    {"column {0} '{1}' is taken as the {2}", "столбец {0} «{1}» принят как {2:t}"},
    {"column {0} is taken as the {1}", "столбец {0} принят как {1:t}"},
    {"columns {0} '{1}' and {2} more hold the {3}", "столбец {0} «{1}» и ещё {2} — {3:t}"},
    {"columns {0} and {1} more hold the {2}", "столбец {0} и ещё {1} — {2:t}"},
    {"columns {0} '{1}' and {2} more are taken as the {3}", "столбец {0} «{1}» и ещё {2} приняты как {3:t}"},
    {"columns {0} and {1} more are taken as the {2}", "столбец {0} и ещё {1} приняты как {2:t}"},
    {"{0} column is kept as a field: {1}", "сохранён как поле столбец {1:q}"},
    {"{0} columns are kept as fields: {1}", "сохранены как поля столбцы ({0}): {1:q}"},
    {"the member '{0}' stands twice", "поле «{0}» указано дважды"},
    {"expected a string as '{0}'", "в поле «{0}» ожидается строка"},
    {"no field is called '{0}'; expected a word such as title, description, priority, status, points, labels, release, "
     "persona, activity, task, id or parent",
     "нет поля «{0}»; ожидается слово вроде title, description, priority, status, points, labels, release, persona, "
     "activity, task, id или parent"},
    {"there is no column '{0}'; the file has {1} columns: {2}", "нет столбца «{0}»; столбцы файла ({1}): {2:q}"},
    {"there is no column '{0}'; the file has {1} columns", "нет столбца «{0}»; столбцов в файле: {1}"},
    {"there is no column {0}; the file has {1} columns: {2}", "нет столбца {0}; столбцы файла ({1}): {2:q}"},
    {"there is no column {0}; the file has {1} columns", "нет столбца {0}; столбцов в файле: {1}"},
    {"column {0} is chosen as the {1} and as the {2}", "столбец {0:q} выбран для двух полей: {1:t}, {2:t}"},
    {"two columns are chosen as the {0}", "для одного поля выбраны два столбца: {0:t}"},
    {"more points that are no number of 0 or more are kept as a field of the reference",
     "и другие баллы, не число от 0: сохранены как поле внешней ссылки"},
    {"the points '{0}' are below 0; they are kept as a field of the reference",
     "баллы «{0}» меньше 0: сохранены как поле внешней ссылки"},
    {"the points '{0}' are no number; they are kept as a field of the reference",
     "баллы «{0}» — не число: сохранены как поле внешней ссылки"},
    {"more statuses are unknown and count as todo", "и другие незнакомые статусы считаются за todo"},
    {"the status '{0}' is unknown and counts as todo", "незнакомый статус «{0}» считается за todo"},
    {"the parent '{0}' is not in the file", "родителя «{0}» нет в файле"},
    {"the parents of {0} items are not in the file: {1}", "родителей нет в файле, элементов: {0}; это {1:q}"},
    {"the parents of {0} items are not in the file: {1} and {2} more",
     "родителей нет в файле, элементов: {0}; это {1:q} и ещё {2}"},
    {"line {0} is taken for the header, though no word in it is known",
     "строка {0} принята за заголовок, хотя её слова незнакомы"},
    {"no header line was recognised, line {0} is a story", "строки заголовка не нашлось: строка {0} — история"},
    {"more stories have no title", "и другие истории без названия"},
    {"the story has no title", "у истории нет названия"},
    {"{0} empty cells repeat the activity or task above, as merged cells do",
     "пустые ячейки повторяют активность или задачу выше, как объединённые: {0}"},
    {"a cell means nothing in a row of its type", "ячейка ничего не значит в строке такого типа"},
    {"the file has two rows of a map", "в файле две строки карты"},
    {"the id '{0}' is used in line {1} too", "идентификатор «{0}» уже использован в строке {1}"},
    {"labels or personas that a row lists twice are one", "метка или персона, повторённая в строке, учтена один раз"},
    {"expected {0} cells, but found {1}", "ожидалось ячеек: {0}, найдено: {1}"},
    {"a row without an id got one", "строке без идентификатора он присвоен"},
    {"the same link stands in an earlier row", "такая связь уже есть в строке выше"},
    {"more than {0} columns", "больше {0} столбцов"},
    {"a quote is opened here and never closed", "кавычка открыта здесь и нигде не закрыта"},
    {"expected a delimiter or the end of the line after a closing quote",
     "после закрывающей кавычки ожидается разделитель или конец строки"},
    {"more ids stand in several rows; the later ones got a suffix",
     "и другие идентификаторы повторяются; к повторам добавлен номер"},
    {"the id '{0}' stands in an earlier row too; this one is '{1}'",
     "идентификатор «{0}» уже есть в строке выше; здесь он заменён на «{1}»"},
    {"more ids are longer than 128 bytes or hold control characters",
     "и другие идентификаторы длиннее 128 байт или с управляющими символами"},
    {"the id '{0}' is too long or holds control characters; this one is '{1}'",
     "идентификатор «{0}» слишком длинный или с управляющими символами; он заменён на «{1}»"},
    {"the item '{0}' is its own parent", "элемент «{0}» — родитель самого себя"},
    {"the items {0} and {1} more are above each other in a circle",
     "элементы стоят друг над другом по кругу: {0:q} и ещё {1}"},
    {"the items {0} are above each other in a circle", "элементы стоят друг над другом по кругу: {0:q}"},
    {"more rows have too many cells, which were joined", "и в других строках лишние ячейки: они объединены"},
    {"line {0} has too many cells, which were joined: put text with delimiters in quotes",
     "в строке {0} лишние ячейки, они объединены: заключайте текст с разделителями в кавычки"},
    {"the file is empty; expected a header and rows of stories", "файл пуст; ожидаются заголовок и строки с историями"},
};

}  // namespace detail::messages

STORYMAP_END
