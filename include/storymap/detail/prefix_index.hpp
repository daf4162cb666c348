// storymap/detail/prefix_index.hpp - an inverted index over the beginnings of rows.
// Room: engine. Depends on detail/dot_bound.hpp, detail/loaded_row.hpp, detail/posting_scan.hpp, detail/pulse.hpp and
// detail/row_signature.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/block.hpp>
#include <storymap/detail/dot_bound.hpp>
#include <storymap/detail/loaded_row.hpp>
#include <storymap/detail/posting_scan.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/row_signature.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A row and where in it a term stands.
struct RowPlace {
  std::uint32_t row;
  std::uint32_t at;
};

/// The rarest terms of each row, with the rows that have them.
///
/// The prefix of a row ends where the norm of the rest falls below t. Two rows whose prefixes share no term are no
/// pair: let d be the last term of the prefix that ends first in the order of terms. All shared terms stand behind d,
/// in the rest of that row, so the dot product is at most the norm of this rest times the norm of the other row, below
/// t x 1. (Prefix filtering: Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", WWW 2007.)
class PrefixIndex {
 public:
  /// `Rows` are RankedRows or CountedRows; `t` is above 0. Only the first `listed` rows can be found; they are what
  /// counts as earlier for all others. The index does not depend on the number of threads.
  template <class Rows>
  PrefixIndex(Rows const& rows, float t, std::size_t listed, Pulse& pulse)
      : listed_(listed), row_begin_(rows.size() + 1), signatures_(rows.size()) {
    std::vector<Share> shares(std::min(most_shares, pulse.threads(rows.size() / rows_per_share + 1)));
    pulse.for_each(shares.size(), [&](unsigned, std::size_t k) {
      shares[k].first_row = rows.size() * k / shares.size();
      shares[k].last_row = rows.size() * (k + 1) / shares.size();
      read(rows, t, shares[k], Beat(pulse));
    });
    std::partial_sum(row_begin_.begin(), row_begin_.end(), row_begin_.begin());
    place(shares, rows.terms(), pulse);
    pulse.for_each(shares.size(), [&](unsigned, std::size_t k) { fill(shares[k], Beat(pulse)); });
  }

