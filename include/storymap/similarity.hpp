// storymap/similarity.hpp - exact similarity between the rows of a sparse matrix.
// Room: engine. Depends on document_terms.hpp, sparse_matrix.hpp and parallel.hpp.
#pragma once

#include <storymap/detail/posting_index.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/unit_rows.hpp>
#include <storymap/document_terms.hpp>
#include <storymap/parallel.hpp>
#include <storymap/result.hpp>
#include <storymap/sparse_matrix.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

enum class Measure {
  cosine,   ///< the cosine of the angle between two rows, 0 to 1 for weights that are not negative
  jaccard,  ///< |A and B| / |A or B| of the sets of columns; 0 when either set is empty
};

[[nodiscard]] constexpr std::string_view to_string(Measure measure) noexcept {
  return measure == Measure::cosine ? "cosine" : "jaccard";
}

/// Two rows and their similarity; `a` < `b`.
struct SimilarPair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double score = 0;

  friend bool operator==(SimilarPair const&, SimilarPair const&) = default;
};

/// A row and its similarity to what was asked for.
struct Match {
  std::uint32_t row = 0;
  double score = 0;

  friend bool operator==(Match const&, Match const&) = default;
};

/// A column that two rows share and what it adds to their score.
struct SharedColumn {
  std::uint32_t column = 0;
  double contribution = 0;

  friend bool operator==(SharedColumn const&, SharedColumn const&) = default;
};

/// Takes some pairs; returns false to stop.
using PairVisitor = std::function<bool(std::span<SimilarPair const> pairs)>;

namespace detail {
struct PairQuery;
}  // namespace detail

/// Rows that can be asked how alike they are. Immutable: any number of threads may ask it.
///
/// Every score is exact and the same on every machine: a cosine is the sum of the products of the l2-normalised rows in
/// fixed point (2^-62), whatever the order of the columns, and within 1e-12 of scikit-learn's cosine_similarity; equal
/// rows score exactly 1, and no rows more. Empty rows are similar to nothing, not even to each other. Weights are
/// finite.
///
/// Memory: that of the rows. `neighbours` and `query` make an inverted index when one of them is first asked, 12 bytes
/// for an entry.
class SimilarityIndex {
 public:
  explicit SimilarityIndex(SparseMatrix rows, Measure measure = Measure::cosine);

  /// Documents as they were counted, by cosine. The terms that only one of them has stand for nothing to compare by and
  /// are no columns here.
  explicit SimilarityIndex(DocumentTerms documents);

  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  [[nodiscard]] Measure measure() const noexcept { return measure_; }

  /// The similarity of two rows. O(entries of both).
  [[nodiscard]] double score(std::size_t a, std::size_t b) const;

  /// All pairs with a score of at least `at_least` > 0, ordered by (a, b): the same set as comparing every row with
  /// every other. Memory O(entries + pairs + rows x threads), never rows x rows.
  ///
  /// Cosines of weights that are not negative are found by the bounds of L2AP (Anastasiu and Karypis, "L2AP: Fast
  /// cosine similarity search with prefix L-2 norm bounds", ICDE 2014): the higher the threshold, the fewer pairs are
  /// looked at. So are Jaccard similarities from 0.3 on, by those of PPJoin (Xiao, Wang, Lin and Yu, "Efficient
  /// similarity joins for near duplicate detection", WWW 2008) and by comparing sets as bits. Equal rows are compared
  /// with others once. At worst, and for all others, O(sum over the columns of df^2). Errors: cancelled.
  [[nodiscard]] Result<std::vector<SimilarPair>> pairs(double at_least, RunOptions const& run = {}) const;

  /// The same pairs, a few at a time, for more of them than memory holds. `visit` is called by one thread after the
  /// other, in an order that does not depend on their number; it returns false to stop. Errors: cancelled, also when
  /// `visit` stopped.
  [[nodiscard]] Result<void> for_each_pair(double at_least, PairVisitor const& visit, RunOptions const& run = {}) const;

  /// How many pairs reach each of some thresholds > 0, found in one pass. Errors: cancelled.
  [[nodiscard]] Result<std::vector<std::uint64_t>> count_pairs(std::span<double const> thresholds,
                                                               RunOptions const& run = {}) const;

  /// The pairs of `pairs` of which one row is before `boundary` and the other is not: which of these rows are there in
  /// those? Only rows before it are indexed, and only the others are looked up. Errors: cancelled.
  [[nodiscard]] Result<std::vector<SimilarPair>> pairs_across(std::size_t boundary, double at_least,
                                                              RunOptions const& run = {}) const;

