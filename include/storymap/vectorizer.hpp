// storymap/vectorizer.hpp - texts to tf-idf vectors.
// Room: engine. Depends on text, corpus.hpp and sparse_matrix.hpp.
//
//     Corpus const corpus(titles);
//     Result<VectorizedCorpus> fitted = fit_transform(corpus, {.ngram_range = {1, 2}, .max_df = 0.95});
//     SimilarityIndex const index(fitted->matrix);
//
// Names, defaults and numbers are those of scikit-learn's TfidfVectorizer with its default token pattern: the same
// vocabulary in the same order, the same structure, values within 1e-12 (tests/parity). Characters follow Unicode
// `unicode_version`.
#pragma once

#include <storymap/corpus.hpp>
#include <storymap/detail/term_table.hpp>
#include <storymap/parallel.hpp>
#include <storymap/result.hpp>
#include <storymap/sparse_matrix.hpp>
#include <storymap/stopwords.hpp>
#include <storymap/text.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// What a term is made of.
enum class Analyzer {
  word,      ///< runs of two or more word characters: the pattern (?u)\b\w\w+\b
  chars,     ///< characters; runs of white space count as one space
  chars_wb,  ///< characters within words, each word padded by a space on both sides
  fields,    ///< what stands between white space, of any length (not in scikit-learn; for Jaccard on word sets)
};

/// "word", "char", "char_wb", "fields".
[[nodiscard]] constexpr std::string_view to_string(Analyzer analyzer) noexcept {
  switch (analyzer) {
    case Analyzer::word: return "word";
    case Analyzer::chars: return "char";
    case Analyzer::chars_wb: return "char_wb";
    case Analyzer::fields: return "fields";
  }
  return "word";
}

/// Lengths of n-grams, both ends included: {1, 2} takes single terms and pairs of neighbours.
struct NgramRange {
  std::size_t min = 1;
  std::size_t max = 1;

  friend bool operator==(NgramRange const&, NgramRange const&) = default;
};

/// A bound on the number of documents a term occurs in: a whole number is a count, at least 1; a double in [0, 1] a
/// share of all documents. As in scikit-learn, 1 and 1.0 mean different things, and the type is taken as it is written:
///
///     options.min_df = 2;
///     options.max_df = 0.95;
class DocumentFrequency {
 public:
  template <std::integral T>
  requires(!std::same_as<T, bool>) constexpr DocumentFrequency(T documents) noexcept
      : bound_(static_cast<double>(documents)), is_share_(false) {}
  template <std::floating_point T>
  constexpr DocumentFrequency(T share) noexcept : bound_(static_cast<double>(share)), is_share_(true) {}

  [[nodiscard]] constexpr bool is_share() const noexcept { return is_share_; }
  [[nodiscard]] constexpr bool is_valid() const noexcept {
    return is_share_ ? bound_ >= 0 && bound_ <= 1 : bound_ >= 1;
  }

  /// The bound for so many documents in all; a share is multiplied and not rounded.
  [[nodiscard]] constexpr double of(std::size_t documents) const noexcept {
    return is_share_ ? bound_ * static_cast<double>(documents) : bound_;
  }

 private:
  double bound_;
  bool is_share_;
};

enum class Norm { none, l1, l2 };

struct VectorizerOptions {
  Analyzer analyzer = Analyzer::word;
  NgramRange ngram_range = {};
  StopWords stop_words = {};  ///< removed before n-grams are made; only for `word` and `fields`; compared as they are
  bool lowercase = true;
  StripAccents strip_accents = StripAccents::none;
  DocumentFrequency min_df = 1;                  ///< terms in fewer documents are left out
  DocumentFrequency max_df = 1.0;                ///< terms in more documents are left out
  std::optional<std::size_t> max_features = {};  ///< keep the terms with the highest total count, ties by name
  std::vector<std::string> vocabulary = {};      ///< when not empty: exactly these terms, in this order
  bool binary = false;                           ///< counts above 1 become 1
  Norm norm = Norm::l2;
  bool use_idf = true;
  bool smooth_idf = true;     ///< idf as if one more document held every term
  bool sublinear_tf = false;  ///< 1 + ln(count) instead of count
};

