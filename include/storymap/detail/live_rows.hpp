// storymap/detail/live_rows.hpp - the words of each row, packed, and what is known of the row at a glance.
// Room: engine. Depends on detail/live_norms.hpp and detail/live_postings.hpp.
#pragma once

#include <storymap/detail/live_norms.hpp>
#include <storymap/detail/live_postings.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A list of word numbers in as few bytes as they need: seven bits a byte, the lowest first, the highest bit set while
/// more follow. Words are numbered in order of first appearance, so the frequent ones take one or two.
class PackedWords {
 public:
  PackedWords() = default;
  explicit PackedWords(std::span<std::uint32_t const> words) {
    std::size_t size = size_of(static_cast<std::uint32_t>(words.size()));
    for (std::uint32_t const word : words) size += size_of(word);
    bytes_ = std::make_unique<std::uint8_t[]>(size);
    std::uint8_t* at = put(bytes_.get(), static_cast<std::uint32_t>(words.size()));
    for (std::uint32_t const word : words) at = put(at, word);
  }

  [[nodiscard]] bool has_value() const noexcept { return bytes_ != nullptr; }
  [[nodiscard]] std::uint8_t const* data() const noexcept { return bytes_.get(); }

  /// Calls `visit(word)` for every word, in order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    std::uint8_t const* at = bytes_.get();
    for (std::uint32_t left = get(at); left > 0; --left) visit(get(at));
  }

  /// How many words there are.
  [[nodiscard]] std::uint32_t size() const noexcept {
    std::uint8_t const* at = bytes_.get();
    return get(at);
  }

  /// Appends a number as it stands in such a list.
  static void append(std::string& bytes, std::uint32_t number) {
    for (; number >= 0x80U; number >>= 7U) bytes += static_cast<char>(number | 0x80U);
    bytes += static_cast<char>(number);
  }

  /// Bytes of memory, counted by a walk.
  [[nodiscard]] std::size_t memory() const noexcept {
    std::size_t bytes = size_of(size());
    for_each([&](std::uint32_t word) { bytes += size_of(word); });
    return bytes;
  }

 private:
  [[nodiscard]] static std::size_t size_of(std::uint32_t number) noexcept {
    std::size_t size = 1;
    for (; number >= 0x80U; number >>= 7U) ++size;
    return size;
  }
  static std::uint8_t* put(std::uint8_t* at, std::uint32_t number) noexcept {
    for (; number >= 0x80U; number >>= 7U) *at++ = static_cast<std::uint8_t>(number | 0x80U);
    *at++ = static_cast<std::uint8_t>(number);
    return at;
  }
  [[nodiscard]] static std::uint32_t get(std::uint8_t const*& at) noexcept {
    std::uint32_t number = *at++;
    if (number < 0x80U) return number;
    number &= 0x7FU;
    for (std::uint32_t shift = 7;; shift += 7) {
      std::uint32_t const byte = *at++;
      number |= (byte & 0x7FU) << shift;
      if (byte < 0x80U) return number;
    }
  }

  std::unique_ptr<std::uint8_t[]> bytes_;
};

/// A text.
struct LiveRow {
  LiveLength length;
  PackedWords words;
};
static_assert(sizeof(LiveRow) == 32);

/// The rows of an index. A row that is given back is taken again by another text.
class LiveRows {
 public:
  /// A floor of rows that are not there: no sum reaches it.
  static constexpr float unreachable = std::numeric_limits<float>::infinity();
  /// The sums of a scan are added in single precision, which is too coarse for the floors of longer rows.
  static constexpr std::uint32_t most_counted_words = 4096;

  [[nodiscard]] std::uint32_t take() {
    if (!freed_.empty()) {
      std::uint32_t const row = freed_.back();
      freed_.pop_back();
      return row;
    }
    grow(rows_);
    grow(floors_);
    grow(ids_);
    rows_.emplace_back();
    floors_.push_back(unreachable);
    ids_.push_back(0);
    return static_cast<std::uint32_t>(rows_.size() - 1);
  }

  /// Fills a row that was taken.
  void set(std::uint32_t row, std::uint64_t id, std::span<std::uint32_t const> words) {
    rows_[row].length = {};
    rows_[row].words = PackedWords(words);
    ids_[row] = id;
    if (words.size() > most_counted_words) long_rows_.push_back(row);
  }

  void give_back(std::uint32_t row) {
    if (rows_[row].words.size() > most_counted_words) std::erase(long_rows_, row);
    rows_[row] = LiveRow{};
    floors_[row] = unreachable;
    freed_.push_back(row);
  }

  /// One more than the last row.
  [[nodiscard]] std::uint32_t end() const noexcept { return static_cast<std::uint32_t>(rows_.size()); }
  [[nodiscard]] LiveRow& operator[](std::uint32_t row) noexcept { return rows_[row]; }
  [[nodiscard]] LiveRow const& operator[](std::uint32_t row) const noexcept { return rows_[row]; }
  [[nodiscard]] std::uint64_t id(std::uint32_t row) const noexcept { return ids_[row]; }
  [[nodiscard]] std::span<std::uint32_t const> long_rows() const noexcept { return long_rows_; }
  void prefetch(std::uint32_t row) const noexcept { __builtin_prefetch(&rows_[row]); }
  void prefetch_words(std::uint32_t row) const noexcept {
    // Most rows take two lines.
    __builtin_prefetch(rows_[row].words.data());
    __builtin_prefetch(rows_[row].words.data() + 64);
  }

  /// Calls `visit(row)` for every row that holds a text.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (std::uint32_t row = 0; row < end(); ++row) {
      if (rows_[row].words.has_value()) visit(row);
    }
  }

  /// For each row a length it is not shorter than, side by side for those who look at all of them.
  [[nodiscard]] std::span<float const> floors() const noexcept { return floors_; }

  void refresh_floor(std::uint32_t row) noexcept {
    floors_[row] = static_cast<float>(rows_[row].length.bounds(floor_shift_).least * (1 - 1e-6));
  }

  /// Sees to it that the floors hold and are not much too low for so many documents in all. They are computed for a few
  /// documents less, and hold for any more: the lower bound of a length grows with N.
  void follow(double shift) {
    if (shift >= floor_shift_ && shift <= floor_shift_ + 0.15) return;
    floor_shift_ = shift - 0.05;
    for (std::uint32_t row = 0; row < end(); ++row) {
      if (rows_[row].words.has_value()) refresh_floor(row);
    }
  }

  [[nodiscard]] std::size_t memory() const noexcept {
    std::size_t bytes = rows_.capacity() * sizeof(LiveRow) + floors_.capacity() * sizeof(float) +
                        ids_.capacity() * sizeof(std::uint64_t) + freed_.capacity() * sizeof(std::uint32_t);
    for (LiveRow const& row : rows_) bytes += row.words.has_value() ? row.words.memory() : 0;
    return bytes;
  }

 private:
  /// By an eighth: twice the memory would be half empty.
  template <class T>
  static void grow(std::vector<T>& values) {
    if (values.size() == values.capacity()) values.reserve(values.size() + values.size() / 8 + 16);
  }

  std::vector<LiveRow> rows_;
  std::vector<float> floors_;
  std::vector<std::uint64_t> ids_;
  std::vector<std::uint32_t> freed_;
  std::vector<std::uint32_t> long_rows_;
  double floor_shift_ = 0;
};

}  // namespace detail

STORYMAP_END
