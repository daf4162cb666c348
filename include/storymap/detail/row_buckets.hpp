// storymap/detail/row_buckets.hpp - posting lists dealt out by their rows.
// Room: engine. Depends on detail/packed_counts.hpp, detail/pulse.hpp and detail/term_lists.hpp.
#pragma once

#include <storymap/detail/block.hpp>
#include <storymap/detail/packed_counts.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/term_lists.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Lists of one length, side by side, of terms that follow each other.
struct ListRun {
  std::uint32_t first_term = 0;
  std::uint32_t documents = 0;  ///< the length of each list
  std::size_t lists = 0;
  TermPosting const* postings = nullptr;

  [[nodiscard]] std::size_t size() const noexcept { return documents * lists; }
};

/// Turns lists of rows into rows of terms.
///
/// Most lists are short and name rows from all over the corpus: written straight into the rows, every posting would
/// cost a miss of the cache. So they are first dealt out to buckets of neighbouring rows, which streams through memory;
/// the rows of a bucket then fit into the cache.
class RowBuckets {
 public:
  /// Rows in a bucket.
  static constexpr std::uint32_t rows_per_bucket = 2048;

  /// The runs are in ascending order of terms. They are not needed any more when this is made. The entries of a bucket
  /// already stand where those of its rows will.
  RowBuckets(std::span<ListRun const> runs, PackedCounts& counts, Pulse& pulse)
      : counts_(counts), shares_(split(runs, pulse.threads(counts.size() / postings_per_share + 1))) {
    std::size_t const buckets = (counts.rows() + rows_per_bucket - 1) / rows_per_bucket;
    rows_ = Block<std::uint16_t>(counts.size());
    touch(rows_, pulse);
    touch(counts_, pulse);
    pulse.for_each(shares_.size(), [&](unsigned, std::size_t k) { measure(shares_[k], buckets, Beat(pulse)); });
    place(buckets);
    pulse.for_each(shares_.size(), [&](unsigned, std::size_t k) { deal(shares_[k], Beat(pulse)); });
  }

  [[nodiscard]] std::size_t size() const noexcept { return begin_.size() - 1; }

  /// Puts the entries of a bucket into their rows. `scratch` is used again for the next one.
  void fill(std::size_t bucket, Block<std::uint32_t>& scratch) {
    std::size_t const first_row = bucket * std::size_t{rows_per_bucket};
    std::size_t const rows = std::min<std::size_t>(rows_per_bucket, counts_.rows() - first_row);
    std::span<std::uint16_t const> const row_of =
        rows_.span().subspan(begin_[bucket], begin_[bucket + 1] - begin_[bucket]);
    std::span<std::uint32_t> const entries = counts_.entries(begin_[bucket], row_of.size());
    scratch.ensure(entries.size());
    std::copy(entries.begin(), entries.end(), scratch.data());
    std::uint32_t next[rows_per_bucket + 1] = {};
    for (std::uint16_t const row : row_of) ++next[row + 1];
    for (std::size_t row = 0; row < rows; ++row) {
      next[row + 1] += next[row];
      counts_.set_end(first_row + row, begin_[bucket] + next[row + 1]);
    }
    for (std::size_t k = 0; k < entries.size(); ++k) entries[next[row_of[k]]++] = scratch[k];
  }

  /// Once all buckets are filled: writes the counts that are too large for an entry.
  void set_large_counts() {
    for (Share const& share : shares_) {
      for (auto const& [row, entry, count] : share.large) counts_.add_large(row, entry, count);
    }
    counts_.end_large();
  }

 private:
  struct Large {
    std::uint32_t row;
    std::uint32_t entry;
    std::uint32_t count;
  };
  /// Runs of one thread.
  struct Share {
    std::span<ListRun const> runs;
    std::vector<std::uint64_t> next;  ///< by bucket: the number of records, then where the next one goes
    std::vector<Large> large;
  };

  /// Shares of about the same number of postings.
  static std::vector<Share> split(std::span<ListRun const> runs, std::size_t count) {
    std::size_t all = 0;
    for (ListRun const& run : runs) all += run.size();
    std::vector<Share> shares(count);
    std::size_t at = 0;
    std::size_t postings = 0;
    for (std::size_t k = 0; k < count; ++k) {
      std::size_t const first = at;
      for (; at < runs.size() && (k + 1 == count || postings < all / count * (k + 1)); ++at)
        postings += runs[at].size();
      shares[k].runs = runs.subspan(first, at - first);
    }
    return shares;
  }

  static void measure(Share& share, std::size_t buckets, Beat beat) {
    std::vector<std::uint64_t> sizes(buckets);
    for (ListRun const& run : share.runs) {
      for (TermPosting const& posting : std::span(run.postings, run.size())) ++sizes[posting.row / rows_per_bucket];
      beat(run.size());
    }
    share.next = std::move(sizes);
  }

  /// A bucket lies in one piece, share by share, so that its terms ascend.
  void place(std::size_t buckets) {
    begin_.assign(1, 0);
    std::uint64_t at = 0;
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
      for (Share& share : shares_) {
        std::uint64_t const size = share.next[bucket];
        share.next[bucket] = at;
        at += size;
      }
      begin_.push_back(at);
    }
  }

  void deal(Share& share, Beat beat) {
    std::uint64_t* const next = share.next.data();
    std::span<std::uint32_t> const entries = counts_.entries(0, counts_.size());
    for (ListRun const& run : share.runs) {
      TermPosting const* posting = run.postings;
      for (std::size_t list = 0; list < run.lists; ++list) {
        auto const term = run.first_term + static_cast<std::uint32_t>(list);
        for (TermPosting const* const end = posting + run.documents; posting != end; ++posting) {
          std::uint32_t const entry = counts_.entry(term, posting->count);
          if (counts_.is_large(posting->count)) share.large.push_back({posting->row, entry, posting->count});
          std::uint64_t const at = next[posting->row / rows_per_bucket]++;
          entries[at] = entry;
          rows_[at] = static_cast<std::uint16_t>(posting->row % rows_per_bucket);
        }
        beat(run.documents);
      }
    }
  }

  /// Fewer postings are not worth a thread.
  static constexpr std::size_t postings_per_share = std::size_t{1} << 18U;

  PackedCounts& counts_;
  std::vector<Share> shares_;
  std::vector<std::uint64_t> begin_;
  Block<std::uint16_t> rows_;  ///< of the entries, within their buckets
};

}  // namespace detail

STORYMAP_END
