// storymap/impl/search.ipp - bodies of search.hpp.
#pragma once

#include <storymap/search.hpp>

#include <algorithm>
#include <string>

STORYMAP_BEGIN

STORYMAP_DECL std::vector<Match> search(Vectorizer const& vectorizer, SimilarityIndex const& index,
                                        std::string_view text, std::size_t limit, double at_least) {
  Corpus query;
  query.add(text);
  SparseMatrix const row = vectorizer.transform(query);
  std::vector<std::string> terms = vectorizer.analyze(text);
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return index.query(row.row(0), limit, at_least, terms.size() - row.nonzeros());
}

STORYMAP_END