  /// For every row the closest one on the other side of `boundary`: rows before it are compared with those from it on.
  /// Nothing where no row there scores at least `at_least` > 0; of equally close rows the first. Compares like
  /// `pairs_across`, but keeps only the best: memory O(entries + rows x threads). Errors: cancelled.
  [[nodiscard]] Result<std::vector<std::optional<Match>>> closest_across(std::size_t boundary, double at_least,
                                                                         RunOptions const& run = {}) const;

  /// For every row the first row of its component: rows are in one component when a chain of pairs that score at least
  /// `at_least` > 0 leads from one to the other. The pairs are not listed, and rows that are known to be connected are
  /// not compared: k rows that are all alike cost about k comparisons, not k^2. Memory O(entries + rows x threads).
  /// Errors: cancelled.
  [[nodiscard]] Result<std::vector<std::uint32_t>> components(double at_least, RunOptions const& run = {}) const;

  /// The `limit` rows most similar to each row: best first, ties by row, scores at least `at_least` > 0. Found as all
  /// pairs are, which for a threshold well above 0 is far quicker than asking for the neighbours of one row after the
  /// other. Memory O(entries + rows x limit). Errors: cancelled.
  [[nodiscard]] Result<std::vector<std::vector<Match>>> neighbour_graph(std::size_t limit, double at_least,
                                                                        RunOptions const& run = {}) const;

  /// About how many bytes `pairs` will need besides the index and the pairs, for a threshold and a number of threads.
  /// Looks at up to 4,096 rows, evenly spread.
  [[nodiscard]] std::size_t join_memory(double at_least, RunOptions const& run = {}) const;

  /// The rows most similar to `row`, without itself: at most `limit`, scores above 0 and at least `at_least`, best
  /// first, ties by row. O(rows + postings of the row's columns): for all rows at once, `pairs` is the way.
  [[nodiscard]] std::vector<Match> neighbours(std::size_t row, std::size_t limit, double at_least = 0) const;

  /// The rows most similar to a row from outside, with columns of the same meaning. `unknown` further columns of it
  /// occur in no row; Jaccard counts them in the union. O(rows + postings of the row's columns).
  [[nodiscard]] std::vector<Match> query(SparseRow row, std::size_t limit, double at_least = 0,
                                         std::size_t unknown = 0) const;

  /// The columns both rows have, in ascending order; the contributions sum to `score(a, b)`, but for rounding.
  [[nodiscard]] std::vector<SharedColumn> shared(std::size_t a, std::size_t b) const;

  /// The mean similarity of each member to all the others; members are distinct rows, at least two.
  ///
  /// Small groups are summed pair by pair in the given order. Large ones (over 64 members) by the sum vector S of all
  /// members: the mean of row x is (x.S - x.x) / (k - 1), which takes O(entries) instead of O(k^2) and differs by
  /// rounding only (below 1e-12). For Jaccard, which has no such sum, overlaps are counted by column.
  [[nodiscard]] std::vector<double> mean_similarities(std::span<std::uint32_t const> members) const;

 private:
  /// True when the bounds of PPJoin hold and help.
  [[nodiscard]] bool joins_sets(double at_least) const noexcept;
  /// True when those of L2AP do.
  [[nodiscard]] bool prunes(double at_least) const noexcept;
  struct NoEnd {
    void operator()(unsigned, std::size_t) const noexcept {}
  };
  /// Calls `visit(found)`, on any thread, for the pairs that are wanted, and `end_block(worker, block)` behind each
  /// block of work.
  template <class Visit, class EndBlock = NoEnd>
  void search(detail::PairQuery const& query, detail::Pulse& pulse, Visit&& visit, EndBlock&& end_block = {}) const;
  [[nodiscard]] Result<std::vector<std::vector<Match>>> best_matches(detail::PairQuery const& query, std::size_t limit,
                                                                     RunOptions const& run) const;
  [[nodiscard]] Result<std::vector<SimilarPair>> gather(detail::PairQuery const& query, RunOptions const& run) const;
  [[nodiscard]] detail::PostingIndex const& postings() const { return postings_->get(rows_, detail::NoBeat()); }

  detail::UnitRows rows_;
  Measure measure_;
  bool has_negative_ = false;
  std::shared_ptr<detail::LazyPostingIndex> postings_;
};

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/similarity.ipp>
#include <storymap/impl/similarity_components.ipp>
#include <storymap/impl/similarity_graph.ipp>
#include <storymap/impl/similarity_pairs.ipp>
#endif
