// server/base/messages_text.cpp - the catalogue of the server's sentences.
#include "server/base/messages.hpp"

#include <algorithm>
#include <iterator>

namespace storymap::server {
namespace {

struct Sentence {
  std::string_view english;
  std::string_view russian;
};

constexpr Sentence catalogue[] = {
    {"Bad Request", "Неверный запрос"},
    {"Unauthorized", "Требуется вход"},
    {"Payment Required", "Требуется оплата"},
    {"Forbidden", "Доступ запрещён"},
    {"Not Found", "Не найдено"},
    {"Method Not Allowed", "Метод не разрешён"},
    {"Not Acceptable", "Неприемлемый формат ответа"},
    {"Request Timeout", "Время запроса истекло"},
    {"Conflict", "Конфликт"},
    {"Gone", "Удалено"},
    {"Precondition Failed", "Условие не выполнено"},
    {"Content Too Large", "Слишком большое содержимое"},
    {"URI Too Long", "Слишком длинный адрес"},
    {"Unsupported Media Type", "Неподдерживаемый тип содержимого"},
    {"Unprocessable Content", "Неверное содержимое"},
    {"Precondition Required", "Требуется условие"},
    {"Too Many Requests", "Слишком много запросов"},
    {"Request Header Fields Too Large", "Слишком большие заголовки"},
    {"Internal Server Error", "Внутренняя ошибка сервера"},
    {"Not Implemented", "Не реализовано"},
    {"Bad Gateway", "Ошибка вышестоящего сервера"},
    {"Service Unavailable", "Сервис временно недоступен"},
    {"Gateway Timeout", "Вышестоящий сервер не ответил вовремя"},
    {"there is no such thing, or you may not see it", "такого нет или у вас нет к нему доступа"},
    {"the server has too much to do: try again in {0} s", "сервер перегружен: повторите через {0} с"},
    // Accounts, projects, maps and the way of a request.
    {"the analysis took too long", "анализ занял слишком много времени"},
    {"the request does not fit what is expected", "запрос не соответствует ожидаемому"},
    {"there is no refresh token in the body, nor as a cookie", "токена обновления нет ни в теле запроса, ни в cookie"},
    {"it is not known whether this was done: look before you try again",
     "неизвестно, выполнено ли это: проверьте, прежде чем повторять"},
    {"something went wrong on our side", "что-то пошло не так на нашей стороне"},
    {"the body must be application/json in UTF-8", "тело запроса должно быть application/json в UTF-8"},
    {"is given twice", "указано дважды"},
    {"this address knows other methods only", "для этого адреса есть только другие методы"},
    {"log in first", "сначала войдите"},
    {"the access token is not valid, or not any more", "токен доступа недействителен или истёк"},
    {"a page of another site may not do this", "странице другого сайта это не разрешено"},
    {"too many requests: try again later", "слишком много запросов: повторите позже"},
    {"this takes the role {0} in the project; yours is {1}", "для этого нужна роль {0} в проекте; ваша роль — {1}"},
    {"the file cannot be read", "файл не удалось прочитать"},
    {"nothing is written in the format '{0}'", "запись в формате «{0}» не поддерживается"},
    {"an edit is not what the format says", "правка не соответствует формату"},
    {"an edit cannot be applied to the map", "правку нельзя применить к карте"},
    {"others have changed the map so that an edit cannot be applied any more",
     "другие изменили карту, и правку больше нельзя применить"},
    {"the map is at revision {0} now", "сейчас карта в версии {0}"},
    {"a project keeps an owner: make somebody else one first",
     "у проекта должен быть владелец: сначала назначьте другого"},
    {"this is no e-mail address", "это не адрес электронной почты"},
    {"this is no cursor of this listing", "этот курсор не от этого списка"},
    {"what may be sent again names the id that it makes",
     "запрос, который можно повторить, сам называет идентификатор"},
    {"a project has {0} open invitations at most: take one back first",
     "у проекта не больше {0} открытых приглашений: сначала отзовите одно"},
    {"the invitation is not valid, or not any more", "приглашение недействительно или больше не действует"},
    {"the invitation is for another e-mail address than yours", "приглашение выписано на другой адрес"},
    {"{0} shares the project '{1}' with you", "{0} открыл вам доступ к проекту «{1}»"},
    {"Open it: {0}", "Открыть: {0}"},
    {"{0} invites you to the project '{1}'", "{0} приглашает вас в проект «{1}»"},
    {"Accept the invitation within 7 days, with an account of this e-mail address: {0}",
     "Примите приглашение в течение 7 дней, войдя с этим адресом почты: {0}"},
    {"a project keeps {0} versions: remove one first", "в проекте хранится не больше {0} версий: сначала удалите одну"},
    {"a project has {0} links at most: remove one first", "у проекта не больше {0} ссылок: сначала удалите одну"},
    {"Verify your e-mail address for storymap", "Подтвердите адрес почты для storymap"},
    {"Verify that this is your e-mail address within {0} hours: {1}",
     "Подтвердите в течение {0} часов, что это ваш адрес почты: {1}"},
    {"If you have not registered, do nothing.", "Если вы не регистрировались, ничего не делайте."},
    {"You have an account of storymap already", "У вас уже есть учётная запись storymap"},
    {"Somebody has tried to register with your e-mail address. If not you, do nothing.",
     "Кто-то пытался зарегистрироваться с вашим адресом почты. Если не вы, ничего не делайте."},
    {"verify your e-mail address first, by the link that was sent to it",
     "сначала подтвердите адрес почты по ссылке из письма"},
    {"the API key is not valid, or not any more", "ключ API недействителен или больше не действует"},
    {"an API key may not do this: log in", "ключом API этого делать нельзя: войдите"},
    {"this takes an API key with the scope '{0}'", "для этого нужен ключ API с областью «{0}»"},
    {"you have {0} API keys, which is the most: revoke one first", "у вас уже {0} ключей API: сначала отзовите один"},
    {"too many tries to log in: try again in {0} s", "слишком много попыток входа: повторите через {0} с"},
    {"Your account of storymap will be deleted", "Ваша учётная запись storymap будет удалена"},
    {"It is deleted on {0}. Until then you can log in and keep it.",
     "Она будет удалена {0}. До этого дня можно войти и сохранить её."},
    {"this account is deleted on {0}: say that you keep it to log in",
     "эта учётная запись будет удалена {0}: чтобы войти, подтвердите, что сохраняете её"},
    {"A new password for storymap", "Новый пароль для storymap"},
    {"Set a new password within {0} minutes: {1}", "Задайте новый пароль в течение {0} минут: {1}"},
    {"If you did not ask for it, do nothing: your password stays as it is.",
     "Если вы об этом не просили, ничего не делайте: пароль останется прежним."},
    {"the link is not valid, or not any more", "ссылка недействительна или больше не действует"},
    {"you own {0} projects, which is the most", "у вас уже {0} проектов: больше нельзя"},
    {"the password is not the right one", "неверный пароль"},
    {"there is an account with this e-mail address", "учётная запись с этим адресом уже есть"},
    {"the e-mail address or the password is wrong", "неверный адрес электронной почты или пароль"},
    {"this account is disabled", "учётная запись отключена"},
    {"this is no refresh token of ours", "это не наш токен обновления"},
    {"the session has ended: log in again", "сеанс завершён: войдите снова"},
    {"this refresh token was used before: log in again", "этот токен обновления уже использован: войдите снова"},
    {"the request is not framed as HTTP/1.1 wants it: {0}", "запрос оформлен не по правилам HTTP/1.1: {0}"},
    {"the header of the request is too large", "слишком большой заголовок запроса"},
    {"the address is too long", "слишком длинный адрес"},
    {"the address cannot be understood", "адрес не удалось разобрать"},
    {"compressed bodies are not taken", "сжатые тела запросов не принимаются"},
    {"the body has more than {0} bytes", "в теле запроса больше {0} байт"},
    {"a map has {0} activities, tasks, stories and others at most",
     "в карте может быть не больше {0} активностей, задач, историй и прочего"},
    {"others have changed since what this would undo", "другие с тех пор изменили то, что отменяется"},
    {"others have changed this since", "другие с тех пор это изменили"},
    {"the map has the revisions 1 to {0}", "у карты есть версии от 1 до {0}"},
    {"the map has changed too often since revision {0}: read it again",
     "карта слишком много раз изменилась после версии {0}: прочитайте её заново"},
    {"a batch has {0} edits at most", "в пакете может быть не больше {0} правок"},
    {"you have changed nothing that is not undone", "у вас нет изменений, которые можно отменить"},
    {"you have undone nothing since your last change", "после последнего изменения вы ничего не отменяли"},
    {"another batch has this id", "этот идентификатор уже у другого пакета"},
    {"this has been undone or done again meanwhile", "это уже отменили или повторили"},
    // Bodies of requests.
    {"the body is not valid JSON, at line {0}, column {1}", "тело запроса — не JSON: строка {0}, столбец {1}"},
    {"the member '{0}' stands here twice", "поле «{0}» указано дважды"},
    {"the number is too large", "слишком большое число"},
    {"there are too many values", "слишком много значений"},
    {"arrays and objects stand too deep in each other", "слишком глубокая вложенность массивов и объектов"},
    {"something follows the end of the JSON text", "после конца JSON есть что-то ещё"},
    {"the JSON text ends too early", "текст JSON оборван"},
    {"a string has half of a surrogate pair", "в строке половина суррогатной пары"},
    {"this is not JSON", "это не JSON"},
    {"expected {0}, found {1}", "ожидается {0}, получено {1}"},
    {"must be from {0} to {1}", "допустимы значения от {0} до {1}"},
    {"must not be empty", "не должно быть пустым"},
    {"must have {0} characters or more", "нужно не меньше {0} символов"},
    {"must have {0} characters or fewer", "допустимо не больше {0} символов"},
    {"must not have control characters", "управляющие символы недопустимы"},
    {"must be a date and time as in RFC 3339", "нужны дата и время в формате, как в 2024-02-29T12:00:00Z"},
    {"must be one of: {0}", "допустимые значения: {0}"},
    {"must have {0} elements or more", "нужно не меньше {0} элементов"},
    {"must have {0} elements or fewer", "допустимо не больше {0} элементов"},
    {"is missing", "обязательное поле отсутствует"},
    {"is not known here", "неизвестное поле"},
    // base: passwords
    {"a password has at least {0} characters", "в пароле должно быть не меньше {0} символов"},
    {"a password has at most {0} bytes", "пароль не может быть длиннее {0} байт"},
    {"a password is text in UTF-8", "пароль должен быть текстом в UTF-8"},
    {"this password is among those that are tried first: choose another",
     "этот пароль подбирают одним из первых: выберите другой"},
    {"this password can be guessed from the name or e-mail address",
     "этот пароль можно угадать по имени или адресу почты"},
    // net: addresses that users name
    {"a URL has at most {0} characters, all of ASCII and none of them a space or a backslash",
     "в URL не больше {0} символов, все из ASCII и среди них нет пробелов и обратной косой черты"},
    {"a URL begins with https://", "URL начинается с https://"},
    {"a URL has no user name or password", "в URL нет имени пользователя и пароля"},
    {"this port may not be called", "этот порт вызывать нельзя"},
    {"this host may not be called: a public name or address is needed",
     "этот узел вызывать нельзя: нужно общедоступное имя или адрес"},
};

struct Status {
  int number;
  std::string_view title;
};

constexpr Status statuses[] = {
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
};

}  // namespace

std::string_view find_message(std::string_view english, Language language) noexcept {
  if (language == Language::en) return english;
  auto const* const found = std::find_if(std::begin(catalogue), std::end(catalogue),
                                         [&](Sentence const& sentence) { return sentence.english == english; });
  return found == std::end(catalogue) ? std::string_view() : found->russian;
}

std::string_view status_title(int status) noexcept {
  auto const* const found = std::find_if(std::begin(statuses), std::end(statuses),
                                         [&](Status const& known) { return known.number == status; });
  return found == std::end(statuses) ? std::string_view("Error") : found->title;
}

}  // namespace storymap::server
