// storymap/detail/ranked_rows.hpp - the rows of a matrix with the rarest columns first, as an exact join needs them.
// Room: engine. Depends on sparse_matrix.hpp, detail/loaded_row.hpp and detail/pulse.hpp.
#pragma once

#include <storymap/detail/loaded_row.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/sparse_matrix.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// One entry of a row: the rank of its column and its weight.
struct RankedEntry {
  std::uint32_t rank = 0;
  float weight = 0;
};

/// The rows that can be part of a pair with a cosine of at least `at_least`, without the columns that no two of them
/// share, the rarest column first.
///
/// Dead mass: a column that only one row has adds nothing to any dot product, so by Cauchy and Schwarz the dot products
/// of a row are at most the norm of its other entries, its live norm. A row whose live norm is below the threshold is
/// in no pair. Without it, further columns may have but one row left, and so on: rows are peeled off in rounds until a
/// round takes hardly any. Whatever is left when the rounds end, no pair is lost.
class RankedRows {
 public:
  /// One row, as it is. Its terms are ranks.
  class View {
   public:
    explicit View(std::span<RankedEntry const> entries) : entries_(entries) {}

    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    [[nodiscard]] std::uint32_t term(std::size_t k) const noexcept { return entries_[k].rank; }
    [[nodiscard]] float weight(std::size_t k) const noexcept { return entries_[k].weight; }

    void prefetch() const noexcept { __builtin_prefetch(entries_.data()); }

   private:
    std::span<RankedEntry const> entries_;
  };

  /// `unit_rows` have a norm of 1 or are empty, and outlive this. Leaves out the rows for which `leaves_out(row)`.
  template <class LeavesOut>
  RankedRows(SparseMatrix const& unit_rows, double at_least, Pulse& pulse, LeavesOut&& leaves_out)
      : matrix_(unit_rows) {
    Beat beat(pulse);
    rows_.reserve(matrix_.rows());
    documents_.assign(matrix_.cols(), 0);
    for (std::uint32_t row = 0; row < matrix_.rows(); ++row) {
      if (leaves_out(row)) continue;
      rows_.push_back(row);
      for (std::uint32_t const column : matrix_.row(row).columns) ++documents_[column];
      beat(matrix_.row(row).size() + 1);
    }
    peel(at_least, beat);
    std::vector<std::uint32_t> const columns = rank_columns(beat);
    fill(columns, beat);
  }

  /// How many rows are left, and which row of the matrix the k-th of them is.
  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  [[nodiscard]] std::uint32_t row(std::size_t k) const noexcept { return rows_[k]; }

  [[nodiscard]] std::size_t terms() const noexcept { return ranks_; }
  [[nodiscard]] View operator[](std::size_t k) const noexcept {
    return View(std::span(entries_).subspan(begin_[k], begin_[k + 1] - begin_[k]));
  }

  void load(std::size_t k, LoadedRow& loaded) const {
    View const view = (*this)[k];
    loaded.begin(view.size());
    for (std::size_t at = 0; at < view.size(); ++at) loaded.set(at, view.term(at), view.weight(at));
    loaded.end();
  }

 private:
  void peel(double at_least, Beat& beat) {
    // The slack is far more than rounding can take from a norm.
    double const least = at_least * at_least * (1 - 1e-9);
    for (std::size_t before = 0; before != rows_.size();) {
      before = rows_.size();
      std::erase_if(rows_, [&](std::uint32_t row) {
        beat(matrix_.row(row).size() + 1);
        return drops(row, least);
      });
      if (before - rows_.size() < before / 2000) break;
    }
  }

  /// True when the row cannot be in a pair; its columns then have one row less.
  bool drops(std::uint32_t row, double least_live) {
    SparseRow const entries = matrix_.row(row);
    double live = 0;
    for (std::size_t k = 0; k < entries.size(); ++k) {
      if (documents_[entries.columns[k]] >= 2) live += entries.values[k] * entries.values[k];
    }
    if (live >= least_live) return false;
    for (std::uint32_t const column : entries.columns) --documents_[column];
    return true;
  }

  /// Numbers the columns that at least two rows have: fewer rows first, ties in the order of the columns. Returns the
  /// rank of each column, or `unranked`.
  std::vector<std::uint32_t> rank_columns(Beat& beat) {
    std::uint32_t most = 1;
    for (std::uint32_t const documents : documents_) most = std::max(most, documents);
    std::vector<std::uint32_t> next(most + 2);
    for (std::uint32_t const documents : documents_) {
      if (documents >= 2) ++next[documents + 1];
    }
    beat(documents_.size());
    std::partial_sum(next.begin(), next.end(), next.begin());
    ranks_ = next.back();
    std::vector<std::uint32_t> rank_of(documents_.size(), unranked);
    for (std::size_t column = 0; column < documents_.size(); ++column) {
      if (documents_[column] >= 2) rank_of[column] = next[documents_[column]]++;
      beat();
    }
    return rank_of;
  }

  /// Two counting sorts, by rank and back to rows, put the entries of all rows in the order of ranks at once.
  void fill(std::vector<std::uint32_t> const& rank_of, Beat& beat) {
    struct Entry {
      std::uint32_t row;
      float weight;
    };
    std::vector<std::uint64_t> next(ranks_ + 1);
    begin_.assign(rows_.size() + 1, 0);
    for_each_ranked(rank_of, beat, [&](std::uint32_t row, std::uint32_t rank, double) {
      ++next[rank + 1];
      ++begin_[row + 1];
    });
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    std::vector<Entry> by_rank(begin_.back());
    std::vector<std::uint64_t> const first(next.begin(), next.end());
    for_each_ranked(rank_of, beat, [&](std::uint32_t row, std::uint32_t rank, double weight) {
      by_rank[next[rank]++] = {row, static_cast<float>(weight)};
    });
    entries_.resize(by_rank.size());
    std::vector<std::uint64_t> end(begin_.begin(), begin_.end() - 1);
    for (std::uint32_t rank = 0; rank < ranks_; ++rank) {
      beat(first[rank + 1] - first[rank]);
      for (std::uint64_t k = first[rank]; k < first[rank + 1]; ++k) {
        entries_[end[by_rank[k].row]++] = {rank, by_rank[k].weight};
      }
    }
  }

  template <class Visit>
  void for_each_ranked(std::vector<std::uint32_t> const& rank_of, Beat& beat, Visit&& visit) const {
    for (std::uint32_t k = 0; k < rows_.size(); ++k) {
      SparseRow const entries = matrix_.row(rows_[k]);
      for (std::size_t at = 0; at < entries.size(); ++at) {
        std::uint32_t const rank = rank_of[entries.columns[at]];
        if (rank != unranked) visit(k, rank, entries.values[at]);
      }
      beat(entries.size() + 1);
    }
  }

  static constexpr std::uint32_t unranked = UINT32_MAX;

  SparseMatrix const& matrix_;
  std::vector<std::uint32_t> documents_;
  std::uint32_t ranks_ = 0;
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint64_t> begin_;
  std::vector<RankedEntry> entries_;
};

}  // namespace detail

STORYMAP_END
