// storymap/impl/live_options.ipp - bodies of live_options.hpp.
// Room: engine.
#pragma once

#include <storymap/live_options.hpp>

STORYMAP_BEGIN

STORYMAP_DECL Result<void> check(LiveOptions const& options) {
  auto const [min, max] = options.ngram_range;
  if (min != 1 || max < 1 || max > 2) {
    return failure(Errc::invalid_argument, "expected n-grams from 1 to 1 or from 1 to 2", "ngram_range");
  }
  return check(rebuild_options(options));
}

STORYMAP_DECL VectorizerOptions rebuild_options(LiveOptions const& options) {
  VectorizerOptions rebuild;
  rebuild.ngram_range = options.ngram_range;
  rebuild.stop_words = options.stop_words;
  rebuild.lowercase = options.lowercase;
  rebuild.strip_accents = options.strip_accents;
  rebuild.max_df = options.max_df;
  return rebuild;
}

STORYMAP_END
