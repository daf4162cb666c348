// storymap/impl/vectorizer_fit.ipp - bodies of vectorizer.hpp: learning a vocabulary.
// Room: engine.
#pragma once

#include <storymap/detail/counted_terms.hpp>
#include <storymap/detail/pair_counter.hpp>
#include <storymap/detail/term_table.hpp>
#include <storymap/detail/token_stream.hpp>
#include <storymap/impl/vectorizer_terms.ipp>
#include <storymap/vectorizer.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// One run of fit_transform: numbers the terms and lists their documents, decides which become columns, puts these in
/// order, and turns the lists into rows.
class VectorizerFit {
 public:
  VectorizerFit(Corpus const& corpus, VectorizerOptions options) : corpus_(corpus), options_(std::move(options)) {}

  Result<VectorizedCorpus> run(RunOptions const& run) {
    if (Result<void> valid = check(options_); !valid) return failure_of(std::move(valid));
    if (Result<void> counted = counts_pairs() ? count_words_and_pairs(run) : count_terms_of_texts(run); !counted) {
      return failure_of(std::move(counted));
    }
    if (options_.vocabulary.empty()) {
      if (Result<void> pruned = prune(); !pruned) return failure_of(std::move(pruned));
      terms_.sort(kept_);
    } else {
      kept_.resize(terms_.size());
      std::iota(kept_.begin(), kept_.end(), 0U);
    }
    set_idf();
    fill_matrix(run);
    result_.vectorizer.options_ = std::move(options_);
    return std::move(result_);
  }

 private:
  /// True for single words, pairs of words, or both, which are counted without ever looking at a text twice.
  [[nodiscard]] bool counts_pairs() const noexcept {
    return options_.analyzer == Analyzer::word && options_.vocabulary.empty() && options_.ngram_range.max <= 2;
  }

  /// Calls `read(row)` for every document.
  template <class Read>
  Result<void> read_documents(RunOptions const& run, Read&& read) {
    for (std::size_t row = 0; row < corpus_.size(); ++row) {
      if (run.progress && row % 1024 == 0 && !run.progress(row, corpus_.size())) {
        return failure(Errc::cancelled, "stopped by the caller");
      }
      read(row);
    }
    return {};
  }

  Result<void> count_words_and_pairs(RunOptions const& run) {
    Result<TokenStream> const stream = read_tokens(run);
    if (!stream) return Failure{stream.error()};
    terms_ = TermTable(true);
    for (std::uint32_t word = 0; word < stream->words(); ++word) terms_.intern_word(stream->word(word));
    if (options_.ngram_range.min == 1) {
      counted_ = count_terms(stream->sequence(), stream->words());
    } else {
      counted_.documents.assign(stream->words(), 0);
    }
    if (options_.ngram_range.max == 2) count_pairs(PairCounter(stream->sequence()), run);
    return expect_terms();
  }

  /// Every thread reads a share of the documents, all of about the same size. Put together in order, their words get
  /// the same numbers as one thread would give.
  Result<TokenStream> read_tokens(RunOptions const& run) {
    std::size_t const shares = thread_count(run, corpus_.bytes() / bytes_per_share + 1);
    std::vector<TokenStream> streams(
        shares, TokenStream({&options_.stop_words, options_.lowercase, options_.strip_accents}, best_simd()));
    std::atomic<bool> stopped = false;
    Result<void> const read = for_each_block(shares, {.threads = run.threads}, [&](unsigned worker, std::size_t share) {
      std::size_t const begin = row_of_share(share, shares);
      std::size_t const end = row_of_share(share + 1, shares);
      for (std::size_t row = begin; row < end && !stopped; ++row) {
        bool const asks = worker == 0 && run.progress && (row - begin) % 1024 == 0;
        if (asks && !run.progress((row - begin) * shares, corpus_.size())) stopped = true;
        streams[share].add(corpus_[row]);
      }
    });
    if (!read) return Failure{read.error()};
    if (stopped) return failure(Errc::cancelled, "stopped by the caller");
    for (std::size_t share = 1; share < shares; ++share) {
      streams[0].append(streams[share]);
      streams[share].clear();
    }
    return std::move(streams[0]);
  }

