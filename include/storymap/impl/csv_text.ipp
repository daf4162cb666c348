// storymap/impl/csv_text.ipp - the words in the cells of CSV files, English and Russian.
// Room: formats.
#pragma once

#include <storymap/impl/csv_header_text.ipp>
#include <storymap/text.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>

STORYMAP_BEGIN

namespace detail::csv {

struct StatusWord {
  std::string_view word;
  Status status;
};
inline constexpr StatusWord csv_statuses[] = {
    {"to do", Status::todo},
    {"open", Status::todo},
    {"new", Status::todo},
    {"backlog", Status::todo},
    {"reopened", Status::todo},
    {"ready", Status::todo},
    {"proposed", Status::todo},
    {"planned", Status::todo},
    {"not started", Status::todo},
    {"selected for development", Status::todo},
    {"новый", Status::todo},
    {"новая", Status::todo},
    {"сделать", Status::todo},
    {"к выполнению", Status::todo},
    {"открыт", Status::todo},
    {"открыта", Status::todo},
    {"открыто", Status::todo},
    {"открытый", Status::todo},
    {"переоткрыт", Status::todo},
    {"бэклог", Status::todo},
    {"запланировано", Status::todo},
    {"in progress", Status::in_progress},
    {"doing", Status::in_progress},
    {"active", Status::in_progress},
    {"started", Status::in_progress},
    {"committed", Status::in_progress},
    {"in development", Status::in_progress},
    {"in review", Status::in_progress},
    {"code review", Status::in_progress},
    {"review", Status::in_progress},
    {"testing", Status::in_progress},
    {"in testing", Status::in_progress},
    {"in test", Status::in_progress},
    {"in qa", Status::in_progress},
    {"qa", Status::in_progress},
    {"в работе", Status::in_progress},
    {"в процессе", Status::in_progress},
    {"в разработке", Status::in_progress},
    {"на проверке", Status::in_progress},
    {"тестирование", Status::in_progress},
    {"в тестировании", Status::in_progress},
    {"done", Status::done},
    {"closed", Status::done},
    {"resolved", Status::done},
    {"complete", Status::done},
    {"completed", Status::done},
    {"finished", Status::done},
    {"accepted", Status::done},
    {"released", Status::done},
    {"fixed", Status::done},
    {"cancelled", Status::done},
    {"canceled", Status::done},
    {"rejected", Status::done},
    {"won't do", Status::done},
    {"готово", Status::done},
    {"закрыт", Status::done},
    {"закрыта", Status::done},
    {"закрыто", Status::done},
    {"закрытый", Status::done},
    {"выполнено", Status::done},
    {"сделано", Status::done},
    {"решен", Status::done},
    {"решена", Status::done},
    {"решено", Status::done},
    {"завершено", Status::done},
    {"отменено", Status::done},
    {"blocked", Status::blocked},
    {"on hold", Status::blocked},
    {"impeded", Status::blocked},
    {"waiting", Status::blocked},
    {"заблокировано", Status::blocked},
    {"заблокирована", Status::blocked},
    {"заблокирован", Status::blocked},
    {"приостановлено", Status::blocked},
    {"на паузе", Status::blocked},
    {"отложено", Status::blocked},
};

struct LevelWord {
  std::string_view word;
  CsvLevel level;
};
inline constexpr LevelWord csv_levels[] = {
    {"epic", CsvLevel::epic},
    {"эпик", CsvLevel::epic},
    {"initiative", CsvLevel::epic},
    {"инициатива", CsvLevel::epic},
    {"activity", CsvLevel::epic},
    {"активность", CsvLevel::epic},
    {"story", CsvLevel::story},
    {"user story", CsvLevel::story},
    {"история", CsvLevel::story},
    {"пользовательская история", CsvLevel::story},
    {"task", CsvLevel::story},
    {"задача", CsvLevel::story},
    {"bug", CsvLevel::story},
    {"defect", CsvLevel::story},
    {"ошибка", CsvLevel::story},
    {"баг", CsvLevel::story},
    {"дефект", CsvLevel::story},
    {"feature", CsvLevel::story},
    {"new feature", CsvLevel::story},
    {"фича", CsvLevel::story},
    {"improvement", CsvLevel::story},
    {"улучшение", CsvLevel::story},
    {"change request", CsvLevel::story},
    {"product backlog item", CsvLevel::story},
    {"requirement", CsvLevel::story},
    {"требование", CsvLevel::story},
    {"spike", CsvLevel::story},
    {"test", CsvLevel::story},
    {"issue", CsvLevel::story},
    {"sub-task", CsvLevel::subtask},
    {"подзадача", CsvLevel::subtask},
};

inline constexpr std::string_view csv_priorities[] = {
    "highest", "high",   "medium",  "low",     "lowest", "blocker",     "critical", "major",   "minor", "trivial",
    "must",    "should", "could",   "won't",   "urgent", "normal",      "mvp",      "p0",      "p1",    "p2",
    "p3",      "p4",     "высокий", "средний", "низкий", "критический", "обычный",  "срочный",
};

/// True when `text`, in the form of `csv_word`, begins with `word`; the rest of `text` goes to `rest`.
[[nodiscard]] constexpr bool begins_with_word(std::string_view text, std::string_view word,
                                              std::string_view& rest) noexcept {
  for (char const letter : word) {
    if (letter == ' ' || letter == '-') continue;
    if (text.empty() || text.front() != letter) return false;
    text.remove_prefix(1);
  }
  rest = text;
  return true;
}

[[nodiscard]] constexpr bool same_word(std::string_view text, std::string_view word) noexcept {
  std::string_view rest;
  return begins_with_word(text, word, rest) && rest.empty();
}

/// The row of `table` whose word `text` is, or null.
template <class Row, std::size_t Size>
[[nodiscard]] constexpr Row const* find_word(Row const (&table)[Size], std::string_view text) noexcept {
  auto const* const at =
      std::find_if(std::begin(table), std::end(table), [&](Row const& row) { return same_word(text, row.word); });
  return at == std::end(table) ? nullptr : at;
}

STORYMAP_DECL std::string csv_word(std::string_view text) {
  std::string const lower = to_lower(trim(text));
  std::string word;
  word.reserve(lower.size());
  for (std::size_t at = 0; at < lower.size();) {
    std::size_t const size = std::max<std::size_t>(decode_utf8(lower, at).size, 1);
    std::string_view const letter = std::string_view(lower).substr(at, size);
    if (letter == "ё") {
      word += "е";
    } else if (letter == "\xE2\x80\x99") {
      word += '\'';
    } else if (letter != "_" && letter != "-" && trim(letter).size() == size) {
      word += letter;
    }
    at += size;
  }
  return word;
}

STORYMAP_DECL std::string csv_header_word(std::string_view header) {
  std::string word = csv_word(header);
  std::string_view rest;
  for (std::string_view const wrapper : csv_wrappers) {
    if (begins_with_word(word, wrapper, rest) && rest.size() > 1 && rest.back() == ')') {
      return std::string(rest.substr(0, rest.size() - 1));
    }
  }
  while (word.size() > 1 && (word.back() == ':' || word.back() == '*' || word.back() == '?')) word.pop_back();
  return word;
}

STORYMAP_DECL HeaderWord const* find_header_word(std::string_view word) noexcept {
  return find_word(csv_headers, word);
}

STORYMAP_DECL std::optional<LinkWord> find_link_word(std::string_view header) {
  std::string const word = csv_word(header);
  std::string_view type;
  for (LinkPrefix const& prefix : csv_link_prefixes) {
    if (!begins_with_word(word, prefix.word, type)) continue;
    LinkWord link{LinkKind::relates, prefix.outward};
    for (LinkTypeWord const& known : csv_link_types) {
      if (type.starts_with(known.begin)) link.kind = known.kind;
    }
    return link;
  }
  LinkHeader const* const known = find_word(csv_link_headers, word);
  return known == nullptr ? std::nullopt : std::optional(known->meaning);
}

STORYMAP_DECL bool is_jira_header(std::string_view header) {
  std::string const word = csv_word(header);
  std::string_view rest;
  auto const begins = [&](std::string_view prefix) { return begins_with_word(word, prefix, rest); };
  return std::any_of(std::begin(csv_wrappers), std::end(csv_wrappers), begins) ||
         std::any_of(std::begin(csv_link_prefixes), std::end(csv_link_prefixes),
                     [&](LinkPrefix const& prefix) { return begins(prefix.word); });
}

STORYMAP_DECL std::optional<Status> find_status_word(std::string_view word) noexcept {
  StatusWord const* const known = find_word(csv_statuses, word);
  return known == nullptr ? std::nullopt : std::optional(known->status);
}

STORYMAP_DECL CsvLevel find_level_word(std::string_view word) noexcept {
  LevelWord const* const known = find_word(csv_levels, word);
  return known == nullptr ? CsvLevel::none : known->level;
}

STORYMAP_DECL bool is_priority_word(std::string_view word) noexcept {
  return std::any_of(std::begin(csv_priorities), std::end(csv_priorities),
                     [&](std::string_view priority) { return same_word(word, priority); });
}

/// True for text with a letter of the Cyrillic block.
[[nodiscard]] inline bool has_cyrillic(std::string_view text) noexcept {
  return text.find_first_of("\xD0\xD1\xD2\xD3") != std::string_view::npos;
}

/// "a ", "an " or nothing, as goes with a role: "a buyer", "an admin", "buyers", "the team".
[[nodiscard]] inline std::string_view article_of(std::string_view role) {
  std::string const lower = to_lower(role);
  for (std::string_view const article : {"a ", "an ", "the ", "any ", "as "}) {
    if (lower.starts_with(article)) return "";
  }
  if (lower.empty() || lower.back() == 's') return "";
  return std::string_view("aeiou").find(lower.front()) == std::string_view::npos ? "a " : "an ";
}

/// A verb that opened a sentence and now stands inside one: "Pay by card" -> "pay by card", but "API" stays.
[[nodiscard]] inline std::string inside_sentence(std::string_view text) {
  bool const capital = text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z';
  return capital ? to_lower(text.substr(0, 1)) + std::string(text.substr(1)) : std::string(text);
}

/// Appends a part of a sentence behind its opening words, which `text` may bring along itself.
inline void append_clause(std::string& sentence, std::string_view opening, std::string_view own_opening,
                          std::string_view text) {
  if (text.empty()) return;
  if (!sentence.empty()) sentence += ", ";
  if (!to_lower(text).starts_with(own_opening)) sentence += opening;
  sentence += text;
}

STORYMAP_DECL std::string story_sentence(std::string_view role, std::string_view action, std::string_view benefit) {
  std::string sentence;
  if (!benefit.empty() && action.ends_with('.')) action.remove_suffix(1);
  if (has_cyrillic(action)) {
    append_clause(sentence, "Как ", "как ", role);
    append_clause(sentence, role.empty() ? "Я хочу " : "я хочу ", "я ", action);
    append_clause(sentence, "чтобы ", "чтобы ", benefit);
    return sentence;
  }
  bool const infinitive = to_lower(action).starts_with("to ");
  bool const purpose = to_lower(benefit).starts_with("to ");
  append_clause(sentence, "As " + std::string(article_of(role)), "as ", role);
  append_clause(sentence, infinitive ? "I want " : "I want to ", "i ", inside_sentence(action));
  append_clause(sentence, purpose ? "" : "so that ", "so that ", benefit);
  return sentence;
}

}  // namespace detail::csv

STORYMAP_END
