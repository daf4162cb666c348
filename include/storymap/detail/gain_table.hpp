// storymap/detail/gain_table.hpp - a small table from terms to numbers.
// Room: engine. Depends on detail/hash.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/hash.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A number for each of some terms: open addressing, at most a quarter full. The key of no term is all ones.
class GainTable {
 public:
  /// Forgets everything and makes room for so many terms.
  void begin(std::size_t terms) {
    slots_.assign(std::bit_ceil(std::max<std::size_t>(16, 4 * terms)), {});
    seed_ = seed_of(slots_.data());
  }
  void add(std::uint64_t key, double gain) noexcept { slots_[slot_of(key)] = {key, gain}; }

  /// Nothing for a term that was not added.
  [[nodiscard]] double const* find(std::uint64_t key) const noexcept {
    Slot const& slot = slots_[slot_of(key)];
    return slot.key == vacant ? nullptr : &slot.gain;
  }

  [[nodiscard]] std::size_t memory() const noexcept { return slots_.capacity() * sizeof(Slot); }

 private:
  static constexpr std::uint64_t vacant = ~std::uint64_t{0};
  struct Slot {
    std::uint64_t key = vacant;
    double gain = 0;
  };

  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const noexcept {
    std::size_t const mask = slots_.size() - 1;
    std::size_t slot = mixed(key, seed_) & mask;
    while (slots_[slot].key != key && slots_[slot].key != vacant) slot = (slot + 1) & mask;
    return slot;
  }

  std::uint64_t seed_ = 0;
  std::vector<Slot> slots_;
};

}  // namespace detail

STORYMAP_END