  /// The first row of a share: rows are dealt out by their bytes.
  [[nodiscard]] std::size_t row_of_share(std::size_t share, std::size_t shares) const {
    // Rows without text at the very beginning end behind no byte.
    if (share == 0) return 0;
    return share == shares ? corpus_.size() : corpus_.row_at(corpus_.bytes() / shares * share);
  }

  void count_pairs(PairCounter const& counter, RunOptions const& run) {
    std::vector<CountedPairs> found(counter.parts());
    std::vector<PairCounter::Scratch> scratch(thread_count(run, found.size()));
    (void)for_each_block(found.size(), {.threads = run.threads}, [&](unsigned worker, std::size_t part) {
      found[part] = counter.count(part, scratch[worker]);
    });
    std::size_t terms = terms_.size();
    std::size_t postings = counted_.postings.size();
    for (auto const& [pairs, counted] : found) {
      terms += pairs.size();
      postings += counted.postings.size();
    }
    terms_.reserve(terms);
    counted_.documents.reserve(terms);
    counted_.postings.reserve(postings);
    for (auto& [pairs, counted] : found) {
      for (WordPair const& pair : pairs) terms_.intern_pair(pair.first, pair.second);
      counted_.documents.insert(counted_.documents.end(), counted.documents.begin(), counted.documents.end());
      counted_.postings.insert(counted_.postings.end(), counted.postings.begin(), counted.postings.end());
      counted = {};
    }
  }

  Result<void> count_terms_of_texts(RunOptions const& run) {
    bool const made_of_words = is_made_of_words(options_.analyzer) && options_.vocabulary.empty();
    terms_ = TermTable(made_of_words);
    for (std::string const& term : options_.vocabulary) terms_.intern(term);
    TermSequence sequence;
    std::vector<std::string_view> tokens;
    auto const note = [&](std::uint32_t number) {
      if (number != TermTable::absent) sequence.push_back(number);
    };
    Result<void> read = read_documents(run, [&](std::size_t row) {
      if (made_of_words) {
        PreparedText const prepared(corpus_[row], options_.lowercase, options_.strip_accents);
        find_tokens(prepared.view(), options_, tokens);
        terms_.intern_ngrams(tokens, options_.ngram_range.min, options_.ngram_range.max, note);
      } else {
        for_each_term(corpus_[row], options_, [&](std::string_view term) {
          note(options_.vocabulary.empty() ? terms_.intern(term) : terms_.find(term));
        });
      }
      sequence.end_row();
    });
    if (!read) return read;
    counted_ = count_terms(sequence, terms_.size());
    return expect_terms();
  }

  [[nodiscard]] Result<void> expect_terms() const {
    if (!options_.vocabulary.empty() || !counted_.postings.empty()) return {};
    return failure(Errc::empty_vocabulary, "no term is left: the documents hold only stop words or nothing");
  }

  /// Decides which terms become columns: `kept_`.
  Result<void> prune() {
    double const least = options_.min_df.of(corpus_.size());
    double const most = options_.max_df.of(corpus_.size());
    if (most < least) return failure(Errc::empty_vocabulary, "max_df allows fewer documents than min_df", "max_df");
    for (std::uint32_t term = 0; term < terms_.size(); ++term) {
      double const documents = counted_.documents[term];
      // No document: the beginning of longer n-grams, not asked for itself.
      if (documents > 0 && documents >= least && documents <= most) kept_.push_back(term);
    }
    if (options_.max_features && kept_.size() > *options_.max_features) keep_most_frequent(*options_.max_features);
    if (kept_.empty()) {
      return failure(Errc::empty_vocabulary, "no term is left after pruning: try a lower min_df or a higher max_df");
    }
    return {};
  }

