// storymap/detail/term_sequence.hpp - the terms of all documents, by number, in the order in which they stand there.
// Room: engine. Depends on detail/block.hpp and detail/pulse.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/block.hpp>
#include <storymap/detail/pulse.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A run of documents as rows of numbers.
class TermSequence {
 public:
  TermSequence() = default;
  /// The rows are numbered from `first_row` on.
  explicit TermSequence(std::size_t first_row) : first_row_(static_cast<std::uint32_t>(first_row)) {}

  void push_back(std::uint32_t term) {
    terms_.grow(size_ + 1, size_);
    terms_[size_++] = term;
  }
  void end_row() { end_.push_back(size_); }

  /// Says that about so many terms will come. Memory that is never written costs nothing.
  void expect(std::size_t terms) { terms_.grow(terms, size_); }

  /// Makes room for `more` terms of the row that is being written and returns where they go.
  [[nodiscard]] std::uint32_t* extend(std::size_t more) {
    terms_.grow(size_ + more, size_);
    size_ += more;
    return terms_.data() + (size_ - more);
  }
  /// Takes the last `terms` back.
  void shrink(std::size_t terms) noexcept { size_ -= terms; }

  /// Gives every term the number that it has in `numbers`.
  void renumber(std::span<std::uint32_t const> numbers) {
    for (std::size_t at = 0; at < size_; ++at) terms_[at] = numbers[terms_[at]];
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// Calls `visit(row, term)` for every term, and `prepare(term)` for each of them some terms before that: what it is
  /// kept in can be loaded into the cache meanwhile. Calls `beat(terms)` behind each row.
  template <class Prepare, class Visit, class Beat = NoBeat>
  void for_each(Prepare&& prepare, Visit&& visit, Beat&& beat = {}) const {
    std::size_t at = 0;
    for (std::uint32_t row = 0; row < end_.size(); ++row) {
      std::size_t const begin = at;
      for (; at < end_[row]; ++at) {
        if (at + ahead < size_) prepare(terms_[at + ahead]);
        visit(first_row_ + row, terms_[at]);
      }
      beat(end_[row] - begin + 1);
    }
  }

  /// Calls `visit(row, first, second)` for every two terms that stand side by side, and `beat(terms)` behind each row.
  template <class Visit, class Beat = NoBeat>
  void for_each_pair(Visit&& visit, Beat&& beat = {}) const {
    std::size_t at = 0;
    for (std::uint32_t row = 0; row < end_.size(); ++row) {
      std::size_t const begin = at;
      for (; at + 1 < end_[row]; ++at) visit(first_row_ + row, terms_[at], terms_[at + 1]);
      beat(end_[row] - begin + 1);
      at = end_[row];
    }
  }

 private:
  static constexpr std::size_t ahead = 16;

  std::uint32_t first_row_ = 0;
  std::size_t size_ = 0;
  Block<std::uint32_t> terms_;
  std::vector<std::size_t> end_;
};

}  // namespace detail

STORYMAP_END
