// storymap/search.hpp - the documents closest to a free text.
// Room: answers. Depends on engine.
#pragma once

#include <storymap/bm25.hpp>
#include <storymap/similarity.hpp>
#include <storymap/vectorizer.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// The rows of `index` most similar to `text`, best first: at most `limit`, scores above 0 and at least `at_least`.
///
/// `index` was built from the matrix of `vectorizer`. For a cosine, words the vectorizer does not know are ignored, as
/// scikit-learn's `transform` does; for Jaccard they count as words the document lacks.
[[nodiscard]] std::vector<Match> search(Vectorizer const& vectorizer, SimilarityIndex const& index,
                                        std::string_view text, std::size_t limit, double at_least = 0);

/// The rows of `index` that answer `text` best, by BM25: at most `limit`, best first. `index` was built from the counts
/// of the terms of `vectorizer`. Words that it does not know are ignored.
[[nodiscard]] std::vector<Match> search(Vectorizer const& vectorizer, Bm25Index const& index, std::string_view text,
                                        std::size_t limit);

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/search.ipp>
#endif
