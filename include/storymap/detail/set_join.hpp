// storymap/detail/set_join.hpp - all pairs of sets with a Jaccard similarity of at least t, without most of the pairs.
// Room: engine. Depends on detail/set_postings.hpp, detail/set_signature.hpp and detail/set_threshold.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/block.hpp>
#include <storymap/detail/set_postings.hpp>
#include <storymap/detail/set_prefixes.hpp>
#include <storymap/detail/set_rows.hpp>
#include <storymap/detail/set_signature.hpp>
#include <storymap/detail/set_threshold.hpp>
#include <storymap/parallel.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The number of elements that two sets share, or 0 when it is below `least`, which is above 0. O(elements of both).
[[nodiscard]] inline std::size_t common_elements(std::span<std::uint32_t const> x, std::span<std::uint32_t const> y,
                                                 std::size_t least) noexcept {
  if (least > x.size() || least > y.size()) return 0;
  // So many elements of each may be met without the other set having them.
  std::size_t const spare_x = x.size() - least;
  std::size_t const spare_y = y.size() - least;
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    if (i - common > spare_x || j - common > spare_y) return 0;
    // Without a branch on which element is first, which nobody can guess.
    std::uint32_t const in_x = x[i];
    std::uint32_t const in_y = y[j];
    common += in_x == in_y ? 1U : 0U;
    i += in_x <= in_y ? 1U : 0U;
    j += in_y <= in_x ? 1U : 0U;
  }
  return common >= least ? common : 0;
}

/// The search for pairs of sets above a threshold.
///
/// Two sets that reach the threshold share an element of the probe prefix of the one that is numbered later, which is
/// not smaller, and of the index prefix of the other (see SetThreshold). So the lists of the prefixes hold every pair,
/// and each is decided in the list of the first element that its two sets share. Within a list the sets are compared by
/// their signatures, many at a time; the few pairs that are left are counted out.
///
/// The scheme is PPJoin (Xiao, Wang, Lin and Yu, "Efficient similarity joins for near duplicate detection", WWW 2008),
/// list by list instead of set by set, with signatures in place of the count of what was met so far: what a list is
/// compared with stays in the cache.
class SetJoin {
 public:
  /// The sets outlive this.
  SetJoin(SetRows const& sets, double at_least, RunOptions const& run)
      : SetJoin(sets, ElementRanks(sets, run), at_least, run) {}

  /// How many parts the work has.
  [[nodiscard]] std::size_t blocks() const noexcept { return (postings_.size() + probes_per_block - 1) / probes_per_block; }

  /// Finds the pairs of one part after the other. One for each thread.
  class Finder {
   public:
    explicit Finder(SetJoin const& join) : join_(join) {}

    /// Calls `visit(x, y, common)` for the pairs of different sets in a part.
    template <class Visit>
    void find(std::size_t block, Visit&& visit) {
      SetPostings const& postings = join_.postings_;
      std::size_t const end = std::min(postings.size(), (block + 1) * probes_per_block);
      std::size_t rank = postings.rank_at(block * probes_per_block);
      for (std::size_t first = block * probes_per_block; first < end; ++rank) {
        std::size_t const last = std::min(end, postings.end(rank));
        if (last - postings.begin(rank) >= 2) compare(rank, first, last, visit);
        first = last;
      }
    }

   private:
    /// Compares the probes, places first to last of a list, with what stands before each of them.
    template <class Visit>
    void compare(std::size_t rank, std::size_t first, std::size_t last, Visit&& visit) {
      SetPostings const& postings = join_.postings_;
      std::size_t const begin = first_candidate(rank, first);
      width_ = join_.signature_width(postings[last - 1].set());
      for (std::size_t next = begin; next + 1 < last;) {
        std::size_t const tile_begin = next;
        next = load(next, last - 1);
        if (loaded_ > 0) scan_tile(rank, std::max(first, tile_begin + 1), last, visit);
      }
    }

    /// The first place of a list whose set is large enough for the probe at `first` and thus for those after it.
    [[nodiscard]] std::size_t first_candidate(std::size_t rank, std::size_t first) const noexcept {
      SetPostings const& postings = join_.postings_;
      std::uint32_t const partner = join_.first_partner_[postings[first].set()];
      std::size_t low = postings.begin(rank);
      std::size_t high = first;
      while (low < high) {
        std::size_t const middle = low + (high - low) / 2;
        (postings[middle].set() < partner ? low : high) = postings[middle].set() < partner ? middle + 1 : middle;
      }
      return low;
    }

    /// Puts indexed sets from the places `from` to `to` into the tile, as many as it has room for. Returns the place
    /// that is next.
    [[nodiscard]] std::size_t load(std::size_t from, std::size_t to) noexcept {
      SetPostings const& postings = join_.postings_;
      loaded_ = 0;
      for (; from < to && loaded_ < tile_size; ++from) {
        if (from + ahead < to) __builtin_prefetch(&join_.signatures_[postings[from + ahead].set()]);
        if (!postings[from].is_indexed()) continue;
        std::uint32_t const set = postings[from].set();
        sets_[loaded_] = set;
        shares_[loaded_] = join_.shares_[set];
        std::uint64_t* const words = words_.data() + loaded_ / SignatureTile::lanes * width_ * SignatureTile::lanes;
        join_.signatures_[set].fold(width_, words + loaded_ % SignatureTile::lanes, SignatureTile::lanes);
        ++loaded_;
      }
      return from;
    }

