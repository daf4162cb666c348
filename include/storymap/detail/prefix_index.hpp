// storymap/detail/prefix_index.hpp - an inverted index over the beginnings of rows.
// Room: engine. Depends on detail/dot_bound.hpp, detail/loaded_row.hpp and detail/posting_scan.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/block.hpp>
#include <storymap/detail/dot_bound.hpp>
#include <storymap/detail/loaded_row.hpp>
#include <storymap/detail/posting_scan.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The rarest terms of each row, with the rows that have them.
///
/// The prefix of a row ends where the norm of the rest falls below t. Two rows whose prefixes share no term are no
/// pair: let d be the last term of the prefix that ends first in the order of terms. All shared terms stand behind d,
/// in the rest of that row, so the dot product is at most the norm of this rest times the norm of the other row, below
/// t x 1. (Prefix filtering: Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", WWW 2007.)
class PrefixIndex {
 public:
  /// `Rows` are RankedRows or CountedRows; `t` is above 0.
  template <class Rows>
  PrefixIndex(Rows const& rows, float t) : row_begin_(rows.size() + 1) {
    std::vector<std::uint32_t> terms;
    LoadedRow row;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      rows.load(k, row);
      for (std::size_t at = 0; at < row.size() && row.squares_from(at) >= t * t; ++at) {
        terms.push_back(row.term(at));
        own_bounds_.push_back(DotBound(row.weight(at), std::sqrt(row.squares_from(at + 1))).bits());
      }
      row_begin_[k + 1] = terms.size();
    }
    fill(terms, rows.terms());
  }

  /// How many terms of a row are in the index: the first ones.
  [[nodiscard]] std::size_t prefix(std::size_t row) const noexcept { return row_begin_[row + 1] - row_begin_[row]; }

  /// The bound of the k-th term of a row, which is in its prefix.
  [[nodiscard]] DotBound bound(std::size_t row, std::size_t k) const noexcept {
    return DotBound(own_bounds_[row_begin_[row] + k]);
  }

  /// The postings of earlier rows in the list of the k-th term of a row.
  [[nodiscard]] PostingSlice earlier(std::size_t row, std::size_t k) const noexcept {
    std::uint64_t const own = row_begin_[row] + k;
    return {bounds_.data() + list_begin_[own], places_[own], own_bounds_[own]};
  }

  /// The row of a posting of that slice.
  [[nodiscard]] std::uint32_t row_at(std::size_t row, std::size_t k, std::uint32_t place) const noexcept {
    return rows_[list_begin_[row_begin_[row] + k] + place];
  }

 private:
  void fill(std::span<std::uint32_t const> terms, std::size_t term_count) {
    std::vector<std::uint64_t> begin(term_count + 1);
    for (std::uint32_t const term : terms) ++begin[term + 1];
    for (std::size_t term = 0; term < term_count; ++term) begin[term + 1] += begin[term];
    rows_ = Block<std::uint32_t>(terms.size());
    bounds_ = Block<std::uint32_t>(terms.size());
    places_ = Block<std::uint32_t>(terms.size());
    list_begin_ = Block<std::uint64_t>(terms.size());
    std::vector<std::uint32_t> size(term_count);
    for (std::size_t row = 0; row + 1 < row_begin_.size(); ++row) {
      for (std::uint64_t own = row_begin_[row]; own < row_begin_[row + 1]; ++own) {
        std::uint32_t const term = terms[own];
        list_begin_[own] = begin[term];
        places_[own] = size[term];
        std::uint64_t const at = begin[term] + size[term]++;
        rows_[at] = static_cast<std::uint32_t>(row);
        bounds_[at] = own_bounds_[own];
      }
    }
  }

  // By row: where its terms begin; of each: its bound, where its list begins, and its place in the list.
  std::vector<std::uint64_t> row_begin_;
  std::vector<std::uint32_t> own_bounds_;
  Block<std::uint64_t> list_begin_;
  Block<std::uint32_t> places_;
  // By term: the rows, ascending, and their bounds.
  Block<std::uint32_t> rows_;
  Block<std::uint32_t> bounds_;
};

}  // namespace detail

STORYMAP_END
