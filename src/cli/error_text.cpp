// src/cli/error_text.cpp - errors of the library in the language of the user.
// Room: cli.
#include "error_text.hpp"

#include <storymap/detail/report_title.hpp>
#include <storymap/translation.hpp>

#include <optional>
#include <string_view>

#include "message_texts.hpp"

namespace storymap::cli {

namespace {

/// What kind of failure it was, for a message that the catalogue does not know.
[[nodiscard]] constexpr std::string_view in_russian(Errc code) noexcept {
  switch (code) {
    case Errc::invalid_argument: return "неверное значение";
    case Errc::invalid_encoding: return "неверная кодировка";
    case Errc::invalid_syntax: return "нарушен синтаксис";
    case Errc::invalid_field: return "неверные данные";
    case Errc::unknown_id: return "ссылка в никуда";
    case Errc::duplicate_id: return "идентификатор повторяется";
    case Errc::in_use: return "элемент ещё используется";
    case Errc::too_large: return "слишком велико";
    case Errc::unsupported: return "не поддерживается";
    case Errc::unknown_format: return "неизвестный формат";
    case Errc::empty_vocabulary: return "не осталось слов для сравнения";
    case Errc::not_found: return "файл не найден";
    case Errc::unreadable: return "файл не читается";
    case Errc::unwritable: return "файл не записывается";
    case Errc::cancelled: return "прервано";
  }
  return "ошибка";
}

/// "line 12, column 4" in the user's language; a JSON pointer stays what it is.
[[nodiscard]] std::string place_text(std::string_view path, Language language) {
  std::string place(path);
  if (language == Language::en || path.starts_with('/')) return place;
  for (LocalText const& word : {messages::line, messages::column}) {
    std::string const english = std::string(word.en) + ' ';
    std::size_t const at = place.find(english);
    if (at != std::string::npos) place.replace(at, word.en.size(), word.ru);
  }
  return place;
}

}  // namespace

std::string error_text(Error const& error, Language language) {
  std::string text;
  if (!error.path.empty()) text = place_text(error.path, language) + ": ";
  std::optional<std::string> const message = find_translation(error.message, language);
  if (!message) text.append(in_russian(error.code)).append(": ");
  return detail::shown_title(text + message.value_or(error.message), detail::most_text_columns);
}

std::string hint_for(Error const& error, Language language) {
  LocalText hint;
  if (error.code == Errc::unknown_format) hint = messages::hint_format;
  if (error.code == Errc::invalid_encoding) hint = messages::hint_encoding;
  if (hint.en.empty()) return {};
  return std::string(messages::hint.in(language)) + ": " + std::string(hint.in(language));
}

}  // namespace storymap::cli