    /// Compares the probes at the places `first` to `last` with the tile.
    template <class Visit>
    void scan_tile(std::size_t rank, std::size_t first, std::size_t last, Visit&& visit) {
      SignatureTile const tile{words_.data(), shares_.data(), width_};
      std::array<std::uint64_t, SetSignature::words> words;
      SignatureProbe probe{.words = words.data()};
      for (std::size_t place = first; place < last; ++place) {
        std::uint32_t const set = join_.postings_[place].set();
        // Sets are numbered by size, so both ends of what a probe is compared with only move on.
        while (probe.begin < loaded_ && sets_[probe.begin] < join_.first_partner_[set]) ++probe.begin;
        while (probe.end < loaded_ && sets_[probe.end] < set) ++probe.end;
        if (probe.begin >= probe.end) continue;
        join_.signatures_[set].fold(width_, words.data(), 1);
        probe.share = join_.shares_[set];
        std::size_t const hits = join_.scan_(tile, probe, hits_.data());
        for (std::size_t k = 0; k < hits; ++k) join_.decide(sets_[hits_[k]], set, rank, visit);
      }
    }

    /// So many sets ahead their memory is asked for.
    static constexpr std::size_t ahead = 8;
    /// So many signatures stay in the first two caches.
    static constexpr std::size_t tile_size = 1024;

    SetJoin const& join_;
    std::size_t width_ = 0;
    std::size_t loaded_ = 0;
    std::vector<std::uint32_t> sets_ = std::vector<std::uint32_t>(tile_size);
    std::vector<std::int32_t> shares_ = std::vector<std::int32_t>(tile_size);
    std::vector<std::uint64_t> words_ = std::vector<std::uint64_t>(tile_size * SetSignature::words);
    std::vector<std::uint32_t> hits_ = std::vector<std::uint32_t>(tile_size);
  };

 private:
  SetJoin(SetRows const& sets, ElementRanks const& ranks, double at_least, RunOptions const& run)
      : sets_(sets),
        threshold_(at_least),
        prefixes_(sets, threshold_),
        signatures_(sets.size()),
        shares_(sets.size()),
        first_partner_(sets.size()),
        postings_((fill(ranks, run), prefixes_), ranks.size()),
        scan_(signature_scan(run.simd)) {}

  /// Everything that is known of each set for itself.
  void fill(ElementRanks const& ranks, RunOptions const& run) {
    std::uint32_t partner = 0;
    std::size_t least = 0;
    for (std::size_t set = 0; set < sets_.size(); ++set) {
      std::size_t const size = sets_[set].size();
      if (set == 0 || size != sets_[set - 1].size()) least = threshold_.least_partner(size);
      while (sets_[partner].size() < least) ++partner;
      first_partner_[set] = partner;
      shares_[set] = threshold_.difference_share(size);
    }
    constexpr std::size_t sets_per_block = 1024;
    std::size_t const blocks = (sets_.size() + sets_per_block - 1) / sets_per_block;
    std::vector<std::vector<std::uint32_t>> scratch(std::max(1U, thread_count(run, blocks)));
    (void)for_each_block(blocks, run, [&](unsigned worker, std::size_t block) {
      scratch[worker].resize(2 * sets_.largest());
      std::size_t const end = std::min(sets_.size(), (block + 1) * sets_per_block);
      for (std::size_t set = block * sets_per_block; set < end; ++set) {
        sets_.prefetch(set + 4);
        prefixes_.fill(set, sets_[set], ranks, scratch[worker].data());
        signatures_[set] = SetSignature(sets_[set]);
      }
    });
  }

  /// How many words of a signature tell apart sets of up to the size of this one that have nothing to do with each
  /// other: a signature of b bits differs from another in about b / 2 of them, which should be clearly more than both
  /// sets may bring along.
  [[nodiscard]] std::size_t signature_width(std::size_t set) const noexcept {
    std::size_t const both = 2 * static_cast<std::size_t>(shares_[set]) / SetThreshold::scale;
    if (3 * both <= 128) return 2;
    return 3 * both <= 256 ? 4 : 8;
  }

  /// Calls `visit(x, y, common)` if the sets reach the threshold and `rank` is that of the first element they share.
  template <class Visit>
  void decide(std::uint32_t x, std::uint32_t y, std::size_t rank, Visit&& visit) const {
    if (first_shared(prefixes_[x], prefixes_[y]) != rank) return;
    std::size_t const least = threshold_.least_common(sets_[x].size() + sets_[y].size());
    std::size_t const common = common_elements(sets_[x], sets_[y], least);
    if (common > 0) visit(x, y, common);
  }

  /// The first rank of two prefixes, which share one.
  [[nodiscard]] static std::uint32_t first_shared(std::span<std::uint32_t const> x,
                                                  std::span<std::uint32_t const> y) noexcept {
    std::size_t i = 0;
    std::size_t j = 0;
    while (x[i] != y[j]) (x[i] < y[j] ? i : j) += 1;
    return x[i];
  }

  /// So many places of lists are one part of the work.
  static constexpr std::size_t probes_per_block = 4096;

  SetRows const& sets_;
  SetThreshold threshold_;
  SetPrefixes prefixes_;
  std::vector<SetSignature> signatures_;
  std::vector<std::int32_t> shares_;
  std::vector<std::uint32_t> first_partner_;  ///< of each set: the first one that is large enough for it
  SetPostings postings_;
  SignatureScan scan_;
};

}  // namespace detail

STORYMAP_END
