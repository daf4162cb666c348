// storymap/detail/loaded_row.hpp - the row of a join that others are compared with, spread out for speed.
// Room: engine. Depends on detail/block.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/block.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The terms of a row, the rarest first, their weights, and how much of its norm stands from each of them on.
class LoadedRow {
 public:
  /// Begins a row of so many terms; each is to be set, by `set` or in the arrays, then `end` is to be called.
  void begin(std::size_t size) {
    if (size >= terms_.size()) {
      terms_.ensure(size + 1);
      weights_.ensure(size + 1);
      squares_.ensure(size + 1);
    }
    size_ = size;
  }
  [[nodiscard]] std::uint32_t* terms() noexcept { return terms_.data(); }
  [[nodiscard]] float* weights() noexcept { return weights_.data(); }
  void set(std::size_t k, std::uint32_t term, float weight) noexcept {
    terms_[k] = term;
    weights_[k] = weight;
  }
  void end() noexcept {
    double sum = 0;
    squares_[size_] = 0;
    std::size_t k = size_;
    for (; k % 4 != 0; --k) {
      sum += square(k - 1);
      squares_[k - 1] = rounded_up(sum);
    }
    // Four at a time: each sum would wait for the one before.
    for (; k != 0; k -= 4) {
      double const one = square(k - 1);
      double const two = one + square(k - 2);
      double const fourth = square(k - 4);
      double const third = square(k - 3);
      squares_[k - 1] = rounded_up(sum + one);
      squares_[k - 2] = rounded_up(sum + two);
      squares_[k - 3] = rounded_up(sum + (two + third));
      sum += two + (third + fourth);
      squares_[k - 4] = rounded_up(sum);
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::uint32_t term(std::size_t k) const noexcept { return terms_[k]; }
  [[nodiscard]] float weight(std::size_t k) const noexcept { return weights_[k]; }

  /// Not less than the sum of the squares of the weights from k on; 0 at the end.
  [[nodiscard]] float squares_from(std::size_t k) const noexcept { return squares_[k]; }

  /// Not less than the sum of the squares of the weights behind a term, which the row need not have.
  [[nodiscard]] float squares_behind(std::uint32_t term) const noexcept {
    std::uint32_t const* at = terms_.data();
    for (std::size_t left = size_; left > 0;) {
      std::size_t const half = (left + 1) / 2;
      at += at[half - 1] <= term ? half : 0;
      left -= half;
    }
    return squares_[static_cast<std::size_t>(at - terms_.data())];
  }

 private:
  [[nodiscard]] double square(std::size_t k) const noexcept {
    auto const weight = static_cast<double>(weights_[k]);
    return weight * weight;
  }
  /// More than rounding can take from weights that are floats.
  [[nodiscard]] static float rounded_up(double sum) noexcept { return static_cast<float>(sum * (1 + 1e-5)); }

  std::size_t size_ = 0;
  Block<std::uint32_t> terms_;
  Block<float> weights_;
  Block<float> squares_;
};

/// The weights of a row by a hash of the term: what it says is never below the weight, and rarely above it.
class WeightTable {
 public:
  void fill(LoadedRow const& row) {
    std::size_t const slots = std::bit_ceil(std::max<std::size_t>(row.size() * 32, 1024));
    if (slots > weights_.size()) weights_.assign(slots, 0);
    shift_ = 32U - static_cast<unsigned>(std::bit_width(slots) - 1);
    for (std::size_t k = 0; k < row.size(); ++k) {
      float& weight = weights_[slot(row.term(k))];
      weight = std::max(weight, row.weight(k));
    }
  }

  /// To be called with the same row before the next one is filled in.
  void clear(LoadedRow const& row) noexcept {
    for (std::size_t k = 0; k < row.size(); ++k) weights_[slot(row.term(k))] = 0;
  }

  [[nodiscard]] float operator[](std::uint32_t term) const noexcept { return weights_[slot(term)]; }

 private:
  [[nodiscard]] std::size_t slot(std::uint32_t term) const noexcept { return (term * 0x9E3779B1U) >> shift_; }

  unsigned shift_ = 22;
  std::vector<float> weights_;
};

}  // namespace detail

STORYMAP_END
