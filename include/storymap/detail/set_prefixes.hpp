// storymap/detail/set_prefixes.hpp - the rarest elements of each set, by which similar sets find each other.
// Room: engine. Depends on detail/pulse.hpp, detail/select_smallest.hpp, detail/set_rows.hpp and
// detail/set_threshold.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/block.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/select_smallest.hpp>
#include <storymap/detail/set_rows.hpp>
#include <storymap/detail/set_threshold.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The elements of the sets by rank: the fewer sets have an element, the lower its rank, ties in the order of columns.
class ElementRanks {
 public:
  ElementRanks(SetRows const& sets, Pulse& pulse) {
    std::vector<std::uint32_t> const frequencies = count(sets, pulse);
    Beat beat(pulse);
    std::uint32_t most = 1;
    for (std::uint32_t const sets_with : frequencies) most = std::max(most, sets_with);
    std::vector<std::uint32_t> next(most + 2);
    for (std::uint32_t const sets_with : frequencies) ++next[sets_with + 1];
    beat(frequencies.size());
    // Elements of fewer than two sets have no rank.
    next[1] = next[2] = 0;
    std::partial_sum(next.begin(), next.end(), next.begin());
    size_ = next.back();
    ranks_.resize(frequencies.size(), unshared);
    for (std::size_t column = 0; column < frequencies.size(); ++column) {
      if (frequencies[column] >= 2) ranks_[column] = next[frequencies[column]]++;
      beat();
    }
  }

  /// The memory for so many columns, with what is needed while they are counted.
  [[nodiscard]] static std::size_t bytes(std::size_t columns, unsigned threads) noexcept {
    return columns * sizeof(std::uint32_t) * (std::size_t{threads} + 1);
  }

  /// How many elements at least two sets have; their ranks are below.
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

  /// The rank of an element, or `unshared` when only one set has it.
  [[nodiscard]] std::uint32_t operator[](std::uint32_t column) const noexcept { return ranks_[column]; }
  static constexpr std::uint32_t unshared = UINT32_MAX;

 private:
  static constexpr std::size_t sets_per_block = 4096;

  /// How many sets have each element.
  [[nodiscard]] static std::vector<std::uint32_t> count(SetRows const& sets, Pulse& pulse) {
    std::size_t const blocks = (sets.size() + sets_per_block - 1) / sets_per_block;
    std::vector<std::vector<std::uint32_t>> counts(std::max(1U, pulse.threads(blocks)));
    counts[0].resize(sets.columns());
    pulse.for_each(blocks, [&](unsigned worker, std::size_t block) {
      counts[worker].resize(sets.columns());
      std::size_t const end = std::min(sets.size(), (block + 1) * sets_per_block);
      for (std::size_t set = block * sets_per_block; set < end; ++set) {
        sets.prefetch(set + 4);
        for (std::uint32_t const column : sets[set]) ++counts[worker][column];
      }
    });
    for (std::size_t worker = 1; worker < counts.size(); ++worker) {
      for (std::size_t column = 0; column < counts[worker].size(); ++column)
        counts[0][column] += counts[worker][column];
      pulse.check();
    }
    return std::move(counts[0]);
  }

  std::uint32_t size_ = 0;
  std::vector<std::uint32_t> ranks_;
};

/// The probe prefix of each set (see SetThreshold), without the elements that no other set has: they stand first, they
/// count, but nobody is found by them.
class SetPrefixes {
 public:
  SetPrefixes(SetRows const& sets, SetThreshold const& threshold, Beat beat) : prefixes_(sets.size()) {
    std::uint64_t begin = 0;
    std::size_t size = 0;
    Prefix prefix{};
    for (std::size_t set = 0; set < sets.size(); ++set) {
      if (sets[set].size() != size) {
        size = sets[set].size();
        prefix.probing = static_cast<std::uint32_t>(threshold.probe_prefix(size));
        prefix.indexed = static_cast<std::uint32_t>(threshold.index_prefix(size));
      }
      prefix.begin = begin;
      prefixes_[set] = prefix;
      begin += prefix.probing;
      beat();
    }
    ranks_ = Block<std::uint32_t>(begin);
  }

  /// The memory for so many sets with so many elements in all prefixes.
  [[nodiscard]] static std::size_t bytes(std::size_t sets, std::size_t elements) noexcept {
    return sets * sizeof(Prefix) + elements * sizeof(std::uint32_t);
  }

  /// Finds the prefix of a set, in no order yet; different threads may do different sets. `scratch` has room for twice
  /// as many elements as the set has.
  void fill(std::size_t set, std::span<std::uint32_t const> elements, ElementRanks const& ranks,
            std::uint32_t* scratch) noexcept {
    std::uint32_t shared = 0;
    for (std::uint32_t const element : elements) {
      std::uint32_t const rank = ranks[element];
      scratch[shared] = rank;
      shared += rank != ElementRanks::unshared ? 1U : 0U;
    }
    auto const unshared = static_cast<std::uint32_t>(elements.size()) - shared;
    Prefix& prefix = prefixes_[set];
    prefix.probing -= std::min(prefix.probing, unshared);
    prefix.indexed -= std::min(prefix.indexed, unshared);
    select_smallest(scratch, shared, prefix.probing, scratch + elements.size());
    std::copy_n(scratch, prefix.probing, ranks_.data() + prefix.begin);
  }

  [[nodiscard]] std::size_t size() const noexcept { return prefixes_.size(); }
  /// The ranks of the prefix. SetPostings, which sorts all elements anyway, puts them into ascending order.
  [[nodiscard]] std::span<std::uint32_t const> operator[](std::size_t set) const noexcept {
    return ranks_.span().subspan(prefixes_[set].begin, prefixes_[set].probing);
  }
  void set_rank(std::size_t set, std::size_t k, std::uint32_t rank) noexcept {
    ranks_[prefixes_[set].begin + k] = rank;
  }
  /// How many of them are in the index prefix: the first ones.
  [[nodiscard]] std::size_t indexed(std::size_t set) const noexcept { return prefixes_[set].indexed; }

 private:
  struct Prefix {
    std::uint64_t begin = 0;
    std::uint32_t probing = 0;
    std::uint32_t indexed = 0;
  };

  std::vector<Prefix> prefixes_;
  Block<std::uint32_t> ranks_;
};

}  // namespace detail

STORYMAP_END
