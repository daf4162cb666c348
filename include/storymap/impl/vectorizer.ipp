// storymap/impl/vectorizer.ipp - bodies of vectorizer.hpp.
#pragma once

#include <storymap/detail/exact.hpp>
#include <storymap/detail/terms.hpp>
#include <storymap/vectorizer.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// Calls `visit(std::string_view term)` for every term of a text, repetitions included.
template <class Visit>
void for_each_term(std::string_view text, VectorizerOptions const& options, Visit&& visit) {
  std::string prepared;
  if (options.lowercase) text = prepared = to_lower(text);
  if (options.strip_accents != StripAccents::none) text = prepared = strip_accents(text, options.strip_accents);
  auto const [min, max] = options.ngram_range;
  if (options.analyzer == Analyzer::chars) return for_each_char_ngram(collapse_spaces(text), min, max, visit);
  if (options.analyzer == Analyzer::chars_wb) return for_each_padded_ngram(text, min, max, visit);
  std::vector<std::string_view> tokens;
  auto const keep = [&](std::string_view token) {
    if (!options.stop_words.contains(token)) tokens.push_back(token);
  };
  if (options.analyzer == Analyzer::word) {
    for_each_word(text, keep);
  } else {
    storymap::for_each_field(text, keep);
  }
  for_each_word_ngram(tokens, min, max, visit);
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
  double length = 0;
  if (options.norm == Norm::l1) {
    for (double const value : values) length += std::abs(value);
  } else if (options.norm == Norm::l2) {
    length = length_of(values);
  }
  if (length == 0) return;
  for (double& value : values) value /= length;
}

/// One run of fit_transform.
class VectorizerFit {
 public:
  VectorizerFit(Corpus const& corpus, VectorizerOptions options) : corpus_(corpus), options_(std::move(options)) {}

  Result<VectorizedCorpus> run(RunOptions const& run) {
    if (Result<void> valid = check(options_); !valid) return failure_of(std::move(valid));
    for (std::string const& term : options_.vocabulary) terms_.intern(term);
    if (Result<void> counted = count_terms(run); !counted) return failure_of(std::move(counted));
    if (options_.vocabulary.empty()) {
      if (Result<void> pruned = prune(); !pruned) return failure_of(std::move(pruned));
      sort_terms();
    }
    set_idf();
    fill_matrix();
    result_.vectorizer.options_ = std::move(options_);
    return std::move(result_);
  }

 private:
  using Entry = DocumentCounter::Entry;

  /// Reads every document once: which terms, how often, in how many documents.
  Result<void> count_terms(RunOptions const& run) {
    bool const fixed = !options_.vocabulary.empty();
    DocumentCounter counter;
    for (std::size_t row = 0; row < corpus_.size(); ++row) {
      if (run.progress && row % 1024 == 0 && !run.progress(row, corpus_.size())) {
        return failure(Errc::cancelled, "stopped by the caller");
      }
      for_each_term(corpus_[row], options_, [&](std::string_view term) {
        std::uint32_t const number = fixed ? terms_.find(term) : terms_.intern(term);
        if (number != StringTable::absent) counter.add(number);
      });
      documents_with_.resize(terms_.size());
      occurrences_.resize(terms_.size());
      for (Entry& entry : counter.entries()) {
        if (options_.binary) entry.count = 1;
        ++documents_with_[entry.term];
        occurrences_[entry.term] += entry.count;
        entries_.push_back(entry);
      }
      row_end_.push_back(entries_.size());
      counter.clear();
    }
    documents_with_.resize(terms_.size());
    occurrences_.resize(terms_.size());
    if (terms_.size() == 0) {
      return failure(Errc::empty_vocabulary, "no term is left: the documents hold only stop words or nothing");
    }
    return {};
  }

