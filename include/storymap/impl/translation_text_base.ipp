// storymap/impl/translation_text_base.ipp - files, encodings and formats in Russian.
// Room: report. Depends on rules.hpp.
#pragma once

#include <storymap/rules.hpp>

STORYMAP_BEGIN

namespace detail::messages {

/// Messages about whole files, and parts that every reader shares.
inline constexpr LocalText base[] = {
    {"the file cannot be read: {0}", "файл не читается: {0:t}"},
    {"the file cannot be written: {0}", "файл не записывается: {0:t}"},
    {"there is no such file or directory", "нет такого файла или папки"},
    {"a part of the path is no directory", "часть пути — не папка"},
    {"it is a directory", "это папка"},
    {"permission denied", "нет прав доступа"},
    {"the file system is read-only", "файловая система доступна только для чтения"},
    {"no space is left", "на диске нет места"},
    {"the name is too long", "слишком длинное имя"},
    {"too many symbolic links", "слишком много символических ссылок"},
    {"system error {0}", "системная ошибка {0}"},
    {"the file is larger than {0} bytes", "файл больше {0} байт"},
    {"more than {0} bytes", "больше {0} байт"},
    {"the file is no text, or it is UTF-16 without a byte order mark",
     "это не текстовый файл или UTF-16 без метки порядка байтов"},
    {"the file is empty", "файл пуст"},
    {"stopped by the caller", "прервано"},
    {"expected UTF-8 text", "ожидается текст в UTF-8"},
    {"byte {0} is not UTF-8", "байт {0} — не UTF-8"},
    {"the byte 0x98 has no meaning in cp1251", "байт 0x98 в cp1251 ничего не значит"},
    {"the text is not valid UTF-8", "текст не в UTF-8"},
    {"half of a UTF-16 surrogate pair without the other half", "половина суррогатной пары UTF-16 без другой половины"},
    {"the UTF-16 text ends in the middle of a character", "текст в UTF-16 обрывается посреди символа"},
    {"expected UTF-8, UTF-16 with a byte order mark, or cp1251",
     "ожидается UTF-8, UTF-16 с меткой порядка байтов или cp1251"},
    {"a NUL character, which text does not contain; UTF-16 needs a byte order mark",
     "символ NUL, которого в тексте не бывает; для UTF-16 нужна метка порядка байтов"},
    {"expected one of the formats {0}", "формат не распознан; известны: {0}"},
    {"the format '{0}' can only be written", "формат «{0}» можно только записывать"},
    {"the format '{0}' can only be read; expected one of {1}",
     "формат «{0}» можно только читать; записать можно в один из: {1}"},
    {"/{0}: {1}", "/{0}: {1:t}"},
    {"'{0}'", "«{0}»"},
    {"the {0} had no id: it got one", "у {0:g} не было идентификатора: он присвоен"},
    {"an id of a {0} that the map cannot take became an ordinal",
     "карта не принимает идентификатор {0:g}: заменён порядковым"},
    {"an id of an {0} that the map cannot take became an ordinal",
     "карта не принимает идентификатор {0:g}: заменён порядковым"},
    {"a second {0} with the same id got a number behind it", "идентификатор {0:g} уже занят: к нему добавлен номер"},
};

}  // namespace detail::messages

STORYMAP_END
