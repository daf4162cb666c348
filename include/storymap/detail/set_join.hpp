// storymap/detail/set_join.hpp - all pairs of sets with a Jaccard similarity of at least t, without most of the pairs.
// Room: engine. Depends on detail/pulse.hpp, detail/set_postings.hpp, detail/set_signature.hpp and
// detail/set_threshold.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/block.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/set_postings.hpp>
#include <storymap/detail/set_prefixes.hpp>
#include <storymap/detail/set_rows.hpp>
#include <storymap/detail/set_signature.hpp>
#include <storymap/detail/set_threshold.hpp>

#include <algorithm>
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
  SetJoin(SetRows const& sets, double at_least, Pulse& pulse)
      : sets_(sets),
        threshold_(at_least),
        prefixes_(sets, threshold_, Beat(pulse)),
        scan_(signature_scan(pulse.simd())) {
    ElementRanks const ranks(sets, pulse);
    compare_sizes();
    describe_sets(ranks, pulse);
    postings_ = SetPostings(prefixes_, ranks.size(), pulse);
  }

  /// The memory for so many sets with so many elements in all prefixes, of so many different ones.
  [[nodiscard]] static std::size_t bytes(std::size_t sets, std::size_t elements, std::size_t columns,
                                         unsigned threads) noexcept {
    constexpr std::size_t of_set = sizeof(Narrow) + sizeof(Wide) + sizeof(std::int32_t) + sizeof(std::uint32_t);
    constexpr std::size_t of_finder = sizeof(SignatureHit) * tile_size * probes_at_once;
    return sets * of_set + ElementRanks::bytes(columns, threads) + SetPrefixes::bytes(sets, elements) +
           SetPostings::bytes(sets, elements, columns) + threads * of_finder;
  }

  /// How many parts the work has.
  [[nodiscard]] std::size_t blocks() const noexcept {
    return (postings_.size() + probes_per_block - 1) / probes_per_block;
  }

  /// Finds the pairs of one part after the other. One for each thread.
  class Finder {
   public:
    Finder(SetJoin const& join, Beat beat) : join_(join), beat_(beat) {}

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
    /// Compares the probes, places first to last of a list, with what stands before each of them: first those that
    /// narrow signatures do for, then the larger ones.
    template <class Visit>
    void compare(std::size_t rank, std::size_t first, std::size_t last, Visit&& visit) {
      std::size_t const wide = place_of(join_.first_wide_probe_, first, last);
      if (first < wide) compare(join_.narrow_, rank, first, wide, visit);
      if (wide < last) compare(join_.wide_, rank, wide, last, visit);
    }

    template <class Signatures, class Visit>
    void compare(Signatures const& signatures, std::size_t rank, std::size_t first, std::size_t last, Visit&& visit) {
      SetPostings const& postings = join_.postings_;
      // The sets before are too small for the first probe, and thus for the others.
      std::size_t next = place_of(join_.first_partner_[postings[first].set()], postings.begin(rank), first);
      while (next + 1 < last) {
        std::size_t const tile_begin = next;
        next = load(signatures, next, last - 1);
        if (loaded_ > 0) scan_tile(signatures, rank, std::max(first, tile_begin + 1), last, visit);
      }
    }

    /// The first place from low to high, places of a list, with that set or a later one; high if there is none.
    [[nodiscard]] std::size_t place_of(std::uint32_t set, std::size_t low, std::size_t high) const noexcept {
      while (low < high) {
        std::size_t const middle = low + (high - low) / 2;
        if (join_.postings_[middle].set() < set) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    /// Puts indexed sets from the places `from` to `to` into the tile, as many as it has room for. Returns the place
    /// that is next.
    template <class Signatures>
    [[nodiscard]] std::size_t load(Signatures const& signatures, std::size_t from, std::size_t to) noexcept {
      constexpr std::size_t width = Signatures::Signature::width;
      constexpr std::size_t lanes = SignatureTile::lanes;
      SetPostings const& postings = join_.postings_;
      loaded_ = 0;
      for (; from < to && loaded_ < tile_size; ++from) {
        if (from + ahead < to) __builtin_prefetch(signatures[postings[from + ahead].set()].words());
        std::uint32_t const set = postings[from].set();
        sets_[loaded_] = static_cast<std::int32_t>(set);
        shares_[loaded_] = join_.shares_[set];
        std::uint64_t const* const words = signatures[set].words();
        std::uint64_t* const to_words = words_.data() + loaded_ / lanes * width * lanes + loaded_ % lanes;
        for (std::size_t word = 0; word < width; ++word) to_words[word * lanes] = words[word];
        loaded_ += postings[from].is_indexed() ? 1U : 0U;
      }
      for (std::size_t k = loaded_; k % lanes != 0; ++k) sets_[k] = SignatureTile::no_set;
      return from;
    }

    /// Compares the probes at the places `first` to `last` with the tile.
    template <class Signatures, class Visit>
    void scan_tile(Signatures const& signatures, std::size_t rank, std::size_t first, std::size_t last, Visit&& visit) {
      constexpr std::size_t lanes = SignatureTile::lanes;
      SignatureTile const tile{words_.data(), shares_.data(), sets_.data(), (loaded_ + lanes - 1) / lanes * lanes,
                               Signatures::Signature::width};
      while (first < last) {
        std::size_t count = 0;
        for (; first < last && count < probes_.size(); ++first) {
          std::uint32_t const set = join_.postings_[first].set();
          auto const partner = static_cast<std::int32_t>(join_.first_partner_[set]);
          probes_[count] = {signatures[set].words(), static_cast<std::int32_t>(set), partner, join_.shares_[set]};
          // A probe without any set in the tile gives way to the next one.
          count += partner <= sets_[loaded_ - 1] ? 1U : 0U;
        }
        std::size_t const hits = join_.scan_(tile, std::span(probes_).first(count), hits_.data());
        beat_(count * loaded_ / lanes + hits + 1);
        for (std::size_t k = 0; k < hits; ++k) {
          auto const [probe, place] = hits_[k];
          join_.decide(static_cast<std::uint32_t>(sets_[place]), static_cast<std::uint32_t>(probes_[probe].set), rank,
                       visit);
        }
      }
    }

    /// So many sets ahead their memory is asked for.
    static constexpr std::size_t ahead = 8;
    SetJoin const& join_;
    Beat beat_;
    // The tile; a set that is not indexed is written behind the last one and overwritten.
    std::size_t loaded_ = 0;
    std::vector<std::int32_t> sets_ = std::vector<std::int32_t>(tile_size + SignatureTile::lanes);
    std::vector<std::int32_t> shares_ = std::vector<std::int32_t>(tile_size + SignatureTile::lanes);
    std::vector<std::uint64_t> words_ = std::vector<std::uint64_t>((tile_size + SignatureTile::lanes) * Wide::width);
    std::vector<SignatureProbe> probes_ = std::vector<SignatureProbe>(probes_at_once);
    Block<SignatureHit> hits_ = Block<SignatureHit>(tile_size * probes_at_once);
  };

 private:
  /// What follows for each set from its size.
  void compare_sizes() {
    first_partner_.resize(sets_.size());
    shares_.resize(sets_.size());
    std::uint32_t partner = 0;
    std::size_t least = 0;
    for (std::size_t set = 0; set < sets_.size(); ++set) {
      std::size_t const size = sets_[set].size();
      if (set == 0 || size != sets_[set - 1].size()) least = threshold_.least_partner(size);
      while (sets_[partner].size() < least) ++partner;
      first_partner_[set] = partner;
      shares_[set] = threshold_.difference_share(size);
      if (is_narrow_enough(shares_[set])) first_wide_probe_ = static_cast<std::uint32_t>(set + 1);
    }
  }

  /// The prefix and the signatures of each set.
  void describe_sets(ElementRanks const& ranks, Pulse& pulse) {
    bool const has_wide = first_wide_probe_ < sets_.size();
    narrow_ = Signatures<Narrow>(0, first_wide_probe_);
    wide_ = Signatures<Wide>(has_wide ? first_partner_[first_wide_probe_] : sets_.size(), sets_.size());
    constexpr std::size_t sets_per_block = 1024;
    std::size_t const blocks = (sets_.size() + sets_per_block - 1) / sets_per_block;
    std::vector<std::vector<std::uint32_t>> scratch(std::max(1U, pulse.threads(blocks)));
    pulse.for_each(blocks, [&](unsigned worker, std::size_t block) {
      scratch[worker].resize(2 * sets_.largest());
      std::size_t const end = std::min(sets_.size(), (block + 1) * sets_per_block);
      for (std::size_t set = block * sets_per_block; set < end; ++set) {
        sets_.prefetch(set + 4);
        prefixes_.fill(set, sets_[set], ranks, scratch[worker].data());
        narrow_.fill(set, sets_[set]);
        wide_.fill(set, sets_[set]);
      }
    });
  }

  /// Whether narrow signatures tell apart sets of such a share that have nothing to do with each other: they differ in
  /// about half of their bits, which should be clearly more than both sets may bring along.
  [[nodiscard]] static bool is_narrow_enough(std::int32_t share) noexcept {
    return 3 * 2 * static_cast<std::int64_t>(share) <= static_cast<std::int64_t>(Narrow::bits) * SetThreshold::scale;
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

  using Narrow = SetSignature<2>;
  using Wide = SetSignature<8>;

  /// The signatures of those sets, one behind the other, that are compared by signatures of this width.
  template <class S>
  class Signatures {
   public:
    using Signature = S;

    Signatures() = default;
    Signatures(std::size_t begin, std::size_t end) : begin_(begin), signatures_(end - begin) {}

    void fill(std::size_t set, std::span<std::uint32_t const> elements) noexcept {
      if (set - begin_ < signatures_.size()) signatures_[set - begin_] = S(elements);
    }
    [[nodiscard]] S const& operator[](std::size_t set) const noexcept { return signatures_[set - begin_]; }

   private:
    std::size_t begin_ = 0;
    std::vector<S> signatures_;
  };

  /// So many signatures stay in the first two caches.
  static constexpr std::size_t tile_size = 512;
  static constexpr std::size_t probes_at_once = 64;
  /// So many places of lists are one part of the work.
  static constexpr std::size_t probes_per_block = 4096;

  SetRows const& sets_;
  SetThreshold threshold_;
  SetPrefixes prefixes_;
  std::vector<std::int32_t> shares_;          ///< SetThreshold::difference_share of each set
  std::vector<std::uint32_t> first_partner_;  ///< of each set: the first one that is large enough for it
  std::uint32_t first_wide_probe_ = 0;        ///< the first set that is to be compared by wide signatures
  Signatures<Narrow> narrow_;
  Signatures<Wide> wide_;
  SetPostings postings_;
  SignatureScan scan_;
};

}  // namespace detail

STORYMAP_END
