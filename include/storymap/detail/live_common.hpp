// storymap/detail/live_common.hpp - how much of each row is made of terms that many rows have.
// Room: engine. Depends on detail/live_terms.hpp.
#pragma once

#include <storymap/detail/gain_table.hpp>
#include <storymap/detail/live_postings.hpp>
#include <storymap/detail/live_terms.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The upper half of a float, rounded up: a bound in two bytes.
[[nodiscard]] inline std::uint16_t rounded_up(float value) noexcept {
  return static_cast<std::uint16_t>((std::bit_cast<std::uint32_t>(value) + 0xFFFFU) >> 16U);
}
[[nodiscard]] inline float widened(std::uint16_t upper_half) noexcept {
  return std::bit_cast<float>(static_cast<std::uint32_t>(upper_half) << 16U);
}

/// The terms that many rows have make up most of all postings and little of any score. A question may leave them out:
/// by the inequality of Cauchy and Schwarz they add no more to a dot product than the product of two norms, that of
/// these terms in the question and that of these terms in the row, its mass.
///
/// A term is more or less common as its frequency was when `begin` was last called: the higher its rank, the more rows
/// had it. Masses are of the weights that terms had then. Since then a weight may have grown, but by no more than
/// `growth`: the idf of a term grows with the number of rows and when rows with the term go. A term that loses many of
/// its rows loses its rank.
class LiveCommon {
 public:
  static constexpr std::uint32_t ranks = 7;

  /// The rank of a term in `documents` of `all`; 0 for a rare one.
  [[nodiscard]] static std::uint32_t rank_of(std::uint32_t documents, std::uint32_t all) noexcept {
    std::uint32_t rank = 0;
    while (rank < ranks && std::uint64_t{documents} * one_in[rank] >= all) ++rank;
    return all >= least_rows ? rank : 0;
  }

  /// Begins anew for so many rows, of which `all` hold a text; `keys` are the terms that have a rank now.
  void begin(std::size_t rows, std::uint32_t all, std::vector<TermKey> keys) {
    all_ = all;
    fall_ = 0;
    changes_ = 0;
    keys_ = std::move(keys);
    idf_.begin(keys_.size());
    for (std::vector<float>& squares : squares_) squares.assign(rows, 0);
  }
  /// The terms with a rank, as of `begin`.
  [[nodiscard]] std::vector<TermKey> const& keys() const noexcept { return keys_; }

  /// Between `begin` and `end`: a term with a rank and its postings.
  void add(TermKey key, LiveTerm const& term, double idf, LivePostings const& postings) {
    idf_.add(key, idf);
    std::vector<float>& squares = squares_[term.rank - 1];
    // In ascending order, so that nothing has to be asked for ahead.
    auto const weight = static_cast<float>(idf);
    postings.for_each_row(
        term.list, [](std::uint32_t) {},
        [&](std::uint32_t row, std::uint32_t count) {
          float const product = static_cast<float>(count) * weight;
          squares[row] += product * product;
        });
  }
  /// `lengths` of the rows, infinite for those without a text.
  void end(std::span<float const> lengths) {
    std::array<double, ranks> shares{};
    for (std::vector<std::uint16_t>& masses : masses_) masses.resize(lengths.size());
    for (std::size_t row = 0; row < lengths.size(); ++row) {
      float sum = 0;
      for (std::uint32_t rank = ranks; rank > 0; --rank) {
        sum += squares_[rank - 1][row];
        masses_[rank - 1][row] = mass(sum);
        shares[rank - 1] += static_cast<double>(std::sqrt(sum) / lengths[row]);
      }
    }
    for (std::vector<float>& squares : squares_) squares = {};
    for (std::uint32_t rank = 0; rank < ranks; ++rank) {
      usual_shares_[rank] = shares[rank] / static_cast<double>(std::max<std::size_t>(all_, 1));
    }
  }