namespace detail {
class VectorizerFit;
}

/// A fitted vocabulary with its weights. Immutable: any number of threads may call `transform`.
class Vectorizer {
 public:
  /// A vectorizer that was fitted before, from what it learned: `options.vocabulary` holds the terms of its columns in
  /// their order and `idf` the weight of each, none without `use_idf`. It transforms as the first one did.
  /// Errors: those of `check`; invalid_argument for no vocabulary, another number of weights, one that is not finite.
  [[nodiscard]] static Result<Vectorizer> restore(VectorizerOptions options, std::vector<double> idf);

  [[nodiscard]] VectorizerOptions const& options() const noexcept { return options_; }

  /// Number of columns.
  [[nodiscard]] std::size_t size() const noexcept { return term_of_.size(); }

  /// The term of a column. Columns are in ascending order of code points, or in the order given for a fixed vocabulary.
  [[nodiscard]] std::string term(std::uint32_t column) const { return terms_.text(term_of_[column]); }

  /// The column of a term, if it has one. O(length of the term).
  [[nodiscard]] std::optional<std::uint32_t> column(std::string_view term) const noexcept;

  /// The inverse document frequency of each column: ln((1 + N) / (1 + df)) + 1 when smooth, ln(N / df) + 1 otherwise;
  /// empty without `use_idf`.
  [[nodiscard]] std::span<double const> idf() const noexcept { return idf_; }

  /// Vectors of other texts over the same vocabulary; unknown terms are ignored.
  [[nodiscard]] SparseMatrix transform(Corpus const& corpus) const;

  /// The same on `run.threads` threads. Errors: cancelled.
  [[nodiscard]] Result<SparseMatrix> transform(Corpus const& corpus, RunOptions const& run) const;

  /// The terms of a text before any pruning, in order of appearance, repetitions included.
  [[nodiscard]] std::vector<std::string> analyze(std::string_view text) const;

 private:
  friend class detail::VectorizerFit;

  /// The vectors of the texts of some rows.
  template <class Beat>
  [[nodiscard]] SparseMatrix transform_rows(Corpus const& corpus, std::size_t begin, std::size_t end,
                                            Beat&& beat) const;

  VectorizerOptions options_;
  detail::TermTable terms_;
  std::vector<std::uint32_t> term_of_;    ///< the term of each column, by its number
  std::vector<std::uint32_t> column_of_;  ///< and back
  std::vector<double> idf_;
};

/// invalid_argument, with the name of the option, for options out of range: n-grams that are not 1 <= min <= max, a
/// bound that is no count from 1 and no share from 0 to 1, no features at all, a term of the vocabulary listed twice.
[[nodiscard]] Result<void> check(VectorizerOptions const& options);

/// A fitted vectorizer and the vectors of the corpus it was fitted to.
struct VectorizedCorpus {
  Vectorizer vectorizer;
  SparseMatrix matrix;
};

/// Learns the vocabulary of `corpus` and vectorizes it: TfidfVectorizer(...).fit_transform(corpus).
///
/// Errors: those of `check`; empty_vocabulary when no term is left (only stop words,
/// everything pruned by min_df and max_df, or bounds that nothing can meet); cancelled. O(total length of the terms),
/// sorting of the vocabulary apart; n-grams of words take O(words x ngram_range.max) in time and memory, because every
/// beginning of an n-gram is numbered, also those shorter than ngram_range.min. Words and pairs of words are counted on
/// `run.threads` threads, all other terms on one; the result never depends on it.
[[nodiscard]] Result<VectorizedCorpus> fit_transform(Corpus const& corpus, VectorizerOptions options = {},
                                                     RunOptions const& run = {});

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/vectorizer.ipp>
#endif
