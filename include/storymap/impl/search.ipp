// storymap/impl/search.ipp - bodies of search.hpp.
#pragma once

#include <storymap/search.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

STORYMAP_DECL std::vector<Match> search(Vectorizer const& vectorizer, Bm25Index const& index, std::string_view text,
                                        std::size_t limit) {
  std::map<std::uint32_t, double> counts;
  for (std::string const& term : vectorizer.analyze(text)) {
    if (std::optional<std::uint32_t> const column = vectorizer.column(term)) counts[*column] += 1;
  }
  std::vector<std::uint32_t> columns;
  std::vector<double> values;
  for (auto const& [column, count] : counts) {
    columns.push_back(column);
    values.push_back(count);
  }
  return index.query({columns, values}, limit);
}

STORYMAP_END
