// storymap/bm25.hpp - the documents that answer a free text best, by BM25.
// Room: engine. Depends on similarity.hpp and sparse_matrix.hpp.
#pragma once

#include <storymap/result.hpp>
#include <storymap/similarity.hpp>
#include <storymap/sparse_matrix.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

STORYMAP_BEGIN

/// How strongly repetition and length count.
struct Bm25Options {
  double k1 = 1.2;  ///< 0: a term counts once; the larger, the more its repetitions add
  double b = 0.75;  ///< 0: lengths do not count; 1: a term counts by its share of the document
};

/// Documents ranked for a query. A cosine asks which documents are as a whole like the text; BM25 asks which of them
/// deal with its words, however much else they say: the better question for a few words typed into a search box.
///
/// The score of a document is the sum, over the terms t of the query, of
///
///     n_t * ln(1 + (N - df_t + 0.5) / (df_t + 0.5)) * f_t * (k1 + 1) / (f_t + k1 * (1 - b + b * length / mean length))
///
/// where n_t and f_t say how often t is in the query and in the document, and the length of a document is the number of
/// its terms. (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; the inverse
/// document frequency that is never negative is that of Lucene.) Scores are above 0 and have no upper bound. They are
/// summed up in the order of columns, so that they are the same on every machine with the same logarithm.
class Bm25Index {
 public:
  Bm25Index() = default;

  /// `counts` says how often each term is in each document: fit_transform without idf and norm makes it.
  /// Errors: invalid_argument for k1 below 0 or b not in [0, 1].
  [[nodiscard]] static Result<Bm25Index> build(SparseMatrix const& counts, Bm25Options const& options = {});

  [[nodiscard]] std::size_t size() const noexcept { return length_share_.size(); }

  /// The best documents for the terms of a query and how often each is in it: at most `limit`, best first, ties by row.
  /// O(postings of the terms + documents).
  [[nodiscard]] std::vector<Match> query(SparseRow counts, std::size_t limit) const;

 private:
  struct Posting {
    std::uint32_t row = 0;
    float count = 0;
  };

  [[nodiscard]] double weight(std::size_t column) const noexcept;

  Bm25Options options_;
  std::vector<std::uint64_t> begin_ = {0};  ///< by column
  std::vector<Posting> postings_;
  std::vector<double> length_share_;  ///< k1 * (1 - b + b * length / mean length), by row
};

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/bm25.ipp>
#endif
