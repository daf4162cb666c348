// storymap/impl/grammar.ipp - bodies of grammar.hpp and the indicators of each language.
#pragma once

#include <storymap/detail/characters.hpp>
#include <storymap/grammar.hpp>

#include <algorithm>
#include <cstddef>
#include <initializer_list>

STORYMAP_BEGIN

namespace detail::grammar {

// Phrases, separated by '|': lower case, with 'е' for 'ё' and a straight apostrophe. A space in one stands for white
// space and at most one comma in the sentence.
using Phrases = std::string_view;

inline constexpr Phrases role_indicators = "as|i as|как|я как|мы как";
inline constexpr Phrases articles = "a|an|the|a(n)|a/an|an/a";

// After a role indicator these begin something else: "as soon as", "as a result", "as described", "как только".
inline constexpr Phrases not_roles =
    "soon|long|well|far|much|many|such|if|of|in|on|per|for|to|is|with|i|we|you|they|part|result|consequence|example|"
    "first step|whole|always|usual|above|before|described|discussed|mentioned|reported|requested|expected|needed|noted|"
    "seen|shown|stated|suggested|recommended|indicated|defined|opposed|"
    "я|мы|он|она|они|только|если|правило|результат|следствие|обычно|всегда|бы";

inline constexpr Phrases pronouns = "i|i'd|i'm|i'll|we|we'd|we'll|we're|я|мы|мне|нам";

// These verbs contain their pronoun and need no comma before them.
inline constexpr Phrases first_person_wishes =
    "хочу|хотим|хотел бы|хотела бы|хотели бы|желаю|желаем|могу|можем|смогу|сможем|мог бы|могла бы|могли бы|"
    "имею возможность|имеем возможность";
inline constexpr Phrases wishes =
    "want|wish|like|love|need|can|could|may|must|should|shall|will|have to|expect|would like|would love|would want|"
    "would prefer|would need|able|am able|are able|must be able|should be able|will be able|would be able|"
    "нужно|нужен|нужна|нужны|надо|необходимо|необходим|необходима|необходимы|требуется|требуются|должен|должна|должны|"
    "хочется|хотелось бы|важно|буду иметь возможность";

// What a wish takes along before the thing that is wished for.
inline constexpr Phrases complements = "to|to be able to|be able to|чтобы|чтоб|иметь возможность";

// A pronoun before one of these opens the means without a comma; the word itself belongs to the means.
inline constexpr Phrases means_openers = "don't|do not|never|only|also|always|am|would|не|также";

inline constexpr Phrases ends_indicators =
    "so that|in order to|in order that|so as to|because|чтобы|чтоб|для того чтобы|с тем чтобы|потому что";
// These say why only after a comma, and "so" also before a subject.
inline constexpr Phrases weak_ends_indicators = "so|так как|поскольку";
inline constexpr Phrases subjects = "i|we|you|he|she|it|they|my|our|their";

// How many bytes of tags and headings a story may have before it, and how many its role: in running text the words of
// a story stand further apart.
inline constexpr std::size_t longest_heading = 80;
inline constexpr std::size_t longest_role = 200;

/// Where an indicator stands; what it introduces begins at `end`.
struct Indicator {
  std::size_t begin = 0;
  std::size_t end = 0;
};

[[nodiscard]] constexpr bool is_word_char(char32_t c) noexcept { return has_flag(c, char_word); }

[[nodiscard]] constexpr bool is_white_space(char32_t c) noexcept { return has_flag(c, char_space); }

[[nodiscard]] constexpr bool is_one_of(char32_t c, std::u32string_view marks) noexcept {
  return marks.find(c) != std::u32string_view::npos;
}

[[nodiscard]] constexpr char32_t fold(char32_t code_point) noexcept {
  char32_t const lower = lower_of(code_point);
  if (lower == U'ё') return U'е';
  return lower == U'\u2019' ? U'\'' : lower;
}

/// Whether a phrase may end here: "so" is not in "so-called", nor "can" in "can't".
[[nodiscard]] inline bool ends_phrase(std::string_view text, std::size_t at) noexcept {
  if (at == text.size()) return true;
  char32_t const next = fold(char_at(text, at).value);
  return !is_word_char(next) && next != U'\'' && next != U'-';
}

[[nodiscard]] inline std::size_t skip_gap(std::string_view text, std::size_t at) noexcept {
  at = skip_spaces(text, at);
  return at < text.size() && text[at] == ',' ? skip_spaces(text, at + 1) : at;
}

/// Where `phrase` ends that stands at `text[at]`; 0 when it does not.
[[nodiscard]] inline std::size_t match_phrase(std::string_view text, std::size_t at, std::string_view phrase) noexcept {
  while (!phrase.empty()) {
    CodePoint const wanted = char_at(phrase, 0);
    phrase.remove_prefix(wanted.size);
    if (at == text.size()) return 0;
    std::size_t const begin = at;
    if (wanted.value == U' ') {
      at = skip_gap(text, at);
      if (at == begin) return 0;
    } else {
      CodePoint const found = char_at(text, at);
      if (fold(found.value) != wanted.value) return 0;
      at += found.size;
    }
  }
  return ends_phrase(text, at) ? at : 0;
}

/// Where the longest of the phrases ends that stands at `text[at]`; 0 when none does.
[[nodiscard]] inline std::size_t match_any(std::string_view text, std::size_t at, Phrases phrases) noexcept {
  std::size_t end = 0;
  while (!phrases.empty()) {
    std::string_view const phrase = phrases.substr(0, phrases.find('|'));
    end = std::max(end, match_phrase(text, at, phrase));
    phrases.remove_prefix(std::min(phrase.size() + 1, phrases.size()));
  }
  return end;
}

/// The place after the phrase that stands at `text[at]`, perhaps inside a slot's brackets, else `at`.
[[nodiscard]] inline std::size_t skip_any(std::string_view text, std::size_t at, Phrases phrases) noexcept {
  std::size_t const next =
      skip_while(text, at, [](char32_t c) { return is_white_space(c) || is_one_of(c, U",*[(<{"); });
  std::size_t const end = match_any(text, next, phrases);
  return end == 0 ? at : end;
}

/// The last character before `text[at]` that is no white space; a line break where a line or the text begins there.
[[nodiscard]] inline char32_t char_before(std::string_view text, std::size_t at) noexcept {
  for (std::string_view before = text.substr(0, at); !before.empty();) {
    CodePoint const last = last_char(before);
    if (last.value == U'\n' || !is_white_space(last.value)) return last.value;
    before.remove_suffix(last.size);
  }
  return U'\n';
}

[[nodiscard]] inline bool begins_clause(std::string_view text, std::size_t at) noexcept {
  return !is_word_char(char_before(text, at));
}

/// A story begins as a clause that no comma precedes, or after a number. That leaves out tags, bullets and headings:
/// "[WEB]", "#G02#", "1.", "US-12", "Login:".
[[nodiscard]] inline bool begins_story(std::string_view text, std::size_t at) noexcept {
  char32_t const before = char_before(text, at);
  return (before >= U'0' && before <= U'9') || (before != U',' && !is_word_char(before));
}

[[nodiscard]] inline std::size_t match_role(std::string_view text, std::size_t at) noexcept {
  std::size_t const end = match_any(text, at, role_indicators);
  if (end == 0) return 0;
  std::size_t const role = skip_any(text, end, articles);
  return match_any(text, skip_spaces(text, role), not_roles) == 0 ? role : 0;
}

[[nodiscard]] inline std::size_t match_wish(std::string_view text, std::size_t at) noexcept {
  std::size_t const wish = std::max(match_any(text, at, wishes), match_any(text, at, first_person_wishes));
  return wish == 0 ? 0 : skip_any(text, wish, complements);
}

[[nodiscard]] inline std::size_t match_means(std::string_view text, std::size_t at) noexcept {
  std::size_t const pronoun = match_any(text, at, pronouns);
  if (pronoun == 0) {
    return begins_clause(text, at) || match_any(text, at, first_person_wishes) != 0 ? match_wish(text, at) : 0;
  }
  std::size_t const next = skip_gap(text, pronoun);
  if (std::size_t const wish = match_wish(text, next); wish != 0) return wish;
  return begins_clause(text, at) || match_any(text, next, means_openers) != 0 ? pronoun : 0;
}

[[nodiscard]] inline std::size_t match_ends(std::string_view text, std::size_t at) noexcept {
  if (std::size_t const strong = match_any(text, at, ends_indicators); strong != 0) return strong;
  std::size_t const weak = match_any(text, at, weak_ends_indicators);
  return weak != 0 && (begins_clause(text, at) || match_any(text, skip_gap(text, weak), subjects) != 0) ? weak : 0;
}

/// The first word at or after `from` where `match_here(text, at)` finds an indicator.
template <class Match>
[[nodiscard]] std::optional<Indicator> find_indicator(std::string_view text, std::size_t from,
                                                      Match match_here) noexcept {
  for (std::size_t at = skip_non_words(text, from); at < text.size(); at = skip_non_words(text, skip_words(text, at))) {
    if (std::size_t const end = match_here(text, at); end != 0) return Indicator{at, end};
  }
  return std::nullopt;
}

/// Without the brackets around a slot, or the one an indicator left: "[user]", "user]".
[[nodiscard]] inline std::string_view without_brackets(std::string_view slot) noexcept {
  for (std::string_view const pair : {"[]", "()", "<>", "{}"}) {
    bool const opens = slot.starts_with(pair[0]);
    bool const closes = slot.ends_with(pair[1]);
    if (opens && closes && slot.find_first_of(pair, 1) == slot.size() - 1) return slot.substr(1, slot.size() - 2);
    if (opens && slot.find(pair[1]) == std::string_view::npos) return slot.substr(1);
    if (closes && slot.find(pair[0]) == std::string_view::npos) return slot.substr(0, slot.size() - 1);
  }
  return slot;
}

[[nodiscard]] constexpr bool separates(char32_t c) noexcept {
  return is_white_space(c) || is_one_of(c, U",;:*-\u2013\u2014\u2026");
}

[[nodiscard]] inline std::string_view without_marks(std::string_view slot) noexcept {
  slot.remove_prefix(skip_while(slot, 0, separates));
  while (!slot.empty()) {
    CodePoint const last = last_char(slot);
    if (!separates(last.value) && !is_one_of(last.value, U".!")) break;
    slot.remove_suffix(last.size);
  }
  return slot;
}

[[nodiscard]] inline std::string_view slot(std::string_view text, std::size_t begin, std::size_t end) noexcept {
  return without_marks(without_brackets(without_marks(text.substr(begin, end - begin))));
}

[[nodiscard]] inline std::optional<StoryParts> parse_from_role(std::string_view text, Indicator role) noexcept {
  auto const means = find_indicator(text, role.end, match_means);
  if (!means) return std::nullopt;
  auto const ends = find_indicator(text, means->end, match_ends).value_or(Indicator{text.size(), text.size()});
  StoryParts const parts = {slot(text, role.end, means->begin), slot(text, means->end, ends.begin),
                            slot(text, ends.end, text.size())};
  if (parts.role.empty() || parts.role.size() > longest_role || parts.means.empty()) return std::nullopt;
  return parts;
}

/// The role after a benefit: the last one before the means, because "as" and "как" also join the clauses of a benefit.
[[nodiscard]] inline std::optional<Indicator> find_role_after(std::string_view text, Indicator benefit) noexcept {
  auto const match_here = [](std::string_view in, std::size_t at) {
    return begins_clause(in, at) ? match_role(in, at) : 0;
  };
  auto role = find_indicator(text, benefit.end, match_here);
  if (!role) return std::nullopt;
  auto const means = find_indicator(text, role->end, match_means);
  if (!means) return std::nullopt;
  while (auto const later = find_indicator(text.substr(0, means->begin), role->end, match_here)) role = later;
  return role;
}

[[nodiscard]] inline std::optional<StoryParts> parse_from_benefit(std::string_view text, Indicator benefit) noexcept {
  auto const role = find_role_after(text, benefit);
  if (!role) return std::nullopt;
  auto parts = parse_from_role(text, *role);
  if (parts && parts->ends.empty()) parts->ends = slot(text, benefit.end, role->begin);
  return parts;
}

}  // namespace detail::grammar

STORYMAP_DECL std::optional<StoryParts> parse_story(std::string_view sentence) noexcept {
  using namespace detail::grammar;
  auto const opening = find_indicator(sentence, 0, [](std::string_view text, std::size_t at) {
    if (at > longest_heading || !begins_story(text, at)) return std::size_t{0};
    return std::max(match_role(text, at), match_any(text, at, ends_indicators));
  });
  if (!opening) return std::nullopt;
  bool const role_first = match_role(sentence, opening->begin) != 0;
  return role_first ? parse_from_role(sentence, *opening) : parse_from_benefit(sentence, *opening);
}

STORYMAP_END
