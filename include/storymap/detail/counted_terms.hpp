// storymap/detail/counted_terms.hpp - in which documents each term occurs, and how often.
// Room: engine. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The terms of all documents, by number, in the order in which they stand there.
class TermSequence {
 public:
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

  /// Takes the rows of another sequence behind its own; `numbers` says what its terms are called here.
  void append(TermSequence const& other, std::span<std::uint32_t const> numbers) {
    std::size_t const before = terms_.size();
    terms_.reserve(before + other.terms_.size());
    for (std::uint32_t const term : other.terms_) terms_.push_back(numbers[term]);
    end_.reserve(end_.size() + other.end_.size());
    for (std::size_t const end : other.end_) end_.push_back(before + end);
  }

  [[nodiscard]] std::size_t size() const noexcept { return terms_.size(); }

  /// Calls `visit(row, term)` for every term.
  template <class Visit>
  void for_each(Visit&& visit) const {
    std::size_t at = 0;
    for (std::uint32_t row = 0; row < end_.size(); ++row) {
      for (; at < end_[row]; ++at) visit(row, terms_[at]);
    }
  }

  /// Calls `visit(row, first, second)` for every two terms that stand side by side.
  template <class Visit>
  void for_each_pair(Visit&& visit) const {
    std::size_t at = 0;
    for (std::uint32_t row = 0; row < end_.size(); ++row) {
      for (; at + 1 < end_[row]; ++at) visit(row, terms_[at], terms_[at + 1]);
      at = end_[row];
    }
  }

 private:
  std::vector<std::uint32_t> terms_;
  std::vector<std::size_t> end_;
};

/// A document and how often it has a term.
struct TermPosting {
  std::uint32_t row = 0;
  std::uint32_t count = 0;
};

/// The posting lists of terms 0, 1, 2, ..., one behind the other, each in ascending order of rows.
struct CountedTerms {
  std::vector<std::uint32_t> documents;  ///< the length of each list
  std::vector<TermPosting> postings;
};

/// Turns occurrences of terms, ordered by row, into posting lists. All occurrences go through `count`, then through
/// `put`, in the same order.
///
/// Nothing branches on whether a term was in this row before: half of all terms occur but once, and no processor can
/// guess which.
class PostingLists {
 public:
  void resize(std::size_t terms) { lists_.resize(terms); }

  /// Notes an occurrence, to know the length of its list.
  void count(std::uint32_t term, std::uint32_t row) noexcept {
    List& list = lists_[term];
    list.size += list.last_row != row ? 1U : 0U;
    list.last_row = row;
  }

  /// Gives every list its place, in the order of the terms.
  [[nodiscard]] CountedTerms place() {
    CountedTerms counted;
    counted.documents.reserve(lists_.size());
    std::uint64_t begin = 0;
    for (List& list : lists_) {
      counted.documents.push_back(list.size);
      list = {begin, no_row, 0};
      begin += counted.documents.back();
    }
    counted.postings.resize(begin);
    return counted;
  }

  void put(std::uint32_t term, std::uint32_t row, CountedTerms& counted) noexcept {
    List& list = lists_[term];
    std::uint64_t const again = list.last_row == row ? 1 : 0;
    TermPosting& posting = counted.postings[list.end - again];
    posting = {row, (again != 0 ? posting.count : 0U) + 1U};
    list.end += 1 - again;
    list.last_row = row;
  }

 private:
  static constexpr std::uint32_t no_row = UINT32_MAX;

  struct List {
    std::uint64_t end = 0;
    std::uint32_t last_row = no_row;
    std::uint32_t size = 0;
  };
  std::vector<List> lists_;
};

/// The posting lists of a sequence of terms below `terms`. O(size of the sequence + terms).
[[nodiscard]] inline CountedTerms count_terms(TermSequence const& sequence, std::size_t terms) {
  PostingLists lists;
  lists.resize(terms);
  sequence.for_each([&](std::uint32_t row, std::uint32_t term) { lists.count(term, row); });
  CountedTerms counted = lists.place();
  sequence.for_each([&](std::uint32_t row, std::uint32_t term) { lists.put(term, row, counted); });
  return counted;
}

}  // namespace detail

STORYMAP_END
