// storymap/detail/live_search.hpp - the rows of a live index closest to a question, exactly.
// Room: engine. Depends on detail/live_query.hpp, detail/live_contenders.hpp and detail/live_scan.hpp.
#pragma once

#include <storymap/detail/live_contenders.hpp>
#include <storymap/detail/live_query.hpp>
#include <storymap/detail/live_scan.hpp>
#include <storymap/simd.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A set of rows that is empty between questions.
class SeenRows {
 public:
  void begin(std::uint32_t rows) { bits_.resize(rows / 64 + 1); }

  /// False when it was in already.
  bool add(std::uint32_t row) {
    std::uint64_t const bit = std::uint64_t{1} << (row % 64);
    if ((bits_[row / 64] & bit) != 0) return false;
    bits_[row / 64] |= bit;
    rows_.push_back(row);
    return true;
  }

  /// In the order they came.
  [[nodiscard]] std::vector<std::uint32_t> const& rows() const noexcept { return rows_; }

  void clear() noexcept {
    for (std::uint32_t const row : rows_) bits_[row / 64] = 0;
    rows_.clear();
  }

 private:
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> rows_;
};

/// Answers one question after the other. One for each thread.
///
/// Rows are found in one of two ways. With a high threshold, those that share one of the rarest terms: when the other
/// terms of the question have a norm below the threshold, a match must (prefix filtering: Bayardo, Ma and Srikant,
/// "Scaling up all pairs similarity search", WWW 2007; Anastasiu and Karypis, ICDE 2014). Otherwise all that share
/// any term: their sums are added up chunk by chunk (LiveScan), without the most common terms as soon as some good
/// matches are known. Either way a row that was met is bounded by the sum so far and the mass of its common terms
/// (LiveCommon), then by its dot product and the bounds of its length, and only what all that leaves is scored exactly,
/// the most promising first.
class LiveSearch {
 public:
  LiveSearch() : scan_(best_simd()) {}

  [[nodiscard]] std::vector<LiveMatch> closest(LiveCore const& core, std::string_view text, std::size_t limit,
                                               double at_least);

  /// Without the row itself.
  [[nodiscard]] std::vector<LiveMatch> neighbours(LiveCore const& core, std::uint32_t row, std::size_t limit,
                                                  double at_least);

 private:
  static constexpr std::uint32_t no_row = UINT32_MAX;

  [[nodiscard]] std::vector<LiveMatch> search(LiveCore const& core, std::uint32_t but, bool has_more, std::size_t limit,
                                              double at_least);
  void order_terms();
  [[nodiscard]] std::size_t prefix_size(LiveCore const& core, double at_least) const;
  [[nodiscard]] bool is_prefix_cheaper(LiveCore const& core, std::size_t prefix) const;
  void measure_common(LiveCore const& core);
  [[nodiscard]] std::uint32_t rank_to_leave_out(LiveCore const& core) const;
  void check_long_rows(LiveCore const& core);
  void find_by_prefix(LiveCore const& core, std::size_t prefix);
  void add_prefix(LiveCore const& core, std::size_t prefix);
  void find_by_scan(LiveCore const& core);
  void check_chunk(LiveCore const& core, std::uint32_t chunk, std::uint32_t left_out, double at_least);
  void check_row(LiveCore const& core, std::uint32_t row);
  void check_rows(LiveCore const& core, std::span<std::uint32_t const> rows);
  [[nodiscard]] std::vector<LiveMatch> best(LiveCore const& core, bool has_more, std::size_t limit, double at_least);
  [[nodiscard]] double score(LiveCore const& core, std::uint32_t row, bool has_more);

  LiveScan scan_;
  LiveReader reader_;
  TermCounter counter_;
  LiveQuery query_;
  std::vector<QueryTerm> by_rarity_;
  std::vector<double> squares_from_;  ///< of by_rarity_: the sum of the squares of the weights from each on
  LiveContenders contenders_;
  std::vector<std::uint32_t> words_;
  std::vector<std::uint64_t> hashes_;
  std::vector<TermKey> keys_;
  std::vector<double> weights_;
  SeenRows seen_;
  double shift_ = 0;
  std::array<double, LiveCommon::ranks + 2> common_norms_{};  ///< of the terms of at least a rank, grown weights
  std::vector<float> sums_;                                   ///< of the rows that were met, else 0
  std::vector<std::uint32_t> met_;
  std::vector<std::uint32_t> rows_;  ///< to be checked
};

}  // namespace detail

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/live_search.ipp>
#endif
