// tests/support/random_corpus.hpp - seeded texts and matrices with many near-duplicates, for property tests.
#pragma once

#include <storymap/sparse_matrix.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "support/storymap_test.hpp"

namespace storymap_test {

/// Texts over a small vocabulary, English and Russian; some are empty, some copies of others with a few words changed.
[[nodiscard]] inline std::vector<std::string> random_texts(Random& random, std::size_t most) {
  static std::vector<std::string> const words = {"pay",    "card",   "order", "user",  "search", "a",
                                                 "Report", "7",      "дата",  "заказ", "Оплата", "export",
                                                 "the",    "ЗАКАЗЫ", "to",    "x1"};
  std::vector<std::string> texts;
  for (std::size_t left = random.below(most + 1); left > 0; --left) {
    std::string text = !texts.empty() && random.chance(0.4) ? random.pick(texts) : std::string();
    for (std::size_t more = random.below(random.chance(0.1) ? 40 : 6); more > 0; --more) {
      text += (random.chance(0.9) ? " " : ", ") + random.pick(words);
    }
    texts.push_back(text);
  }
  return texts;
}

/// Rows with few columns and weights from a short list, so that ties and exact copies occur.
[[nodiscard]] inline storymap::SparseMatrix random_matrix(Random& random, std::size_t most_rows) {
  static std::vector<double> const weights = {0.25, 0.5, 1, 1, 2, 3.7};
  std::size_t const columns = 1 + random.below(12);
  storymap::SparseMatrix matrix(columns);
  double const density = random.chance(0.2) ? 1 : 0.3;
  for (std::size_t left = random.below(most_rows + 1); left > 0; --left) {
    for (std::uint32_t column = 0; column < columns; ++column) {
      if (random.chance(density)) matrix.push_back(column, random.pick(weights));
    }
    matrix.end_row();
  }
  return matrix;
}

}  // namespace storymap_test