  /// Decides which terms become columns: `kept_`.
  Result<void> prune() {
    double const least = options_.min_df.of(corpus_.size());
    double const most = options_.max_df.of(corpus_.size());
    if (most < least) return failure(Errc::empty_vocabulary, "max_df allows fewer documents than min_df", "max_df");
    for (std::uint32_t term = 0; term < terms_.size(); ++term) {
      double const documents = documents_with_[term];
      if (documents >= least && documents <= most) kept_.push_back(term);
    }
    if (options_.max_features && kept_.size() > *options_.max_features) {
      std::sort(kept_.begin(), kept_.end(), [&](std::uint32_t a, std::uint32_t b) {
        return occurrences_[a] != occurrences_[b] ? occurrences_[a] > occurrences_[b] : terms_[a] < terms_[b];
      });
      kept_.resize(*options_.max_features);
    }
    if (kept_.empty()) {
      return failure(Errc::empty_vocabulary, "no term is left after pruning: try a lower min_df or a higher max_df");
    }
    return {};
  }

  /// Renumbers the kept terms in ascending order of code points, which is the order of their UTF-8 bytes.
  void sort_terms() {
    std::sort(kept_.begin(), kept_.end(), [&](std::uint32_t a, std::uint32_t b) { return terms_[a] < terms_[b]; });
    column_of_.assign(terms_.size(), StringTable::absent);
    StringTable sorted;
    std::vector<std::uint32_t> documents_with;
    documents_with.reserve(kept_.size());
    for (std::uint32_t const term : kept_) {
      column_of_[term] = sorted.intern(terms_[term]);
      documents_with.push_back(documents_with_[term]);
    }
    terms_ = std::move(sorted);
    documents_with_ = std::move(documents_with);
  }

  void set_idf() {
    if (!options_.use_idf) return;
    double const smooth = options_.smooth_idf ? 1.0 : 0.0;
    double const documents = static_cast<double>(corpus_.size()) + smooth;
    result_.vectorizer.idf_.reserve(documents_with_.size());
    for (std::uint32_t const with : documents_with_) {
      result_.vectorizer.idf_.push_back(std::log(documents / (static_cast<double>(with) + smooth)) + 1.0);
    }
  }

  void fill_matrix() {
    SparseMatrix matrix(terms_.size());
    matrix.reserve(corpus_.size(), entries_.size());
    std::vector<Entry> row;
    std::size_t begin = 0;
    for (std::size_t const end : row_end_) {
      row.clear();
      for (std::size_t k = begin; k < end; ++k) {
        std::uint32_t const column = column_of_.empty() ? entries_[k].term : column_of_[entries_[k].term];
        if (column != StringTable::absent) row.push_back({column, entries_[k].count});
      }
      begin = end;
      std::sort(row.begin(), row.end(), [](Entry const& a, Entry const& b) { return a.term < b.term; });
      for (Entry const& entry : row) matrix.push_back(entry.term, entry.count);
      matrix.end_row();
      weigh(matrix, matrix.rows() - 1, options_, result_.vectorizer.idf_);
    }
    result_.matrix = std::move(matrix);
    result_.vectorizer.terms_ = std::move(terms_);
  }

  Corpus const& corpus_;
  VectorizerOptions options_;
  StringTable terms_;
  std::vector<std::uint32_t> documents_with_;
  std::vector<std::uint64_t> occurrences_;
  std::vector<Entry> entries_;
  std::vector<std::size_t> row_end_;
  std::vector<std::uint32_t> kept_;
  std::vector<std::uint32_t> column_of_;  ///< empty: a term's number is its column
  VectorizedCorpus result_;
};

}  // namespace detail

STORYMAP_DECL std::optional<std::uint32_t> Vectorizer::column(std::string_view term) const noexcept {
  std::uint32_t const found = terms_.find(term);
  if (found == detail::StringTable::absent) return std::nullopt;
  return found;
}

STORYMAP_DECL SparseMatrix Vectorizer::transform(Corpus const& corpus) const {
  SparseMatrix matrix(size());
  detail::DocumentCounter counter;
  for (std::size_t row = 0; row < corpus.size(); ++row) {
    detail::for_each_term(corpus[row], options_, [&](std::string_view term) {
      if (std::optional<std::uint32_t> const known = column(term)) counter.add(*known);
    });
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
