// storymap/detail/word_table.hpp - words to dense numbers, as fast as memory allows.
// Room: base. Depends on detail/hash.hpp.
#pragma once

#include <storymap/detail/hash.hpp>
#include <storymap/detail/text_list.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Numbers distinct words 0, 1, 2, ... in order of first appearance. Bytes are compared, not hashes. Words hold no NUL
/// byte and no byte FF: what `StringTable` does for any string, this does faster for words.
///
/// A word of up to 16 bytes is compared as two numbers. They lie apart from the slots, in the order of the words:
/// frequent words come early in a text, so that they share few cache lines.
class WordTable {
 public:
  static constexpr std::uint32_t absent = UINT32_MAX;

  /// What a word is looked up by.
  struct Key {
    std::uint64_t low = 0;   ///< its first 8 bytes; a hash of a long word
    std::uint64_t high = 0;  ///< its next 8 bytes; `is_long` for a long word
    std::uint64_t hash = 0;
  };

  WordTable() { grow(); }

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
    key.hash = mixed(key.high ^ mixed(key.low, seed_), seed_);
    return key;
  }

  /// Has the place of a key loaded into the cache while other keys are made.
  void prefetch(Key const& key) const noexcept { __builtin_prefetch(&slots_[key.hash & mask_]); }

  /// The same of the word that lies there, once the place is loaded.
  void prefetch_word(Key const& key) const noexcept {
    std::uint32_t const number = slots_[key.hash & mask_].number;
    __builtin_prefetch(keys_.data() + (number == absent ? 0 : number));
  }

  /// The number of a word, which is added when it is new.
  std::uint32_t intern(std::string_view word) { return intern(key(word), word.data(), word.size()); }

  /// The number of the word that `key` was made of, which is added when it is new.
  std::uint32_t intern(Key const& key, char const* word, std::size_t size) {
    std::size_t at = find_slot(key, word, size);
    if (slots_[at].number != absent) return slots_[at].number;
    if (2 * (std::size_t{this->size()} + 1) > slots_.size()) {
      grow();
      at = find_slot(key, word, size);
    }
    slots_[at] = {tag_of(key.hash), this->size()};
    keys_.push_back(key);
    texts_.push_back({word, size});
    return slots_[at].number;
  }

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t number = absent;
  };
  [[nodiscard]] static std::uint32_t tag_of(std::uint64_t hash) noexcept {
    return static_cast<std::uint32_t>(hash >> 32U);
  }

  /// No word of 16 bytes ends in a byte FF.
  static constexpr std::uint64_t is_long = ~std::uint64_t{0};

  static constexpr auto low_masks = [] {
    std::array<std::uint64_t, 17> masks{};
    for (std::size_t size = 0; size < masks.size(); ++size) {
      masks[size] = size < 8 ? (std::uint64_t{1} << (8 * size)) - 1 : ~std::uint64_t{0};
    }
    return masks;
  }();

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

  [[nodiscard]] std::size_t find_slot(Key const& key, char const* word, std::size_t size) const noexcept {
    std::size_t at = key.hash & mask_;
    for (; slots_[at].number != absent; at = (at + 1) & mask_) {
      if (slots_[at].tag != tag_of(key.hash)) continue;
      Key const& found = keys_[slots_[at].number];
      if (found.low == key.low && found.high == key.high &&
          (key.high != is_long || (*this)[slots_[at].number] == std::string_view(word, size))) {
        break;
      }
    }
    return at;
  }

  void grow() {
    bool const first = slots_.empty();
    slots_.assign(first ? 4096 : slots_.size() * 4, Slot{});
    mask_ = slots_.size() - 1;
    if (first) seed_ = seed_of(slots_.data());
    for (std::uint32_t number = 0; number < size(); ++number) {
      std::size_t at = keys_[number].hash & mask_;
      while (slots_[at].number != absent) at = (at + 1) & mask_;
      slots_[at] = {tag_of(keys_[number].hash), number};
    }
  }

  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
  std::uint64_t seed_ = 0;
  std::vector<Key> keys_;
  TextList texts_;
};

}  // namespace detail

STORYMAP_END
