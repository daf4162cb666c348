// storymap/impl/vectorizer.ipp - bodies of vectorizer.hpp.
#pragma once

#include <storymap/detail/counted_terms.hpp>
#include <storymap/detail/exact.hpp>
#include <storymap/detail/pair_counter.hpp>
#include <storymap/detail/term_table.hpp>
#include <storymap/detail/terms.hpp>
#include <storymap/detail/token_stream.hpp>
#include <storymap/vectorizer.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// A text as the analyzers take it: in lower case and without accents, as the options say.
class PreparedText {
 public:
  PreparedText(std::string_view text, VectorizerOptions const& options) : text_(text) {
    if (options.lowercase) text_ = prepared_ = to_lower(text_);
    if (options.strip_accents != StripAccents::none) text_ = prepared_ = strip_accents(text_, options.strip_accents);
  }
  [[nodiscard]] std::string_view view() const noexcept { return text_; }

 private:
  std::string_view text_;
  std::string prepared_;
};

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
  PreparedText const prepared(text, options);
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

/// How often each term occurs in one document: (term, count) in order of first appearance.
class DocumentCounter {
 public:
  struct Entry {
    std::uint32_t term = 0;
    std::uint32_t count = 0;
  };

  void add(std::uint32_t term) {
    if (term >= slot_of_.size()) slot_of_.resize(std::size_t{term} * 2 + 1, none);
    if (slot_of_[term] == none) {
      slot_of_[term] = static_cast<std::uint32_t>(entries_.size());
      entries_.push_back({term, 0});
    }
    ++entries_[slot_of_[term]].count;
  }

  [[nodiscard]] std::vector<Entry>& entries() noexcept { return entries_; }

  void clear() {
    for (Entry const& entry : entries_) slot_of_[entry.term] = none;
    entries_.clear();
  }

 private:
  static constexpr std::uint32_t none = UINT32_MAX;
  std::vector<std::uint32_t> slot_of_;
  std::vector<Entry> entries_;
};

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
        PreparedText const prepared(corpus_[row], options_);
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

STORYMAP_DECL std::optional<std::uint32_t> Vectorizer::column(std::string_view term) const noexcept {
  std::uint32_t const number = terms_.find(term);
  if (number == detail::TermTable::absent || column_of_[number] == detail::TermTable::absent) return std::nullopt;
  return column_of_[number];
}

STORYMAP_DECL SparseMatrix Vectorizer::transform(Corpus const& corpus) const {
  SparseMatrix matrix(size());
  detail::DocumentCounter counter;
  std::vector<std::string_view> tokens;
  for (std::size_t row = 0; row < corpus.size(); ++row) {
    auto const add = [&](std::uint32_t number) {
      if (number != detail::TermTable::absent && column_of_[number] != detail::TermTable::absent) {
        counter.add(column_of_[number]);
      }
    };
    if (detail::is_made_of_words(options_.analyzer) && options_.vocabulary.empty()) {
      detail::PreparedText const prepared(corpus[row], options_);
      detail::find_tokens(prepared.view(), options_, tokens);
      terms_.find_ngrams(tokens, options_.ngram_range.min, options_.ngram_range.max, add);
    } else {
      detail::for_each_term(corpus[row], options_, [&](std::string_view term) { add(terms_.find(term)); });
    }
    auto& entries = counter.entries();
    std::sort(entries.begin(), entries.end(), [](auto const& a, auto const& b) { return a.term < b.term; });
    for (auto const& entry : entries) matrix.push_back(entry.term, options_.binary ? 1.0 : entry.count);
    matrix.end_row();
    detail::weigh(matrix, row, options_, idf_);
    counter.clear();
  }
  return matrix;
}

STORYMAP_DECL std::vector<std::string> Vectorizer::analyze(std::string_view text) const {
  std::vector<std::string> terms;
  detail::for_each_term(text, options_, [&](std::string_view term) { terms.emplace_back(term); });
  return terms;
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
  return detail::VectorizerFit(corpus, std::move(options)).run(run);
}

STORYMAP_END