  /// What terms of at least this rank usually are of the length of a row: the mean, as of `begin`.
  [[nodiscard]] double usual_share(std::uint32_t rank) const noexcept { return usual_shares_[rank - 1]; }

  /// A row that comes later: `begin_row`, `add_term` for its terms with a rank, `end_row`.
  void begin_row() noexcept { row_squares_ = {}; }
  void add_term(TermKey key, std::uint32_t rank, std::uint32_t count) noexcept {
    row_squares_[rank - 1] += square(count * *idf_.find(key));
  }
  void end_row(std::uint32_t row) {
    float sum = 0;
    for (std::uint32_t rank = ranks; rank > 0; --rank) {
      sum += row_squares_[rank - 1];
      std::vector<std::uint16_t>& masses = masses_[rank - 1];
      if (row >= masses.size()) {
        if (row >= masses.capacity()) masses.reserve(row + 16 + row / 8);
        masses.resize(row + 1);
      }
      masses[row] = mass(sum);
    }
    ++changes_;
  }

  /// A row went that had a term with a rank; so many are left. False when the weight of the term has grown too much to
  /// be answered for: it is to lose its rank. Masses then bound what is left of the common terms all the more.
  [[nodiscard]] bool bears_fall(TermKey key, std::uint32_t documents) noexcept {
    constexpr double most_fall = 0.1;
    double const idf = std::log(static_cast<double>(all_ + 1) / (static_cast<double>(documents) + 1)) + 1;
    double const fall = idf - *idf_.find(key);
    if (fall > most_fall) return false;
    fall_ = std::max(fall_, fall);
    return true;
  }
  void note_removal() noexcept { ++changes_; }

  /// By how much a weight has grown at most since masses were computed, for `all` rows.
  [[nodiscard]] double growth(std::size_t all) const noexcept {
    // ln((1 + N) / (1 + df)) grows by what N and df add to it, and no idf was below 1.
    double const more = std::log(static_cast<double>(all + 1) / static_cast<double>(all_ + 1));
    return 1 + std::max(0.0, more) + fall_;
  }

  /// Whether it is time to begin anew.
  [[nodiscard]] bool is_stale(std::size_t all) const noexcept {
    if (all < least_rows) return !keys_.empty();
    return growth(all) - fall_ > 1.15 || changes_ > std::max<std::size_t>(all, all_) / 4 || all_ == 0;
  }

  /// For each row the norm of the terms of at least this rank, as of `begin`.
  [[nodiscard]] std::span<std::uint16_t const> masses(std::uint32_t rank) const noexcept { return masses_[rank - 1]; }

  [[nodiscard]] std::size_t memory() const noexcept {
    std::size_t bytes = keys_.capacity() * sizeof(TermKey) + idf_.memory();
    for (auto const& masses : masses_) bytes += masses.capacity() * sizeof(std::uint16_t);
    return bytes;
  }

 private:
  /// With fewer rows nothing is left out.
  static constexpr std::uint32_t least_rows = 1024;
  /// The terms of one row in so many have rank 1, 2, ...: closer where most postings are.
  static constexpr std::array<std::uint32_t, ranks> one_in = {4096, 1024, 256, 64, 32, 16, 8};

  [[nodiscard]] static float square(double weight) noexcept { return static_cast<float>(weight * weight); }
  /// Sums of floats are off by less than a thousandth, but for long rows, which are never left out.
  [[nodiscard]] static std::uint16_t mass(float squares) noexcept { return rounded_up(std::sqrt(squares) * 1.001F); }

  std::size_t all_ = 0;
  std::size_t changes_ = 0;
  double fall_ = 0;
  std::vector<TermKey> keys_;
  GainTable idf_;
  std::array<std::vector<std::uint16_t>, ranks> masses_;
  std::array<std::vector<float>, ranks> squares_;
  std::array<float, ranks> row_squares_{};
  std::array<double, ranks> usual_shares_{};
};

}  // namespace detail

STORYMAP_END
