// storymap/impl/vectorizer_fit.ipp - bodies of vectorizer.hpp: learning a vocabulary.
// Room: engine.
#pragma once

#include <storymap/detail/counted_corpus.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/impl/vectorizer_terms.ipp>
#include <storymap/vectorizer.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// One run of fit_transform: puts the terms that were counted in order and turns their lists of documents into rows.
class VectorizerFit {
 public:
  explicit VectorizerFit(VectorizerOptions options) : options_(std::move(options)) {}

  Result<VectorizedCorpus> run(Corpus const& corpus, Pulse& pulse) {
    Result<CountedCorpus> counted = count_corpus(corpus, options_, Singles::listed, pulse);
    if (!counted) return failure_of(std::move(counted));
    counted_ = std::move(*counted);
    Beat const beat(pulse);
    number_terms(beat);
    put_in_order(beat);
    set_idf(beat);
    fill_matrix(beat);
    weigh_rows(pulse);
    result_.vectorizer.options_ = std::move(options_);
    return std::move(result_);
  }

 private:
  /// Puts all terms into one table and notes the documents of each.
  void number_terms(Beat beat) {
    terms_ = counted_.has_words ? TermTable(true) : std::move(counted_.table);
    for (std::uint32_t word = 0; word < counted_.words.size(); ++word) {
      terms_.intern_word(counted_.words[word]);
      beat();
    }
    std::size_t terms = terms_.size();
    for (TermLists const& lists : counted_.parts) terms += lists.terms.size();
    if (counted_.has_words) terms_.reserve(terms, beat);
    list_of_.reserve(terms);
    lengthen(list_of_, terms_.size(), {}, beat);
    for (TermLists const& lists : counted_.parts) {
      lists.for_each_list([&](std::size_t k, std::span<TermPosting const> list) {
        WordPair const term = lists.terms[k];
        bool const is_pair = term.second != WordPair::no_word;
        std::uint32_t const number = is_pair ? terms_.intern_pair(term.first, term.second) : term.first;
        if (number == list_of_.size()) list_of_.emplace_back();
        list_of_[number] = list;
        beat();
      });
    }
  }

  /// Decides which term becomes which column: `kept_`.
  void put_in_order(Beat beat) {
    if (options_.vocabulary.empty()) {
      for (std::uint32_t term = 0; term < list_of_.size(); ++term) {
        // No document: pruned, or the beginning of longer n-grams, not asked for itself.
        if (!list_of_[term].empty()) kept_.push_back(term);
        beat();
      }
      terms_.sort(kept_, beat);
    } else {
      kept_.resize(list_of_.size());
      std::iota(kept_.begin(), kept_.end(), 0U);
    }
  }

  void set_idf(Beat beat) {
    if (!options_.use_idf) return;
    result_.vectorizer.idf_.reserve(kept_.size());
    for (std::uint32_t const term : kept_) {
      result_.vectorizer.idf_.push_back(idf_of(options_, list_of_[term].size(), counted_.documents));
      beat();
    }
  }

  /// Deals the posting lists out to the rows, in the order of the columns, so that the entries of a row ascend.
  void fill_matrix(Beat beat) {
    std::vector<std::uint64_t> row_begin(counted_.documents + 1);
    for (std::uint32_t const term : kept_) {
      for (TermPosting const& posting : list_of_[term]) ++row_begin[posting.row + 1];
      beat(list_of_[term].size() + 1);
    }
    std::partial_sum(row_begin.begin(), row_begin.end(), row_begin.begin());
    std::vector<std::uint64_t> next(row_begin.begin(), row_begin.end() - 1);
    std::vector<std::uint32_t> columns;
    std::vector<double> values;
    std::vector<std::uint32_t> column_of;
    lengthen(columns, row_begin.back(), {}, beat);
    lengthen(values, row_begin.back(), {}, beat);
    lengthen(column_of, terms_.size(), TermTable::absent, beat);
    for (std::uint32_t column = 0; column < kept_.size(); ++column) {
      column_of[kept_[column]] = column;
      for (TermPosting const& posting : list_of_[kept_[column]]) {
        std::uint64_t const at = next[posting.row]++;
        columns[at] = column;
        values[at] = options_.binary ? 1.0 : posting.count;
      }
      beat(list_of_[kept_[column]].size() + 1);
    }
    counted_ = {};
    result_.matrix = SparseMatrix(kept_.size(), std::move(row_begin), std::move(columns), std::move(values));
    result_.vectorizer.terms_ = std::move(terms_);
    result_.vectorizer.term_of_ = std::move(kept_);
    result_.vectorizer.column_of_ = std::move(column_of);
  }

  void weigh_rows(Pulse& pulse) {
    constexpr std::size_t rows_at_once = 2048;
    std::size_t const rows = result_.matrix.rows();
    std::size_t const blocks = (rows + rows_at_once - 1) / rows_at_once;
    pulse.for_each(blocks, [&](unsigned, std::size_t block) {
      std::size_t const end = std::min(rows, (block + 1) * rows_at_once);
      for (std::size_t row = block * rows_at_once; row < end; ++row) {
        weigh(result_.matrix, row, options_, result_.vectorizer.idf_);
      }
    });
  }

  VectorizerOptions options_;
  CountedCorpus counted_;
  TermTable terms_;
  std::vector<std::span<TermPosting const>> list_of_;  ///< by the number of the term
  std::vector<std::uint32_t> kept_;
  VectorizedCorpus result_;
};

}  // namespace detail

STORYMAP_END
