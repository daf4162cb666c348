// storymap/impl/translation_text_words.ipp - the words inside other messages in Russian.
// Room: report. Depends on rules.hpp.
#pragma once

#include <storymap/rules.hpp>

STORYMAP_BEGIN

namespace detail::messages {

/// What stands for an argument: fields, kinds of values, lists of words.
inline constexpr LocalText words[] = {
    {"nothing", "ничего"},
    {"headings and lists", "заголовки и списки"},
    {"rows of cells", "строки с ячейками"},
    {"key", "ключ"},
    {"id", "идентификатор"},
    {"parent", "родитель"},
    {"title of the parent", "название родителя"},
    {"epic", "эпик"},
    {"activity", "активность"},
    {"task", "задача"},
    {"title", "название"},
    {"story", "история"},
    {"description", "описание"},
    {"acceptance criteria", "критерии приёмки"},
    {"priority", "приоритет"},
    {"status", "статус"},
    {"category of the status", "категория статуса"},
    {"points", "баллы"},
    {"labels", "метки"},
    {"release", "релиз"},
    {"sprint", "спринт"},
    {"persona", "персона"},
    {"wish", "желание"},
    {"benefit", "польза"},
    {"type", "тип"},
    {"address", "ссылка"},
    {"name of the project", "название проекта"},
    {"links", "связи"},
    {"tasks", "задачи"},
    {"stories", "истории"},
    {"of activity", "активности"},
    {"of task", "задачи"},
    {"of story", "истории"},
    {"of release", "релиза"},
    {"of persona", "персоны"},
    {"of board", "доски"},
    {"of list", "списка"},
    {"of card", "карточки"},
    {"of label", "метки"},
    {"true or false", "true или false"},
    {"a number", "число"},
    {"a string", "строка"},
    {"an array", "массив"},
    {"an object", "объект"},
    {"another object", "другой объект"},
    {"a value", "значение"},
    {"null", "null"},
    {"a string, a number, or true or false", "строка, число, true или false"},
    {"a list of strings", "список строк"},
    {"a list of persona ids", "список идентификаторов персон"},
    {"the id of a release", "идентификатор релиза"},
    {"a list of external references", "список внешних ссылок"},
    {"',' or '}'", "«,» или «}»"},
    {"',' or ']'", "«,» или «]»"},
    {"the end of the text", "конец текста"},
    {"':' after the name of a member", "«:» после имени поля"},
    {"the name of a member in quotes", "имя поля в кавычках"},
    {"nothing after the end of the value", "конец текста после значения"},
    {"todo, in_progress, done or blocked", "todo, in_progress, done или blocked"},
    {"'todo', 'in_progress', 'done' or 'blocked'", "«todo», «in_progress», «done» или «blocked»"},
    {"blocks, relates or duplicates", "blocks, relates или duplicates"},
    {"activity, task, story, release, persona, map, link or label",
     "activity, task, story, release, persona, map, link или label"},
    {"map, persona, release, activity, task, story or link", "map, persona, release, activity, task, story или link"},
    {"add, remove, move or set", "add, remove, move или set"},
    {"add or remove", "add или remove"},
    {"system, key, url or fields", "system, key, url или fields"},
    {"a number of 0 or more", "число не меньше 0"},
};

}  // namespace detail::messages

STORYMAP_END
