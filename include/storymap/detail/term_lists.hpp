// storymap/detail/term_lists.hpp - in which documents each term occurs, and how often; the rarest terms first.
// Room: engine. Depends on detail/block.hpp.
#pragma once

#include <storymap/config.hpp>
#include <storymap/detail/block.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A term by what it is made of: two words, by number, or one.
struct WordPair {
  static constexpr std::uint32_t no_word = UINT32_MAX;

  std::uint32_t first;
  std::uint32_t second;  ///< `no_word` for a single word

  [[nodiscard]] std::uint64_t key() const noexcept { return (std::uint64_t{first} << 32U) | second; }

  friend bool operator==(WordPair const&, WordPair const&) = default;
};

/// A document and how often it has a term.
struct TermPosting {
  std::uint32_t row;
  std::uint32_t count;
};

/// Terms that only one document has. They make no two documents alike, but they count in the length of theirs.
struct SingleTerms {
  std::vector<std::uint32_t> once;    ///< the document of each term that it has once
  std::vector<TermPosting> repeated;  ///< of each that it has more often

  void add(TermPosting posting) {
    if (posting.count == 1) {
      once.push_back(posting.row);
    } else {
      repeated.push_back(posting);
    }
  }
  [[nodiscard]] std::size_t size() const noexcept { return once.size() + repeated.size(); }
};

/// What becomes of them.
enum class Singles : std::uint8_t {
  listed,   ///< they are terms like all others
  unnamed,  ///< only their counts stay
};

/// Terms and the documents that have them, one list behind the other, each in ascending order of rows. Lists of fewer
/// documents come first.
struct TermLists {
  std::vector<WordPair> terms;
  std::vector<std::uint32_t> documents;   ///< the length of each list
  std::span<TermPosting const> postings;  ///< begins with the first list
  Block<TermPosting> memory;              ///< of the postings, unless they lie in memory of somebody else
  SingleTerms singles;                    ///< those that are not in `terms`

  /// Drops the terms that fewer than `least` or more than `most` documents have.
  void keep(double least, double most) {
    if (!(least <= 1 && 1 <= most)) singles = {};
    auto const first = std::lower_bound(documents.begin(), documents.end(), least) - documents.begin();
    auto const last = std::upper_bound(documents.begin(), documents.end(), most) - documents.begin();
    postings = postings.subspan(std::accumulate(documents.begin(), documents.begin() + first, std::size_t{0}));
    cut(documents, first, last);
    cut(terms, first, last);
  }

  /// Takes the terms of one document out of the lists.
  void unname_singles() {
    auto const last = std::upper_bound(documents.begin(), documents.end(), 1U) - documents.begin();
    auto const first = std::lower_bound(documents.begin(), documents.end(), 1U) - documents.begin();
    auto const count = static_cast<std::size_t>(last - first);
    for (TermPosting const& posting : postings.first(count)) singles.add(posting);
    postings = postings.subspan(count);
    cut(documents, last, static_cast<std::ptrdiff_t>(documents.size()));
    cut(terms, last, static_cast<std::ptrdiff_t>(terms.size()));
  }

  /// Drops the terms that are not marked.
  void keep_marked(std::span<char const> marks) {
    TermLists kept;
    std::size_t size = 0;
    for (std::size_t k = 0; k < terms.size(); ++k) size += marks[k] != 0 ? documents[k] : 0;
    kept.memory = Block<TermPosting>(size);
    kept.postings = kept.memory.span();
    TermPosting* end = kept.memory.data();
    for_each_list([&](std::size_t k, std::span<TermPosting const> list) {
      if (marks[k] == 0) return;
      kept.terms.push_back(terms[k]);
      kept.documents.push_back(documents[k]);
      end = std::copy(list.begin(), list.end(), end);
    });
    kept.singles = std::move(singles);
    *this = std::move(kept);
  }

  /// Calls `visit(k, list)` for every list.
  template <class Visit>
  void for_each_list(Visit&& visit) const {
    std::span<TermPosting const> rest = postings;
    for (std::size_t k = 0; k < terms.size(); ++k) {
      visit(k, rest.first(documents[k]));
      rest = rest.subspan(documents[k]);
    }
  }

 private:
  template <class T>
  static void cut(std::vector<T>& all, std::ptrdiff_t first, std::ptrdiff_t last) {
    all.erase(all.begin() + std::max(first, last), all.end());
    all.erase(all.begin(), all.begin() + first);
  }
};

/// Turns the occurrences of terms in a run of documents into posting lists. All occurrences go through `count`, then
/// through `put`, in the same order, by row.
///
/// Nothing branches on whether a term was in this row before: half of all terms occur but once, and no processor can
/// guess which.
class ListWriter {
 public:
  void assign(std::size_t terms) { cursors_.assign(terms, Cursor{}); }
  [[nodiscard]] std::size_t size() const noexcept { return cursors_.size(); }

