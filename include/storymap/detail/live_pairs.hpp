// storymap/detail/live_pairs.hpp - pairs of words to what is known of them.
// Room: engine. Depends on detail/hash.hpp and detail/live_postings.hpp.
#pragma once

#include <storymap/detail/hash.hpp>
#include <storymap/detail/live_postings.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A term: how many documents have it, how common it was when that was last asked (LiveCommon), and its rows.
struct LiveTerm {
  std::uint32_t documents : 29 = 0;
  std::uint32_t rank : 3 = 0;
  LivePostings::Handle list = LivePostings::none;
};

/// A table from pairs of word numbers to terms. The pair is the key itself, not a hash of it.
///
/// Pairs are by far the most numerous thing in an index, so a term lies in the table itself: one place in memory to
/// look at, and 16 bytes a slot. Many small tables share the pairs, so that no insertion waits for all of them to be
/// moved, and they grow by an eighth only, so that few slots are empty: pairs stand nearly in the order of their
/// hashes, so that moving them streams through memory.
class LivePairs {
 public:
  using Key = std::uint64_t;  ///< first word << 32 | second word

  LivePairs() : seed_(seed_of(this)) {}

  [[nodiscard]] std::uint64_t hash(Key key) const noexcept { return mixed(key, seed_); }

  /// Has the place of a key loaded into the cache while other keys are hashed.
  void prefetch(std::uint64_t hash) const noexcept {
    Shard const& shard = shards_[shard_of(hash)];
    if (!shard.slots.empty()) __builtin_prefetch(&shard.slots[home(shard, hash)]);
  }

  /// The term of a key, or nullptr; valid until a key is added or removed.
  [[nodiscard]] LiveTerm const* find(Key key, std::uint64_t hash) const noexcept {
    Shard const& shard = shards_[shard_of(hash)];
    if (shard.slots.empty()) return nullptr;
    Slot const& slot = shard.slots[slot_of(shard, key, hash)];
    return slot.key == vacant ? nullptr : &slot.term;
  }
  [[nodiscard]] LiveTerm const* find(Key key) const noexcept { return find(key, hash(key)); }

  /// The term of a key, which is added when it is new.
  LiveTerm& find_or_add(Key key, std::uint64_t hash) {
    Shard& shard = shards_[shard_of(hash)];
    if (shard.size >= shard.slots.size() / 5 * 4) grow(shard);
    Slot& slot = shard.slots[slot_of(shard, key, hash)];
    if (slot.key == vacant) {
      slot.key = key;
      ++shard.size;
    }
    return slot.term;
  }

  /// Takes a key out that is there.
  void remove(Key key) {
    std::uint64_t const hashed = hash(key);
    Shard& shard = shards_[shard_of(hashed)];
    std::size_t hole = slot_of(shard, key, hashed);
    STORYMAP_ASSERT(shard.slots[hole].key == key);
    // Those behind move up, as far as each may stand before its present place, so that no search stops too early.
    for (std::size_t at = next(shard, hole); shard.slots[at].key != vacant; at = next(shard, at)) {
      std::size_t const from = home(shard, hash(shard.slots[at].key));
      bool const stays = hole <= at ? hole < from && from <= at : hole < from || from <= at;
      if (stays) continue;
      shard.slots[hole] = shard.slots[at];
      hole = at;
    }
    shard.slots[hole] = Slot{};
    --shard.size;
  }

  /// Calls `visit(key, term)` for every pair, in no order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (Shard const& shard : shards_) {
      for (Slot const& slot : shard.slots) {
        if (slot.key != vacant) visit(slot.key, slot.term);
      }
    }
  }

  [[nodiscard]] std::size_t size() const noexcept {
    std::size_t all = 0;
    for (Shard const& shard : shards_) all += shard.size;
    return all;
  }

  [[nodiscard]] std::size_t memory() const noexcept {
    std::size_t bytes = sizeof(*this);
    for (Shard const& shard : shards_) bytes += shard.slots.capacity() * sizeof(Slot);
    return bytes;
  }

 private:
  /// No key: words are numbered below it.
  static constexpr Key vacant = ~Key{0};

  struct Slot {
    Key key = vacant;
    LiveTerm term;
  };
  struct Shard {
    std::vector<Slot> slots;
    std::size_t size = 0;
  };

  [[nodiscard]] static std::size_t shard_of(std::uint64_t hash) noexcept { return hash >> 56U; }

  /// Where a key would stand if all were alone: the lower half of the hash, scaled to the number of slots.
  [[nodiscard]] static std::size_t home(Shard const& shard, std::uint64_t hash) noexcept {
    return static_cast<std::size_t>((hash & 0xFFFFFFFFU) * shard.slots.size() >> 32U);
  }
  [[nodiscard]] static std::size_t next(Shard const& shard, std::size_t slot) noexcept {
    return slot + 1 == shard.slots.size() ? 0 : slot + 1;
  }
  [[nodiscard]] static std::size_t slot_of(Shard const& shard, Key key, std::uint64_t hash) noexcept {
    std::size_t slot = home(shard, hash);
    while (shard.slots[slot].key != key && shard.slots[slot].key != vacant) slot = next(shard, slot);
    return slot;
  }

  void grow(Shard& shard) {
    std::vector<Slot> before(shard.slots.size() + std::max<std::size_t>(10, shard.slots.size() / 8));
    before.swap(shard.slots);
    for (Slot const& slot : before) {
      if (slot.key != vacant) shard.slots[slot_of(shard, slot.key, hash(slot.key))] = slot;
    }
  }

  std::uint64_t seed_;
  std::array<Shard, 256> shards_;
};

}  // namespace detail

STORYMAP_END
