// tests/reference/naive_tfidf.hpp - tf-idf by maps of strings: the slow twin of fit_transform for word n-grams.
#pragma once

#include <storymap/vectorizer.hpp>

#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace naive {

using Weights = std::map<std::string, double>;

/// One map of term to weight for each document; smooth idf, l2 norm, bounds on document frequencies as shares.
inline std::vector<Weights> tfidf(std::vector<std::string> const& texts, std::size_t max_n, double max_df) {
  std::vector<Weights> rows;
  std::map<std::string, double> documents_with;
  for (std::string const& text : texts) {
    std::vector<std::string> words;
    std::string const lower = storymap::to_lower(text);
    storymap::for_each_word(lower, [&](std::string_view word) { words.emplace_back(word); });
    Weights counts;
    for (std::size_t first = 0; first < words.size(); ++first) {
      std::string term;
      for (std::size_t n = 0; n < max_n && first + n < words.size(); ++n) {
        term += (n == 0 ? "" : " ") + words[first + n];
        counts[term] += 1;
      }
    }
    for (auto const& [term, count] : counts) documents_with[term] += 1;
    rows.push_back(counts);
  }
  auto const documents = static_cast<double>(texts.size());
  for (Weights& row : rows) {
    std::erase_if(row, [&](auto const& entry) { return documents_with[entry.first] > max_df * documents; });
    double squares = 0;
    for (auto& [term, weight] : row) {
      weight *= std::log((1 + documents) / (1 + documents_with[term])) + 1;
      squares += weight * weight;
    }
    for (auto& [term, weight] : row) weight /= std::sqrt(squares);
  }
  return rows;
}

}  // namespace naive
