// storymap/impl/translation_text_json.ipp - JSON and Trello in Russian.
// Room: report. Depends on rules.hpp.
#pragma once

#include <storymap/rules.hpp>

STORYMAP_BEGIN

namespace detail::messages {

/// Messages of the JSON readers.
inline constexpr LocalText json[] = {
    {"expected {0}", "ожидается {0:t}"},
    {"expected {0}, found {1}", "ожидается {0:t}, а не {1:t}"},
    {"expected {0}, found '{1}'", "ожидается {0:t}, а не «{1}»"},
    {"expected {0}, but found '{1}'", "ожидается {0:t}, а не «{1}»"},
    {"expected {0}, found {1} at byte {2}", "ожидается {0:t}, а не {1:t} (байт {2})"},
    {"expected {0} at byte {1}", "ожидается {0:t} (байт {1})"},
    {"expected a string or a whole number, found {0}", "ожидается строка или целое число, а не {0}"},
    {"expected the member '{0}'", "нет поля «{0}»"},
    {"expected one of the members 'title', 'summary', 'name' and 'text'",
     "нет ни одного из полей «title», «summary», «name» и «text»"},
    {"expected version 1 of the schema, found {0}", "ожидается версия схемы 1, а не {0}"},
    {"expected a story map (an object with 'storymap' or 'activities') or a list of stories, found {0}",
     "ожидается карта историй (объект с «storymap» или «activities») или список историй, а не {0:t}"},
    {"the member is there twice", "поле указано дважды"},
    {"the string that starts here has no closing quote", "строка, которая начинается здесь, не закрыта кавычкой"},
    {"a line break or another control character stands unescaped in a string",
     "в строке стоит перевод строки или другой управляющий символ без экранирования"},
    {"a byte that is not UTF-8", "байт, который не относится к UTF-8"},
    {"an unknown escape after '\\'", "неизвестный символ после «\\»"},
    {"expected four hexadecimal digits after '\\u'", "ожидаются четыре шестнадцатеричные цифры после «\\u»"},
    {"half of a surrogate pair without the other half", "половина суррогатной пары без другой половины"},
    {"expected a digit", "ожидается цифра"},
    {"the number is too large", "слишком большое число"},
    {"expected nothing after the end of the value", "после значения не должно быть ничего"},
    {"the text is too large for the JSON parser", "текст слишком велик для разбора JSON"},
    {"nested deeper than {0} levels", "вложенность больше {0} уровней"},
    {"a status in words we do not know counts as todo", "незнакомый статус считается за todo"},
};

/// Messages of the reader of Trello boards.
inline constexpr LocalText trello[] = {
    {"expected the export of a Trello board: an object with 'lists' and 'cards'",
     "ожидается экспорт доски Trello: объект с «lists» и «cards»"},
    {"a custom field named like an estimate is the points",
     "настраиваемое поле с названием оценки трудоёмкости — баллы"},
    {"a custom field named like a priority is the priority", "настраиваемое поле с названием приоритета — приоритет"},
    {"a custom field got a name that no other field of a story has",
     "настраиваемое поле получило название, которого нет у других полей истории"},
    {"a custom field that the export lacks is named by its id",
     "настраиваемого поля нет в экспорте: вместо названия взят его идентификатор"},
    {"an option that its custom field lacks is named by its id",
     "такого варианта нет в настраиваемом поле: вместо названия взят его идентификатор"},
    {"an estimate that is no number of points stayed an unknown field",
     "оценка трудоёмкости — не число баллов: сохранена как неизвестное поле"},
    {"a card names a label that the export lacks", "метка карточки, которой нет в экспорте"},
    {"labels with the same name became one", "метки с одинаковым названием стали одной"},
    {"a checklist belongs to no card of the export", "чек-лист не относится ни к одной карточке экспорта"},
    {"the history of the board, with its comments, has no place in a map",
     "история изменений доски и комментарии: в карте им нет места"},
    {"an archived list is left out", "список из архива"},
    {"the title of a list is the status of its cards", "название списка — статус его карточек"},
    {"a card is on a list that the export lacks", "карточка лежит в списке, которого нет в экспорте"},
    {"an archived card is left out", "карточка из архива"},
    {"a card is left out because its list is archived", "карточка из архивного списка"},
    {"what Elegantt keeps in a description is a field of the reference",
     "данные Elegantt из описания стали полем внешней ссылки"},
    {"a label became a release: the first label of a card is its release",
     "метка стала релизом: первая метка карточки — её релиз"},
};

}  // namespace detail::messages

STORYMAP_END