  /// Keeps the first so many terms.
  void resize(std::size_t terms) { cursors_.resize(terms); }

  /// Has what is known of a term loaded into the cache.
  void prefetch(std::uint32_t term) const noexcept { __builtin_prefetch(&cursors_[term], 1); }

  /// Notes an occurrence, to know the length of the list.
  void count(std::uint32_t term, std::uint32_t row) noexcept {
    Cursor& cursor = cursors_[term];
    cursor.documents += cursor.last_row != row ? 1U : 0U;
    cursor.last_row = row;
  }
  [[nodiscard]] std::uint32_t documents(std::uint32_t term) const noexcept { return cursors_[term].documents; }

  /// Says where the list of a term goes.
  void place(std::uint32_t term, TermPosting* list) noexcept { cursors_[term] = {list, no_row, 0}; }

  void put(std::uint32_t term, std::uint32_t row) noexcept {
    Cursor& cursor = cursors_[term];
    std::ptrdiff_t const again = cursor.last_row == row ? 1 : 0;
    TermPosting& posting = *(cursor.next - again);
    posting = {row, (again != 0 ? posting.count : 0U) + 1U};
    cursor.next += 1 - again;
    cursor.last_row = row;
  }

 private:
  static constexpr std::uint32_t no_row = UINT32_MAX;

  struct Cursor {
    TermPosting* next = nullptr;
    std::uint32_t last_row = no_row;
    std::uint32_t documents = 0;
  };
  std::vector<Cursor> cursors_;
};

/// Gives every list its place once all writers, one for each run of documents, have counted. Those of a term follow
/// each other.
class ListPlaces {
 public:
  /// `name_of(number)` is the term of a number. The postings go to `memory` if there is some.
  template <class NameOf>
  [[nodiscard]] TermLists place(std::span<ListWriter> writers, Singles mode, NameOf&& name_of,
                                TermPosting* memory = nullptr) {
    count(writers);
    TermLists lists;
    std::size_t const first_listed = mode == Singles::unnamed ? of_at_most(1) : of_at_most(0);
    std::size_t const listed = order_.size() - first_listed;
    lists.terms.reserve(listed);
    lists.documents.reserve(listed);
    std::size_t postings = 0;
    for (std::uint32_t const term : std::span(order_).subspan(first_listed)) {
      lists.terms.push_back(name_of(term));
      lists.documents.push_back(documents_[term]);
      postings += documents_[term];
    }
    if (memory == nullptr) {
      lists.memory = Block<TermPosting>(postings);
      memory = lists.memory.data();
    }
    lists.postings = {memory, postings};
    first_single_ = of_at_most(0);
    singles_ = first_listed - first_single_;
    single_postings_.ensure(singles_);
    place_range(writers, first_single_, first_listed, single_postings_.data());
    place_range(writers, first_listed, order_.size(), memory);
    return lists;
  }

  /// Once everything is put: the terms that only one document has and that are not listed.
  [[nodiscard]] SingleTerms singles() const {
    SingleTerms singles;
    singles.once.reserve(singles_);
    for (TermPosting const& posting : single_postings_.span().first(singles_)) singles.add(posting);
    return singles;
  }

 private:
  /// Counts the documents of each term and sorts the terms by them; ties stay in the order of their numbers.
  void count(std::span<ListWriter const> writers) {
    std::size_t const terms = writers.front().size();
    documents_.assign(terms, 0);
    for (ListWriter const& writer : writers) {
      for (std::uint32_t term = 0; term < terms; ++term) documents_[term] += writer.documents(term);
    }
    std::uint32_t most = 0;
    for (std::uint32_t const documents : documents_) most = std::max(most, documents);
    end_.assign(std::size_t{most} + 2, 0);
    for (std::uint32_t const documents : documents_) ++end_[documents + 1];
    std::partial_sum(end_.begin(), end_.end(), end_.begin());
    order_.resize(terms);
    for (std::uint32_t term = 0; term < terms; ++term) order_[end_[documents_[term]]++] = term;
  }

  /// How many terms have at most so many documents.
  [[nodiscard]] std::size_t of_at_most(std::size_t documents) const noexcept {
    return end_[std::min(documents, end_.size() - 1)];
  }

  void place_range(std::span<ListWriter> writers, std::size_t first, std::size_t last, TermPosting* at) const {
    for (std::size_t k = first; k < last; ++k) {
      for (ListWriter& writer : writers) {
        std::uint32_t const documents = writer.documents(order_[k]);
        writer.place(order_[k], at);
        at += documents;
      }
    }
  }

  std::vector<std::uint32_t> documents_;
  std::vector<std::size_t> end_;  ///< of the terms of 0, 1, 2, ... documents in `order_`
  std::vector<std::uint32_t> order_;
  Block<TermPosting> single_postings_;
  std::size_t first_single_ = 0;
  std::size_t singles_ = 0;
};

}  // namespace detail

STORYMAP_END
