// storymap/detail/word_table.hpp - words to dense numbers, as fast as memory allows.
// Room: base. Depends on detail/block.hpp, detail/hash.hpp and detail/text_list.hpp.
#pragma once

#include <storymap/detail/block.hpp>
#include <storymap/detail/hash.hpp>
#include <storymap/detail/text_list.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// Numbers distinct words 0, 1, 2, ... in order of first appearance. Bytes are compared, not hashes. Words hold no NUL
/// byte and no byte FF: what `StringTable` does for any string, this does faster for words.
///
/// A word of up to 16 bytes lies in its slot and is compared as two numbers: a word that is known costs one line of the
/// cache.
class WordTable {
 public:
  static constexpr std::uint32_t absent = UINT32_MAX;

  /// What a word is looked up by.
  struct Key {
    std::uint64_t low = 0;   ///< its first 8 bytes; a hash of a long word
    std::uint64_t high = 0;  ///< its next 8 bytes; `is_long` for a long word
    std::uint64_t hash = 0;
  };

  WordTable() { grow_to(least_slots); }

  /// Says that about so many different words will come.
  void expect(std::size_t words) {
    std::size_t const slots = std::bit_ceil(std::min(words, most_expected));
    if (slots > slots_.size()) grow_to(slots);
  }

  /// Whether it can be in the table. All that stands in a text between what is no word character can.
  [[nodiscard]] static bool takes(std::string_view word) noexcept {
    return word.find_first_of(std::string_view("\0\xFF", 2)) == std::string_view::npos;
  }

  [[nodiscard]] std::uint32_t size() const noexcept { return texts_.size(); }

  [[nodiscard]] std::string_view operator[](std::uint32_t number) const noexcept { return texts_[number]; }

  /// The key of a word wherever it lies.
  [[nodiscard]] Key key(std::string_view word) const noexcept {
    if (word.size() > 16) return key(word.data(), word.size());
    std::array<char, 16> padded{};
    std::memcpy(padded.data(), word.data(), word.size());
    return key(padded.data(), word.size());
  }

  /// The key of a word of which 16 bytes can be read, though it may be shorter.
  [[nodiscard]] Key key(char const* word, std::size_t size) const noexcept {
    Key key;
    if (size <= 16) {
      std::memcpy(&key.low, word, 8);
      std::memcpy(&key.high, word + 8, 8);
      key.low &= low_masks[size];
      key.high &= low_masks[size > 8 ? size - 8 : 0];
    } else {
      key.low = hash_of_bytes(word, size);
      key.high = is_long;
    }
    key.hash = hash_of(key.low, key.high);
    return key;
  }

  /// Has the place of a key loaded into the cache while other keys are made.
  void prefetch(Key const& key) const noexcept { __builtin_prefetch(&slots_[key.hash & mask_]); }

  /// The number of a word, which is added when it is new.
  std::uint32_t intern(std::string_view word) { return intern(key(word), word.data(), word.size()); }

  /// The number of the word that `key` was made of, which is added when it is new.
  std::uint32_t intern(Key const& key, char const* word, std::size_t size) {
    for (std::size_t at = key.hash & mask_;; at = (at + 1) & mask_) {
      Slot const& slot = slots_[at];
      if (slot.low == key.low && slot.high == key.high &&
          (key.high != is_long || (*this)[slot.number] == std::string_view(word, size))) {
        return slot.number;
      }
      if (slot.number == absent) return add(key, word, size);
    }
  }

 private:
  /// Half a line of the cache, so that none lies in two.
  struct alignas(32) Slot {
    std::uint64_t low;
    std::uint64_t high;
    std::uint32_t number;
  };
  /// No word begins with these bytes.
  static constexpr Slot free = {~std::uint64_t{0}, 0, absent};

  /// No word of 16 bytes ends in a byte FF.
  static constexpr std::uint64_t is_long = ~std::uint64_t{0};

  static constexpr auto low_masks = [] {
    std::array<std::uint64_t, 17> masks{};
    for (std::size_t size = 0; size < masks.size(); ++size) {
      masks[size] = size < 8 ? (std::uint64_t{1} << (8 * size)) - 1 : ~std::uint64_t{0};
    }
    return masks;
  }();

  [[nodiscard]] std::uint64_t hash_of(std::uint64_t low, std::uint64_t high) const noexcept {
    return folded_product(low ^ seed_, high ^ other_seed_);
  }

  [[nodiscard]] std::uint64_t hash_of_bytes(char const* word, std::size_t size) const noexcept {
    std::uint64_t hash = seed_ ^ size;
    std::uint64_t chunk = 0;
    for (; size > 8; size -= 8, word += 8) {
      std::memcpy(&chunk, word, 8);
      hash = mixed(chunk, hash);
    }
    chunk = 0;
    std::memcpy(&chunk, word, size);
    return mixed(chunk, hash);
  }

  /// A word that is not there yet.
  std::uint32_t add(Key const& key, char const* word, std::size_t size) {
    std::uint32_t const number = this->size();
    if (8 * (std::size_t{number} + 1) > 5 * slots_.size()) grow_to(2 * slots_.size());
    free_slot(key.hash) = {key.low, key.high, number};
    texts_.push_back({word, size});
    return number;
  }

  [[nodiscard]] Slot& free_slot(std::uint64_t hash) noexcept {
    std::size_t at = hash & mask_;
    while (slots_[at].number != absent) at = (at + 1) & mask_;
    return slots_[at];
  }

  void grow_to(std::size_t slots) {
    bool const first = slots_.size() == 0;
    Block<Slot> const old = std::exchange(slots_, Block<Slot>(slots));
    std::fill_n(slots_.data(), slots_.size(), free);
    mask_ = slots_.size() - 1;
    if (first) {
      seed_ = seed_of(slots_.data());
      other_seed_ = mixed(seed_, 1);
    }
    for (Slot const& slot : old.span()) {
      if (slot.number != absent) free_slot(hash_of(slot.low, slot.high)) = slot;
    }
  }

  /// Enough for a small map.
  static constexpr std::size_t least_slots = 512;
  /// More is not taken on trust: 2 MB.
  static constexpr std::size_t most_expected = 65536;

  Block<Slot> slots_;
  std::size_t mask_ = 0;
  std::uint64_t seed_ = 0;
  std::uint64_t other_seed_ = 0;
  TextList texts_;
};

}  // namespace detail

STORYMAP_END
