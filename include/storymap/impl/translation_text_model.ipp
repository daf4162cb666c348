// storymap/impl/translation_text_model.ipp - maps, edits and their checks in Russian.
// Room: report. Depends on rules.hpp.
#pragma once

#include <storymap/rules.hpp>

STORYMAP_BEGIN

namespace detail::messages {

/// Messages of the checks of a map and of its edits.
inline constexpr LocalText model[] = {
    {"no {0} has the id '{1}'", "нет {0:g} с идентификатором «{1}»"},
    {"no {0} there has the id '{1}'", "там нет {0:g} с идентификатором «{1}»"},
    {"the {0} id '{1}' is used twice", "идентификатор {0:g} «{1}» использован дважды"},
    {"the {0} id '{1}' is already used", "идентификатор {0:g} «{1}» уже занят"},
    {"the id '{0}' is used twice", "идентификатор «{0}» использован дважды"},
    {"the persona '{0}' is listed twice", "персона «{0}» указана дважды"},
    {"the label '{0}' is listed twice", "метка «{0}» указана дважды"},
    {"the field '{0}' is listed twice", "поле «{0}» указано дважды"},
    {"expected an id of 1 to 128 bytes of UTF-8 without control characters",
     "ожидается идентификатор: от 1 до 128 байт UTF-8 без управляющих символов"},
    {"expected an id of 1 to 128 bytes without control characters",
     "ожидается идентификатор: от 1 до 128 байт без управляющих символов"},
    {"expected a finite number of points, 0 or more", "ожидается конечное число баллов, не меньше 0"},
    {"a story cannot be linked to itself", "история не может быть связана сама с собой"},
    {"the same link is listed twice", "одна и та же связь указана дважды"},
    {"the same link is already there", "такая связь уже есть"},
    {"there is no such link", "такой связи нет"},
    {"the story has the label '{0}' already", "у истории уже есть метка «{0}»"},
    {"the story has no such label", "у истории нет такой метки"},
    {"a noun cannot stand after itself", "элемент не может стоять после самого себя"},
    {"a noun is added without children, which have edits of their own",
     "элемент добавляется без вложенных: для них есть свои правки"},
    {"'{0}' is not a field that can be set", "«{0}» — не поле, которое можно изменить"},
    {"the {0} cannot be cleared", "поле «{0}» нельзя очистить"},
    {"expected JSON text: '{0}' is no field of the schema", "ожидается текст JSON: в схеме нет поля «{0}»"},
    {"there is no map", "карты нет"},
    {"the {0} '{1}' still has {2}: {3}", "элемент не пуст: {0:t} «{1}», {2:t}: {3}"},
    {"'{0}' is a word of the schema and cannot name an unknown field",
     "«{0}» — слово схемы, так нельзя назвать неизвестное поле"},
    {"expected one JSON value: {0}", "ожидается одно значение JSON: {0:t}"},
    {"the source of ids gave a {0} an invalid one; expected 1 to 128 bytes of UTF-8 without control characters",
     "источник идентификаторов дал недопустимый ({0:t}): ожидается от 1 до 128 байт UTF-8 без управляющих символов"},
    {"the source of ids gave a {0} {1} ids in a row that are taken",
     "источник идентификаторов дал подряд занятые идентификаторы ({0:t}): {1}"},
    {"the edit has no such member", "у правки нет такого поля"},
    {"expected version 1 of an edit, found {0}", "ожидается версия правки 1, а не {0}"},
};

}  // namespace detail::messages

STORYMAP_END
