// storymap/document_terms.hpp - how often each term stands in each text: what tf-idf is made of.
// Room: engine. Depends on corpus.hpp and vectorizer.hpp.
//
//     Corpus const corpus(texts);
//     Result<DocumentTerms> counted = count_terms(corpus, {.ngram_range = {1, 2}, .max_df = 0.95});
//     SimilarityIndex const index(*std::move(counted));
//
// The quickest way from texts to similar pairs: the scores are those of fit_transform, to the last bit, but neither is
// the vocabulary sorted nor is a matrix of weights made.
#pragma once

#include <storymap/corpus.hpp>
#include <storymap/detail/packed_counts.hpp>
#include <storymap/detail/term_lists.hpp>
#include <storymap/detail/text_list.hpp>
#include <storymap/parallel.hpp>
#include <storymap/result.hpp>
#include <storymap/vectorizer.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

STORYMAP_BEGIN

namespace detail {
class CountedRows;
class DocumentTermsBuilder;
}  // namespace detail

/// The document-term matrix of a corpus. Terms are numbered by the number of documents that have them, the rarest
/// first, as a search for similar documents wants them. Terms of one document make nothing similar: they have no
/// number, but count in the length of their document. Immutable.
///
/// Memory: 4 bytes for each term of a document, 24 for a document, about 16 and the words for a term.
class DocumentTerms {
 public:
  DocumentTerms() = default;

  [[nodiscard]] std::size_t documents() const noexcept { return lengths_.size(); }

  /// Number of terms that at least two documents have.
  [[nodiscard]] std::size_t terms() const noexcept { return names_.size(); }

  /// Number of terms that one document has. O(documents).
  [[nodiscard]] std::size_t single_terms() const noexcept;

  /// The terms of a document of which there are `terms()`; each counts once, however often it occurs there.
  [[nodiscard]] std::size_t terms_of(std::size_t document) const noexcept { return counts_.row(document).size(); }

  /// True when a document has a term that no other has.
  [[nodiscard]] bool has_single_terms(std::size_t document) const noexcept;

  /// Entries of the whole matrix, without the terms of one document.
  [[nodiscard]] std::size_t nonzeros() const noexcept { return counts_.begin(documents()); }

  /// How many documents have a term. O(log of the number of different answers).
  [[nodiscard]] std::uint32_t documents_with(std::uint32_t number) const noexcept;

  /// The words of a term.
  [[nodiscard]] std::string term(std::uint32_t number) const;

  /// The inverse document frequency of a term; 1 without `use_idf`.
  [[nodiscard]] double idf(std::uint32_t number) const noexcept { return idf_[number]; }

  /// Calls `visit(number, weight)` for the terms of a document in ascending order of numbers. The weights of a
  /// document, with those of the terms that no other has, have a Euclidean length of 1.
  template <class Visit>
  void for_each_weight(std::size_t document, Visit&& visit) const {
    std::uint64_t const begin = counts_.begin(document);
    std::span<std::uint32_t const> const row = counts_.row(document);
    for (std::size_t k = 0; k < row.size(); ++k) {
      std::uint32_t const number = counts_.term(row[k]);
      visit(number, factor(row[k], begin + k) * idf_[number] / lengths_[document]);
    }
  }

  /// Calls `visit(number)` for the terms of a document in ascending order.
  template <class Visit>
  void for_each_number(std::size_t document, Visit&& visit) const {
    for (std::uint32_t const entry : counts_.row(document)) visit(counts_.term(entry));
  }

  /// The weight of the k-th of them.
  [[nodiscard]] double weight(std::size_t document, std::size_t k) const noexcept {
    std::uint32_t const entry = counts_.row(document)[k];
    return factor(entry, counts_.begin(document) + k) * idf_[counts_.term(entry)] / lengths_[document];
  }

  /// The Euclidean length of count x idf over all terms of a document, 0 for one without terms.
  [[nodiscard]] double length(std::size_t document) const noexcept { return lengths_[document]; }

 private:
  friend class detail::CountedRows;
  friend class detail::DocumentTermsBuilder;

  /// What the count of an entry becomes before it is multiplied by the idf.
  [[nodiscard]] double factor(std::uint32_t entry, std::uint64_t at) const noexcept {
    std::uint32_t const code = counts_.code(entry);
    return code == counts_.large() ? factor_of_count(counts_.count(at)) : factors_[code];
  }
  [[nodiscard]] double factor_of_count(std::uint32_t count) const noexcept;

  /// Terms of as many documents: the first of them, and how many documents that are.
  struct Frequency {
    std::uint32_t first_term = 0;
    std::uint32_t documents = 0;
  };

  /// How many terms have at most so many documents; they are the first ones.
  [[nodiscard]] std::uint32_t terms_of_at_most(std::uint32_t documents) const noexcept;

  bool binary_ = false;
  bool sublinear_tf_ = false;
  detail::PackedCounts counts_;
  std::vector<double> factors_;  ///< of the counts 1, 2, 3, ...
  std::vector<Frequency> frequencies_;
  std::vector<double> idf_;
  std::vector<detail::WordPair> names_;
  detail::TextList words_;
  std::vector<double> lengths_;
  double single_idf_ = 1;
  std::vector<std::uint32_t> single_terms_;            ///< terms that only this document has, and once
  std::vector<detail::TermPosting> repeated_singles_;  ///< those that only one has, and more than once, by document
};

/// Counts the terms of a corpus. Of the options, `norm` does not count: weights have a length of 1.
///
/// Errors: those of fit_transform. Everything but n-grams of characters, of white-space fields and of three and more
/// words is counted on `run.threads` threads; the result never depends on it. O(total length of the terms).
[[nodiscard]] Result<DocumentTerms> count_terms(Corpus const& corpus, VectorizerOptions const& options = {},
                                                RunOptions const& run = {});

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/document_terms.ipp>
#endif
