// storymap/grammar.hpp - who, what and why of a story sentence, in English and Russian.
// Room: text. Depends on config.hpp.
//
//     As a customer, I want to pay by card, so that I need no cash
//          ^ role              ^ means              ^ ends
#pragma once

#include <storymap/config.hpp>

#include <optional>
#include <string_view>

STORYMAP_BEGIN

/// The parts of a story, as views into its sentence: without indicator, article, brackets around a slot and the
/// punctuation that separates them, in their own letter case.
struct StoryParts {
  std::string_view role;
  std::string_view means;
  /// Everything after the indicator, also further sentences; empty when the story does not say why.
  std::string_view ends;

  friend bool operator==(StoryParts const&, StoryParts const&) = default;
};

/// The parts of a sentence in one of the story templates, or nothing when it is in none: it then lacks the role or the
/// means.
///
///     As a <role>, I want to <means>, so that <ends>
///     In order to <ends>, as a <role>, I want to <means>
///     [WEB-7] As <role> I need <means>
///
/// with their usual variations ("the", "we", "would like", "should be able to", "because", ...) and the Russian ones,
/// with or without the pronoun; languages may be mixed, letter case does not matter. After a comma "I" alone introduces
/// the means: "As a user, I get a receipt" has the means "get a receipt". A negation belongs to the means: "don't want
/// to register".
///
/// The words are the tables in impl/grammar.ipp. Of 1,091 annotated stories of 15 real backlogs the role is that of the
/// annotators in 99.6 % (tests/core/test_grammar.cpp). O(size of the sentence), no allocation.
[[nodiscard]] std::optional<StoryParts> parse_story(std::string_view sentence) noexcept;

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/grammar.ipp>
#endif
