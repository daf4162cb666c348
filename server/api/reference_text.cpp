// server/api/reference_text.cpp - what the reference page says, in Russian.
#include "server/api/reference_page.hpp"

#include <algorithm>
#include <iterator>

namespace storymap::server::api {
namespace {

struct Text {
  std::string_view english;
  std::string_view russian;
};

constexpr Text of_the_page[] = {
    {"storymap API", "API storymap"},
    {"Requests and answers are JSON in UTF-8. Say who you are with one of these headers:",
     "Запросы и ответы — JSON в UTF-8. Кто обращается, говорит один из заголовков:"},
    {"the access token of a login", "токен доступа, полученный при входе"},
    {"a key for programs", "ключ для программ"},
    {"a share link, for reading one project", "ссылка для чтения одного проекта"},
    {"What is refused is answered as application/problem+json, with the field that is wrong and the reason.",
     "Отказ приходит как application/problem+json: с полем, в котором ошибка, и причиной."},
    {"in Russian", "Русский"},
    {"Contents", "Содержание"},
    {"Body", "Тело запроса"},
    {"The bytes of a file.", "Байты файла."},
    {"Answer", "Ответ"},
    {"No content.", "Без содержимого."},
    {"Who may", "Кто может"},
    {"API key", "Ключ API"},
    {"none", "не подходит"},
    {"with the scope", "с правом"},
    {"Rate", "Класс частоты"},
    {"anybody", "кто угодно"},
    {"whoever is logged in", "вошедшие пользователи"},
    {"administrators who have given their password lately", "администраторы, недавно вводившие пароль"},
    {"in the project, from this role on:", "в проекте, начиная с роли"},
    {"also by a share link", "также по ссылке"},
    {"Query", "Параметры запроса"},
    {"Name", "Имя"},
    {"Type", "Тип"},
    {"Meaning", "Значение"},
    {"required", "обязательно"},
    {"or null", "или null"},
    {"true or false", "true или false"},
    {"integer", "целое число"},
    {"number", "число"},
    {"text", "текст"},
    {"list of", "список:"},
    {"values", "значения"},
    {"object", "объект"},
    {"any value", "любое значение"},
};

constexpr Text of_tags[] = {
    {"system", "система"},
    {"auth", "вход"},
    {"me", "мой аккаунт"},
    {"api keys", "ключи API"},
    {"administration", "администрирование"},
    {"projects", "проекты"},
    {"members", "участники"},
    {"maps", "карты"},
    {"nouns", "элементы карты"},
    {"versions", "версии"},
    {"share links", "ссылки"},
    {"files", "файлы"},
    {"analysis", "анализ"},
};

constexpr Text of_accounts[] = {
    {"Make an account and log in; 202 without logging in when addresses must be verified before",
     "Создать аккаунт и войти; 202 без входа, если адрес нужно сначала подтвердить"},
    {"Log in with e-mail address and password; an account that is about to be deleted is kept on demand",
     "Войти по адресу почты и паролю; аккаунт, ожидающий удаления, можно сохранить"},
    {"Exchange the refresh token for new tokens", "Обменять токен обновления на новые токены"},
    {"End the session of the refresh token, or else of the access token",
     "Завершить сеанс токена обновления или токена доступа"},
    {"Send a link to set a new password; the answer does not tell whether there is an account",
     "Отправить ссылку для нового пароля; ответ не говорит, есть ли такой аккаунт"},
    {"Set a new password by the token of the link; all sessions end",
     "Задать новый пароль по токену из ссылки; все сеансы завершаются"},
    {"Send the link again; the answer does not tell whether there is an account",
     "Отправить ссылку ещё раз; ответ не говорит, есть ли такой аккаунт"},
    {"Verify the e-mail address by the token of the link", "Подтвердить адрес почты по токену из ссылки"},
    {"The user who asks", "Пользователь, который спрашивает"},
    {"Change name or language", "Изменить имя или язык"},
    {"Delete the account after a time in which its owner may log in and keep it",
     "Удалить аккаунт по истечении срока, в который владелец может войти и сохранить его"},
    {"Change the password; all other sessions end", "Сменить пароль; остальные сеансы завершаются"},
    {"Where the user is logged in", "Где пользователь вошёл"},
    {"Log out somewhere else", "Выйти на другом устройстве"},
    {"What the user did and what was done to the account, the latest first",
     "Что делал пользователь и что происходило с аккаунтом, сначала последнее"},
    {"All that is stored about the user: profile, sessions, keys, projects with maps, events",
     "Всё, что хранится о пользователе: профиль, сеансы, ключи, проекты с картами, события"},
    {"The API keys of the user, without what they say", "Ключи API пользователя, без их содержимого"},
    {"Make a key by which a program acts for the user, as far as its scopes go",
     "Создать ключ, по которому программа действует за пользователя в пределах данных прав"},
    {"End a key", "Отозвать ключ"},
    {"Refuse an account, and all of its sessions and keys, from now on",
     "Отключить аккаунт со всеми его сеансами и ключами"},
    {"Let an account in again", "Снова включить аккаунт"},
};

constexpr Text of_projects[] = {
    {"The projects that the user may see, the latest changed first",
     "Проекты, доступные пользователю, сначала изменённые последними"},
    {"Make a project with an empty map", "Создать проект с пустой картой"},
    {"A project", "Проект"},
    {"Rename a project, archive it, or make it a template",
     "Переименовать проект, отправить в архив или сделать шаблоном"},
    {"Delete a project", "Удалить проект"},
    {"Make a project with the same map", "Создать проект с такой же картой"},
    {"Who shares the project", "Участники проекта"},
    {"Share the project; the answer does not tell whether the address has an account",
     "Поделиться проектом; ответ не говорит, есть ли у адреса аккаунт"},
    {"Give a member another role", "Изменить роль участника"},
    {"End the sharing with a member, or leave", "Исключить участника или выйти из проекта"},
    {"The invitations that are open, the latest first", "Открытые приглашения, сначала последние"},
    {"Take an invitation back", "Отозвать приглашение"},
    {"Become a member by the token of the letter; the account has the address it went to",
     "Стать участником по токену из письма; адрес аккаунта должен совпадать с адресом письма"},
    {"The links that are valid, without what they say", "Действующие ссылки, без их содержимого"},
    {"Make a link by which anybody may read the project, without an account",
     "Создать ссылку, по которой проект может читать кто угодно, без аккаунта"},
    {"End a link", "Отозвать ссылку"},
};

constexpr Text of_maps[] = {
    {"The map as JSON of schema v1, with its revision", "Карта как JSON по схеме v1, с её ревизией"},
    {"One story with everything that is known of it", "Одна история со всем, что о ней известно"},
    {"Apply a batch of edits: all of them or none", "Применить пакет правок: все или ни одной"},
    {"What has changed since a revision, oldest first", "Что изменилось с указанной ревизии, сначала самое раннее"},
    {"Undo the user's newest batch that is not undone", "Отменить последний неотменённый пакет пользователя"},
    {"Do again what the user undid last", "Вернуть то, что пользователь отменил последним"},
    {"Link two stories", "Связать две истории"},
    {"Take a link away", "Убрать связь"},
    {"The versions that were kept, the latest first", "Сохранённые версии, сначала последние"},
    {"Keep the map as it is now, under a name", "Сохранить карту, какая она сейчас, под именем"},
    {"The map as it was, as JSON of schema v1", "Карта, какой она была, как JSON по схеме v1"},
    {"Keep a version no longer", "Больше не хранить версию"},
    {"Make the map what it was: a batch like any other, which can be undone",
     "Вернуть карту к версии: такой же пакет, как любой другой, его можно отменить"},
    {"Make the map what a file says: Trello, Jira, CSV, Markdown, JSON and others",
     "Сделать карту такой, как в файле: Trello, Jira, CSV, Markdown, JSON и другие"},
    {"The map as a file", "Карта как файл"},
    {"Score, issues, duplicates and similar stories", "Оценка, замечания, дубликаты и похожие истории"},
    {"Score and issues alone", "Только оценка и замечания"},
    {"The stories closest to a text: for looking while somebody types",
     "Истории, ближайшие к тексту: для поиска по мере ввода"},
    {"Similar stories across projects: those named, or all that the user may see",
     "Похожие истории в разных проектах: названных или всех доступных пользователю"},
};

constexpr Text of_nouns[] = {
    {"Add an activity, the last one unless `after` is said", "Добавить активность, последней, если не указано `after`"},
    {"Add a task, the last one unless `after` is said", "Добавить задачу, последней, если не указано `after`"},
    {"Add a story, the last one unless `after` is said", "Добавить историю, последней, если не указано `after`"},
    {"Add a release, the last one unless `after` is said", "Добавить релиз, последним, если не указано `after`"},
    {"Add a persona, the last one unless `after` is said", "Добавить персону, последней, если не указано `after`"},
    {"Set fields of an activity; null clears one", "Задать поля активности; null очищает поле"},
    {"Set fields of a task; null clears one", "Задать поля задачи; null очищает поле"},
    {"Set fields of a story; null clears one", "Задать поля истории; null очищает поле"},
    {"Set fields of a release; null clears one", "Задать поля релиза; null очищает поле"},
    {"Set fields of a persona; null clears one", "Задать поля персоны; null очищает поле"},
    {"Move an activity", "Переместить активность"},
    {"Move a task", "Переместить задачу"},
    {"Move a story", "Переместить историю"},
    {"Move a release", "Переместить релиз"},
    {"Move a persona", "Переместить персону"},
    {"Take an activity off the map, with all that stands in it or refers to it",
     "Убрать активность с карты со всем, что в ней стоит или на неё ссылается"},
    {"Take a task off the map, with all that stands in it or refers to it",
     "Убрать задачу с карты со всем, что в ней стоит или на неё ссылается"},
    {"Take a story off the map, with all that stands in it or refers to it",
     "Убрать историю с карты со всем, что на неё ссылается"},
    {"Take a release off the map, with all that stands in it or refers to it",
     "Убрать релиз с карты со всем, что на него ссылается"},
    {"Take a persona off the map, with all that stands in it or refers to it",
     "Убрать персону с карты со всем, что на неё ссылается"},
};

constexpr Text of_the_system[] = {
    {"The process is alive", "Процесс жив"},
    {"The server can take requests: the database answers, and the server is not about to end",
     "Сервер готов принимать запросы: база данных отвечает, и сервер не завершается"},
    {"This description of the API, for programs", "Это описание API, для программ"},
    {"This description of the API, for people", "Это описание API, для людей"},
    {"The style of that page", "Оформление этой страницы"},
};

constexpr Text of_values[] = {
    {"as it was at that revision", "какой она была в этой ревизии"},
    {"how many at most; 50 if it is not said", "сколько самое большее; 50, если не указано"},
    {"json if it is not said", "json, если не указано"},
    {"only report what would be read", "только сообщить, что было бы прочитано"},
    {"sent again, the import is not done again", "при повторе импорт не выполняется ещё раз"},
    {"the archived ones instead", "вместо этого — архивные"},
    {"the revision that is known", "известная ревизия"},
    {"what the file is; found out if it is not said", "что за файл; определяется, если не указано"},
    {"where the page begins: next_cursor of the one before", "начало страницы: next_cursor предыдущей"},
    {"whose extension helps to find out the format", "расширение помогает определить формат"},
    {"a browser gets its tokens as cookies, a program in the body of the answer",
     "браузер получает токены в cookie, программа — в теле ответа"},
    {"chosen by the client; sent again, the batch is not applied again",
     "выбирает клиент; при повторе пакет не применяется ещё раз"},
    {"for the header X-API-Key; shown only now", "для заголовка X-API-Key; показывается только сейчас"},
    {"for the header X-Share-Token; shown only now", "для заголовка X-Share-Token; показывается только сейчас"},
    {"from where; of what others did it is not told", "откуда; о действиях других не сообщается"},
    {"from which score on stories are similar", "с какого балла истории считаются похожими"},
    {"from which score on they are duplicates", "с какого балла они считаются дубликатами"},
    {"its last characters", "его последние символы"},
    {"opens the project in a browser", "открывает проект в браузере"},
    {"seconds", "секунды"},
    {"seconds; without it the key does not expire", "секунды; без этого ключ бессрочный"},
    {"that is about to be deleted", "который ожидает удаления"},
    {"the sibling to stand behind; null for the first place", "сосед, за которым встать; null — первое место"},
    {"the token of one, where only who is invited may register",
     "токен приглашения, если регистрация только по приглашениям"},
    {"what others had changed since base_revision", "что другие успели изменить после base_revision"},
    {"what went to the end, its place being gone", "что встало в конец, так как место исчезло"},
    {"who did it, if it is known", "кто это сделал, если известно"},
    {"that of the caller if it is not said", "язык вызывающего, если не указано"},
};

}  // namespace

std::string_view find_reference_text(std::string_view english) noexcept {
  std::string_view found;
  auto const look = [&](auto const& texts) {
    auto const* const text =
        std::find_if(std::begin(texts), std::end(texts), [&](Text const& one) { return one.english == english; });
    if (text != std::end(texts)) found = text->russian;
  };
  look(of_the_page);
  look(of_tags);
  look(of_the_system);
  look(of_accounts);
  look(of_projects);
  look(of_maps);
  look(of_nouns);
  look(of_values);
  return found;
}

}  // namespace storymap::server::api