  /// The memory of an index, with what it needs while it is made.
  [[nodiscard]] static std::size_t bytes(std::size_t rows, std::size_t postings, std::size_t terms) noexcept {
    constexpr std::size_t of_row = sizeof(std::uint64_t) + sizeof(RowSignature);
    constexpr std::size_t of_own = 2 * sizeof(std::uint32_t) + sizeof(std::uint64_t);
    constexpr std::size_t of_posting = sizeof(RowPlace) + sizeof(std::uint32_t);
    constexpr std::size_t of_reading = 2 * sizeof(std::uint32_t);
    return rows * of_row + postings * (of_own + of_posting + of_reading) + terms * 2 * sizeof(std::uint64_t);
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

  /// Where a slice begins among all postings, and how many those are.
  [[nodiscard]] std::size_t offset(PostingSlice const& slice) const noexcept {
    return static_cast<std::size_t>(slice.bounds - bounds_.data());
  }
  [[nodiscard]] std::size_t postings() const noexcept { return postings_.size(); }

  /// The postings [first, last) of all, which are part of a slice.
  [[nodiscard]] PostingSlice part(PostingSlice const& slice, std::size_t first, std::size_t last) const noexcept {
    return {bounds_.data() + first, static_cast<std::uint32_t>(last - first), slice.bound};
  }

  /// The row of a posting, and where the term stands in it.
  [[nodiscard]] RowPlace const& posting(std::size_t at) const noexcept { return postings_[at]; }

  /// By row: all of its terms, not only those of the prefix.
  [[nodiscard]] RowSignature const* signatures() const noexcept { return signatures_.data(); }

 private:
  /// Rows that one thread reads.
  struct Share {
    std::size_t first_row = 0;
    std::size_t last_row = 0;
    std::vector<std::uint32_t> terms;
    std::vector<std::uint32_t> bounds;
    std::vector<std::uint64_t> next;  ///< by term: how many postings there are, then where the next one goes
  };

  template <class Rows>
  void read(Rows const& rows, float t, Share& share, Beat beat) {
    LoadedRow row;
    std::size_t most = 0;
    for (std::size_t k = share.first_row; k < share.last_row; ++k) most += rows[k].size();
    // Memory that is never written costs nothing; to move what is there to more would take a while.
    share.terms.reserve(most);
    share.bounds.reserve(most);
    for (std::size_t k = share.first_row; k < share.last_row; ++k) {
      rows.load(k, row);
      beat(row.size() + 1);
      RowSignature signature{};
      for (std::size_t at = 0; at < row.size(); ++at) signature.add(row.term(at));
      signatures_[k] = signature;
      std::size_t at = 0;
      for (; at < row.size() && row.squares_from(at) >= t * t; ++at) {
        share.terms.push_back(row.term(at));
        share.bounds.push_back(DotBound(row.weight(at), std::sqrt(row.squares_from(at + 1))).bits());
      }
      row_begin_[k + 1] = at;
    }
    share.next.resize(rows.terms());
    std::size_t end = 0;
    for (std::size_t k = share.first_row; k < std::min(share.last_row, listed_); ++k) end += row_begin_[k + 1];
    for (std::uint32_t const term : std::span(share.terms).first(end)) {
      ++share.next[term];
      beat();
    }
  }

  /// The rows of a list ascend: those of the first share come first.
  void place(std::vector<Share>& shares, std::size_t terms, Pulse& pulse) {
    Beat beat(pulse);
    std::uint64_t at = 0;
    list_begin_of_.reserve(terms + 1);
    for (std::size_t term = 0; term < terms; ++term) {
      beat();
      list_begin_of_.push_back(at);
      for (Share& share : shares) at += std::exchange(share.next[term], at);
    }
    list_begin_of_.push_back(at);
    own_bounds_ = Block<std::uint32_t>(row_begin_.back());
    list_begin_ = Block<std::uint64_t>(row_begin_.back());
    places_ = Block<std::uint32_t>(row_begin_.back());
    postings_ = Block<RowPlace>(at);
    bounds_ = Block<std::uint32_t>(at);
    touch(postings_, pulse);
    touch(bounds_, pulse);
  }

  void fill(Share& share, Beat beat) {
    std::uint64_t own = row_begin_[share.first_row];
    std::size_t k = 0;
    for (std::size_t row = share.first_row; row < share.last_row; ++row) {
      beat(row_begin_[row + 1] - own + 1);
      for (std::uint32_t at = 0; own < row_begin_[row + 1]; ++own, ++at, ++k) {
        if (k + ahead < share.terms.size()) {
          __builtin_prefetch(&share.next[share.terms[k + ahead]], 1);
          __builtin_prefetch(&list_begin_of_[share.terms[k + ahead]]);
        }
        std::uint32_t const term = share.terms[k];
        bool const is_listed = row < listed_;
        std::uint64_t const to = is_listed ? share.next[term]++ : list_begin_of_[term + 1];
        list_begin_[own] = list_begin_of_[term];
        own_bounds_[own] = share.bounds[k];
        places_[own] = static_cast<std::uint32_t>(to - list_begin_of_[term]);
        if (!is_listed) continue;
        postings_[to] = {static_cast<std::uint32_t>(row), at};
        bounds_[to] = share.bounds[k];
      }
    }
    share = {};
  }

  /// Fewer rows are not worth a thread, and each thread counts all terms.
  static constexpr std::size_t rows_per_share = 4096;
  static constexpr unsigned most_shares = 8;
  /// So many postings ahead the place of one is asked for.
  static constexpr std::size_t ahead = 16;

  std::size_t listed_;
  // By row: where its terms begin, and all of them; of each term: its bound, where its list begins, and its place
  // there.
  std::vector<std::uint64_t> row_begin_;
  Block<RowSignature> signatures_;
  Block<std::uint32_t> own_bounds_;
  Block<std::uint64_t> list_begin_;
  Block<std::uint32_t> places_;
  // By term: where its list begins, its rows, ascending, and their bounds.
  std::vector<std::uint64_t> list_begin_of_;
  Block<RowPlace> postings_;
  Block<std::uint32_t> bounds_;
};

}  // namespace detail

STORYMAP_END
