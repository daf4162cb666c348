// storymap/detail/term_sequence.hpp - the terms of all documents, by number, in the order in which they stand there.
// Room: engine. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

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

  void push_back(std::uint32_t term) { terms_.push_back(term); }
  void end_row() { end_.push_back(terms_.size()); }

  /// Makes room for `more` terms of the row that is being written and returns where they go.
  [[nodiscard]] std::uint32_t* extend(std::size_t more) {
    std::size_t const size = terms_.size();
    if (terms_.capacity() < size + more) terms_.reserve(2 * (size + more));
    terms_.resize(size + more);
    return terms_.data() + size;
  }
  /// Takes the last `terms` back.
  void shrink(std::size_t terms) { terms_.resize(terms_.size() - terms); }

  /// Gives every term the number that it has in `numbers`.
  void renumber(std::span<std::uint32_t const> numbers) {
    for (std::uint32_t& term : terms_) term = numbers[term];
  }

  [[nodiscard]] std::size_t size() const noexcept { return terms_.size(); }

  /// Calls `visit(row, term)` for every term.
  template <class Visit>
  void for_each(Visit&& visit) const {
    std::size_t at = 0;
    for (std::uint32_t row = 0; row < end_.size(); ++row) {
      for (; at < end_[row]; ++at) visit(first_row_ + row, terms_[at]);
    }
  }

  /// Calls `visit(row, first, second)` for every two terms that stand side by side.
  template <class Visit>
  void for_each_pair(Visit&& visit) const {
    std::size_t at = 0;
    for (std::uint32_t row = 0; row < end_.size(); ++row) {
      for (; at + 1 < end_[row]; ++at) visit(first_row_ + row, terms_[at], terms_[at + 1]);
      at = end_[row];
    }
  }

 private:
  std::uint32_t first_row_ = 0;
  std::vector<std::uint32_t> terms_;
  std::vector<std::size_t> end_;
};

}  // namespace detail

STORYMAP_END
