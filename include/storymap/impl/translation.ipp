// storymap/impl/translation.ipp - bodies of translation.hpp: finds the template a message was made of.
#pragma once

#include <storymap/impl/translation_text_base.ipp>
#include <storymap/impl/translation_text_csv.ipp>
#include <storymap/impl/translation_text_engine.ipp>
#include <storymap/impl/translation_text_json.ipp>
#include <storymap/impl/translation_text_lists.ipp>
#include <storymap/impl/translation_text_markdown.ipp>
#include <storymap/impl/translation_text_model.ipp>
#include <storymap/impl/translation_text_words.ipp>
#include <storymap/translation.hpp>

#include <array>
#include <cstddef>

STORYMAP_BEGIN

namespace detail::messages {

/// What stands for "{0}" to "{9}".
using Arguments = std::array<std::string_view, 10>;

/// True when `pattern` goes on with "{0}" or, in a translation, "{0:t}".
[[nodiscard]] inline bool is_placeholder(std::string_view pattern) noexcept {
  return pattern.size() > 2 && pattern[0] == '{' && pattern[1] >= '0' && pattern[1] <= '9' &&
         (pattern[2] == '}' || pattern[2] == ':');
}

[[nodiscard]] inline std::size_t index_of(std::string_view placeholder) noexcept {
  return static_cast<std::size_t>(placeholder[1] - '0');
}

/// The characters of a pattern before its next placeholder.
[[nodiscard]] inline std::string_view literal_of(std::string_view pattern) noexcept {
  std::size_t size = 0;
  while (size < pattern.size() && !is_placeholder(pattern.substr(size))) ++size;
  return pattern.substr(0, size);
}

/// Whether `text` is made of `pattern`, whose arguments are as short as can be and never empty.
[[nodiscard]] inline bool matches(std::string_view pattern, std::string_view text, Arguments& arguments) {
  std::string_view const head = literal_of(pattern);
  if (!text.starts_with(head)) return false;
  pattern.remove_prefix(head.size());
  text.remove_prefix(head.size());
  if (pattern.empty()) return text.empty();
  std::string_view& argument = arguments[index_of(pattern)];
  std::string_view const rest = pattern.substr(3);
  std::string_view const next = literal_of(rest);
  if (rest.empty()) {
    argument = text;
    return !text.empty();
  }
  for (std::size_t at = text.find(next, 1); at != std::string_view::npos; at = text.find(next, at + 1)) {
    if (!matches(rest, text.substr(at), arguments)) continue;
    argument = text.substr(0, at);
    return true;
  }
  return false;
}

/// How many characters of a message a pattern knows.
[[nodiscard]] inline std::size_t known_of(std::string_view pattern) noexcept {
  std::size_t known = 0;
  while (!pattern.empty()) {
    std::string_view const literal = literal_of(pattern);
    known += literal.size();
    pattern.remove_prefix(literal.size());
    if (!pattern.empty()) pattern.remove_prefix(3);
  }
  return known;
}

/// "'a', 'b'" with the quotes of `text`'s language: an opening quote begins a word, a closing one ends it.
[[nodiscard]] inline std::string with_quotes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const opens = text[at] == '\'' && (at == 0 || text[at - 1] == ' ');
    bool const closes = text[at] == '\'' && (at + 1 == text.size() || text[at + 1] == ',');
    out += opens ? std::string_view("\u00AB") : closes ? std::string_view("\u00BB") : text.substr(at, 1);
  }
  return out;
}

[[nodiscard]] inline std::string fill(std::string_view pattern, Arguments const& arguments, Language language) {
  std::string out;
  while (!pattern.empty()) {
    std::string_view const literal = literal_of(pattern);
    out += literal;
    pattern.remove_prefix(literal.size());
    if (pattern.empty()) break;
    std::string_view const argument = arguments[index_of(pattern)];
    char const how = pattern[2] == ':' ? pattern[3] : '}';
    if (how == 't') out += translated(argument, language);
    if (how == 'g') out += translated("of " + std::string(argument), language);
    if (how == 'q') out += with_quotes(argument);
    if (how == '}') out += argument;
    pattern.remove_prefix(how == '}' ? 3 : 5);
  }
  return out;
}

}  // namespace detail::messages

STORYMAP_DECL std::span<std::span<LocalText const> const> message_catalogue() noexcept {
  namespace messages = detail::messages;
  static constexpr std::span<LocalText const> all[] = {
      messages::base,     messages::model,  messages::engine, messages::csv,    messages::json,    messages::lists,
      messages::markdown, messages::trello, messages::words,  messages::losses, messages::formats,
  };
  return all;
}

STORYMAP_DECL std::optional<std::string> find_translation(std::string_view english, Language language) {
  if (language == Language::en) return std::string(english);
  LocalText const* best = nullptr;
  std::size_t most = 0;
  detail::messages::Arguments arguments;
  for (std::span<LocalText const> const table : message_catalogue()) {
    for (LocalText const& entry : table) {
      std::size_t const known = detail::messages::known_of(entry.en);
      detail::messages::Arguments found;
      if (known <= most || !detail::messages::matches(entry.en, english, found)) continue;
      best = &entry;
      most = known;
      arguments = found;
    }
  }
  if (best == nullptr) return std::nullopt;
  return detail::messages::fill(best->in(language), arguments, language);
}

STORYMAP_DECL std::string translated(std::string_view english, Language language) {
  return find_translation(english, language).value_or(std::string(english));
}

STORYMAP_END
