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
