// storymap/impl/markdown_text.ipp - the words of markdown_words.hpp in the languages they are read in.
// Room: formats.
#pragma once

#include <storymap/detail/markdown_lines.hpp>
#include <storymap/detail/markdown_words.hpp>

#include <algorithm>
#include <array>
#include <string_view>

STORYMAP_BEGIN

namespace detail::markdown {

struct SectionWord {
  std::string_view word;
  Section section;
};

// Letters that are not ASCII are compared as they stand: both spellings are listed.
inline constexpr std::array<SectionWord, 9> section_words = {{{"personas", Section::personas},
                                                              {"releases", Section::releases},
                                                              {"links", Section::links},
                                                              {"Персоны", Section::personas},
                                                              {"персоны", Section::personas},
                                                              {"Релизы", Section::releases},
                                                              {"релизы", Section::releases},
                                                              {"Связи", Section::links},
                                                              {"связи", Section::links}}};

inline constexpr std::array<std::string_view, 11> criteria_words = {
    "acceptance criteria",    "acceptance criterion",    "Критерии приёмки",      "критерии приёмки",
    "Критерии приемки",       "критерии приемки",        "Критерии готовности",   "Akzeptanzkriterien",
    "critères d'acceptation", "criterios de aceptación", "critérios de aceitação"};

STORYMAP_DECL Section section_of(std::string_view title) noexcept {
  auto const known = std::find_if(section_words.begin(), section_words.end(),
                                  [&](SectionWord const& entry) { return same_word(entry.word, title); });
  return known == section_words.end() ? Section::none : known->section;
}

STORYMAP_DECL bool means_criteria(std::string_view title) noexcept {
  if (title.ends_with(':')) title = trim(title.substr(0, title.size() - 1));
  return std::any_of(criteria_words.begin(), criteria_words.end(),
                     [&](std::string_view word) { return same_word(word, title); });
}

}  // namespace detail::markdown

STORYMAP_END