  /// Calls `visit(term, list)` for the posting list of every term.
  template <class Visit>
  void for_each_list(Visit&& visit) const {
    std::span<TermPosting const> rest = counted_.postings;
    for (std::uint32_t term = 0; term < counted_.documents.size(); ++term) {
      visit(term, rest.first(counted_.documents[term]));
      rest = rest.subspan(counted_.documents[term]);
    }
  }

  void keep_most_frequent(std::size_t most) {
    std::vector<std::uint64_t> occurrences(terms_.size());
    for_each_list([&](std::uint32_t term, std::span<TermPosting const> list) {
      for (TermPosting const& posting : list) occurrences[term] += options_.binary ? 1 : posting.count;
    });
    std::sort(kept_.begin(), kept_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return occurrences[a] != occurrences[b] ? occurrences[a] > occurrences[b] : terms_.text(a) < terms_.text(b);
    });
    kept_.resize(most);
  }

  void set_idf() {
    if (!options_.use_idf) return;
    double const smooth = options_.smooth_idf ? 1.0 : 0.0;
    double const documents = static_cast<double>(corpus_.size()) + smooth;
    result_.vectorizer.idf_.reserve(kept_.size());
    for (std::uint32_t const term : kept_) {
      double const with = counted_.documents[term];
      result_.vectorizer.idf_.push_back(std::log(documents / (with + smooth)) + 1.0);
    }
  }

  /// Deals the posting lists out to the rows, in the order of the columns, so that the entries of a row ascend.
  void fill_matrix(RunOptions const& run) {
    std::vector<std::uint32_t> column_of(terms_.size(), TermTable::absent);
    for (std::uint32_t column = 0; column < kept_.size(); ++column) column_of[kept_[column]] = column;
    std::vector<std::span<TermPosting const>> list_of(kept_.size());
    std::vector<std::uint64_t> row_begin(corpus_.size() + 1);
    for_each_list([&](std::uint32_t term, std::span<TermPosting const> list) {
      if (column_of[term] == TermTable::absent) return;
      list_of[column_of[term]] = list;
      for (TermPosting const& posting : list) ++row_begin[posting.row + 1];
    });
    std::partial_sum(row_begin.begin(), row_begin.end(), row_begin.begin());
    std::vector<std::uint64_t> next(row_begin.begin(), row_begin.end() - 1);
    std::vector<std::uint32_t> columns(row_begin.back());
    std::vector<double> values(row_begin.back());
    for (std::uint32_t column = 0; column < list_of.size(); ++column) {
      for (TermPosting const& posting : list_of[column]) {
        std::uint64_t const at = next[posting.row]++;
        columns[at] = column;
        values[at] = options_.binary ? 1.0 : posting.count;
      }
    }
    counted_ = {};
    result_.matrix = SparseMatrix(kept_.size(), std::move(row_begin), std::move(columns), std::move(values));
    weigh_rows(run);
    result_.vectorizer.terms_ = std::move(terms_);
    result_.vectorizer.term_of_ = std::move(kept_);
    result_.vectorizer.column_of_ = std::move(column_of);
  }

  void weigh_rows(RunOptions const& run) {
    constexpr std::size_t rows_at_once = 2048;
    std::size_t const blocks = (corpus_.size() + rows_at_once - 1) / rows_at_once;
    (void)for_each_block(blocks, {.threads = run.threads}, [&](unsigned, std::size_t block) {
      std::size_t const end = std::min(corpus_.size(), (block + 1) * rows_at_once);
      for (std::size_t row = block * rows_at_once; row < end; ++row) {
        weigh(result_.matrix, row, options_, result_.vectorizer.idf_);
      }
    });
  }

  /// A smaller share of the text is not worth a thread.
  static constexpr std::size_t bytes_per_share = std::size_t{1} << 18U;

  Corpus const& corpus_;
  VectorizerOptions options_;
  TermTable terms_;
  CountedTerms counted_;
  std::vector<std::uint32_t> kept_;
  VectorizedCorpus result_;
};

}  // namespace detail

STORYMAP_END
