// storymap/live_options.hpp - what the texts of a live index are compared by, and what it answers.
// Room: engine. Depends on text and vectorizer.hpp.
#pragma once

#include <storymap/result.hpp>
#include <storymap/stopwords.hpp>
#include <storymap/text.hpp>
#include <storymap/vectorizer.hpp>

#include <compare>
#include <cstdint>

STORYMAP_BEGIN

/// Names a text of a LiveIndex. Given by `insert` in ascending order and never given twice.
struct DocumentId {
  std::uint64_t value = 0;

  friend auto operator<=>(DocumentId const&, DocumentId const&) = default;
};

/// What the texts are compared by; the meaning of each option is that of VectorizerOptions.
struct LiveOptions {
  NgramRange ngram_range = {1, 2};  ///< {1, 1}: words; {1, 2}: words and pairs of neighbours
  StopWords stop_words = {};
  bool lowercase = true;
  StripAccents strip_accents = StripAccents::none;
  DocumentFrequency max_df = 0.95;  ///< terms in more texts are ignored, as long as they are in more
};

/// invalid_argument, with the name of the option: another range of n-grams, a bound that is no count from 1 on and no
/// share from 0 to 1.
[[nodiscard]] Result<void> check(LiveOptions const& options);

/// The same options for an index that is built anew.
[[nodiscard]] VectorizerOptions rebuild_options(LiveOptions const& options);

/// A text and its similarity to what was asked for.
struct LiveMatch {
  DocumentId id;
  double score = 0;  ///< the cosine, above 0 and at most 1

  friend bool operator==(LiveMatch const&, LiveMatch const&) = default;
};

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/live_options.ipp>
#endif
