// storymap/impl/vectorizer.ipp - bodies of vectorizer.hpp.
#pragma once

#include <storymap/detail/join_rows.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/impl/vectorizer_fit.ipp>
#include <storymap/impl/vectorizer_terms.ipp>
#include <storymap/vectorizer.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

STORYMAP_BEGIN

STORYMAP_DECL std::optional<std::uint32_t> Vectorizer::column(std::string_view term) const noexcept {
  std::uint32_t const number = terms_.find(term);
  if (number == detail::TermTable::absent || column_of_[number] == detail::TermTable::absent) return std::nullopt;
  return column_of_[number];
}

template <class Beat>
SparseMatrix Vectorizer::transform_rows(Corpus const& corpus, std::size_t begin, std::size_t end, Beat&& beat) const {
  SparseMatrix matrix(size());
  std::vector<std::uint32_t> columns;
  std::vector<std::string_view> tokens;
  for (std::size_t row = begin; row < end; ++row) {
    auto const add = [&](std::uint32_t number) {
      if (number != detail::TermTable::absent && column_of_[number] != detail::TermTable::absent) {
        columns.push_back(column_of_[number]);
      }
    };
    if (detail::is_made_of_words(options_.analyzer) && options_.vocabulary.empty()) {
      detail::PreparedText const prepared(corpus[row], options_.lowercase, options_.strip_accents);
      detail::find_tokens(prepared.view(), options_, tokens);
      terms_.find_ngrams(tokens, options_.ngram_range.min, options_.ngram_range.max, add);
    } else {
      detail::for_each_term(corpus[row], options_, [&](std::string_view term) { add(terms_.find(term)); });
    }
    std::sort(columns.begin(), columns.end());
    for (auto first = columns.begin(); first != columns.end();) {
      auto const last = std::find_if(first, columns.end(), [&](std::uint32_t column) { return column != *first; });
      matrix.push_back(*first, options_.binary ? 1.0 : static_cast<double>(last - first));
      first = last;
    }
    matrix.end_row();
    detail::weigh(matrix, row - begin, options_, idf_);
    columns.clear();
    beat(corpus[row].size() + 1);
  }
  return matrix;
}

STORYMAP_DECL SparseMatrix Vectorizer::transform(Corpus const& corpus) const {
  return transform_rows(corpus, 0, corpus.size(), detail::NoBeat());
}

STORYMAP_DECL Result<SparseMatrix> Vectorizer::transform(Corpus const& corpus, RunOptions const& run) const {
  return detail::watched(run, [&](detail::Pulse& pulse) -> Result<SparseMatrix> {
    constexpr std::size_t rows_at_once = 256;
    std::size_t const blocks = (corpus.size() + rows_at_once - 1) / rows_at_once;
    std::vector<SparseMatrix> parts(blocks);
    pulse.for_each_counted(blocks, [&](unsigned, std::size_t block) {
      std::size_t const begin = block * rows_at_once;
      std::size_t const end = std::min(corpus.size(), begin + rows_at_once);
      parts[block] = transform_rows(corpus, begin, end, detail::Beat(pulse));
    });
    return detail::join_rows(size(), std::move(parts), pulse);
  });
}

STORYMAP_DECL std::vector<std::string> Vectorizer::analyze(std::string_view text) const {
  std::vector<std::string> terms;
  detail::for_each_term(text, options_, [&](std::string_view term) { terms.emplace_back(term); });
  return terms;
}

STORYMAP_DECL Result<Vectorizer> Vectorizer::restore(VectorizerOptions options, std::vector<double> idf) {
  Result<void> const checked = check(options);
  if (!checked) return Failure{checked.error()};
  if (options.vocabulary.empty()) return failure(Errc::invalid_argument, "expected at least one term", "vocabulary");
  if (idf.size() != (options.use_idf ? options.vocabulary.size() : 0)) {
    return failure(Errc::invalid_argument, "expected one weight for each term", "idf");
  }
  if (!std::all_of(idf.begin(), idf.end(), [](double weight) { return std::isfinite(weight); })) {
    return failure(Errc::invalid_argument, "a weight is not finite", "idf");
  }
  Vectorizer vectorizer;
  for (std::string const& term : options.vocabulary) vectorizer.terms_.intern(term);
  vectorizer.term_of_.resize(options.vocabulary.size());
  std::iota(vectorizer.term_of_.begin(), vectorizer.term_of_.end(), 0U);
  vectorizer.column_of_ = vectorizer.term_of_;
  vectorizer.idf_ = std::move(idf);
  vectorizer.options_ = std::move(options);
  return vectorizer;
}

STORYMAP_DECL Result<void> check(VectorizerOptions const& options) {
  if (options.ngram_range.min < 1 || options.ngram_range.max < options.ngram_range.min) {
    return failure(Errc::invalid_argument, "expected 1 <= min <= max", "ngram_range");
  }
  for (auto const& [bound, name] : {std::pair(options.min_df, "min_df"), std::pair(options.max_df, "max_df")}) {
    if (!bound.is_valid()) {
      return failure(Errc::invalid_argument, "expected a share from 0 to 1 or a count from 1 on", name);
    }
  }
  if (options.max_features == std::size_t{0}) {
    return failure(Errc::invalid_argument, "expected at least 1", "max_features");
  }
  detail::StringTable terms;
  for (std::string const& term : options.vocabulary) {
    std::uint32_t const before = terms.size();
    if (terms.intern(term) != before) {
      return failure(Errc::invalid_argument, "the term '" + term + "' is listed twice", "vocabulary");
    }
  }
  return {};
}

STORYMAP_DECL Result<VectorizedCorpus> fit_transform(Corpus const& corpus, VectorizerOptions options,
                                                     RunOptions const& run) {
  return detail::watched(
      run, [&](detail::Pulse& pulse) { return detail::VectorizerFit(std::move(options)).run(corpus, pulse); });
}

STORYMAP_END
