// storymap/impl/vectorizer_terms.ipp - bodies of vectorizer.hpp: the terms of one text, the weights of one row.
// Room: engine.
#pragma once

#include <storymap/detail/exact.hpp>
#include <storymap/detail/prepared_text.hpp>
#include <storymap/detail/terms.hpp>
#include <storymap/vectorizer.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

[[nodiscard]] inline bool is_made_of_words(Analyzer analyzer) noexcept {
  return analyzer == Analyzer::word || analyzer == Analyzer::fields;
}

/// The words of a prepared text that are no stop words.
inline void find_tokens(std::string_view prepared, VectorizerOptions const& options,
                        std::vector<std::string_view>& tokens) {
  tokens.clear();
  auto const keep = [&](std::string_view token) {
    if (!options.stop_words.contains(token)) tokens.push_back(token);
  };
  if (options.analyzer == Analyzer::word) {
    for_each_word(prepared, keep);
  } else {
    storymap::for_each_field(prepared, keep);
  }
}

/// Calls `visit(std::string_view term)` for every term of a text, repetitions included.
template <class Visit>
void for_each_term(std::string_view text, VectorizerOptions const& options, Visit&& visit) {
  PreparedText const prepared(text, options.lowercase, options.strip_accents);
  auto const [min, max] = options.ngram_range;
  if (options.analyzer == Analyzer::chars) {
    for_each_char_ngram(collapse_spaces(prepared.view()), min, max, visit);
  } else if (options.analyzer == Analyzer::chars_wb) {
    for_each_padded_ngram(prepared.view(), min, max, visit);
  } else {
    std::vector<std::string_view> tokens;
    find_tokens(prepared.view(), options, tokens);
    for_each_word_ngram(tokens, min, max, visit);
  }
}

/// Turns the counts of one row into weights: term frequency, idf, norm; the order of scikit-learn's TfidfTransformer.
STORYMAP_DECL void weigh(SparseMatrix& matrix, std::size_t row, VectorizerOptions const& options,
                         std::span<double const> idf) {
  std::span<double> const values = matrix.values_of(row);
  std::span<std::uint32_t const> const columns = matrix.row(row).columns;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (options.sublinear_tf) values[k] = std::log(values[k]) + 1.0;
    if (options.use_idf) values[k] *= idf[columns[k]];
  }
  if (options.norm == Norm::l2) return divide_by_length(values);
  if (options.norm == Norm::none) return;
  double length = 0;
  for (double const value : values) length += std::abs(value);
  if (length == 0) return;
  for (double& value : values) value /= length;
}

}  // namespace detail

STORYMAP_END
