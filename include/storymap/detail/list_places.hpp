// storymap/detail/list_places.hpp - where each posting list goes.
// Room: engine. Depends on detail/list_writer.hpp.
#pragma once

#include <storymap/detail/block.hpp>
#include <storymap/detail/list_writer.hpp>
#include <storymap/detail/term_lists.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Gives every list its place once all writers, one for each run of documents, have counted. The pieces of a list
/// follow each other. The memory is used again.
class ListPlaces {
 public:
  /// `name_of(number)` is the term of a number. The postings, which are to be put then, go to `memory` if there is
  /// some. Of a term that only one document has, all is known already.
  template <class NameOf, class Beat = NoBeat>
  [[nodiscard]] TermLists place(std::span<ListWriter> writers, Singles mode, NameOf&& name_of,
                                TermPosting* memory = nullptr, Beat&& beat = {}) {
    TermLists lists;
    take_singles(writers, mode, lists.singles, beat);
    sort_by_documents(beat);
    lists.terms.reserve(listed_);
    lists.documents.reserve(listed_);
    std::size_t postings = 0;
    for (Listed const& list : std::span(order_.data(), listed_)) {
      lists.terms.push_back(name_of(list.term));
      lists.documents.push_back(list.documents);
      postings += list.documents;
      beat();
    }
    if (memory == nullptr) {
      lists.memory = Block<TermPosting>(postings);
      memory = lists.memory.data();
    }
    lists.postings = {memory, postings};
    for (Listed const& list : std::span(order_.data(), listed_)) {
      beat(writers.size());
      for (ListWriter& writer : writers) {
        writer.place(list.term, memory);
        memory += writer.documents(list.term);
      }
    }
    return lists;
  }

 private:
  struct Listed {
    std::uint32_t term;
    std::uint32_t documents;
  };

  /// Parts the terms of one document, unless they are to be listed, from the others. It cannot be guessed either which
  /// term is of which kind: each is written to both lists, and the end of one of them moves.
  template <class Beat>
  void take_singles(std::span<ListWriter> writers, Singles mode, SingleTerms& singles, Beat&& beat) {
    auto const terms = static_cast<std::uint32_t>(writers.front().size());
    found_.ensure(terms);
    order_.ensure(terms);
    once_.ensure(terms);
    std::uint32_t const most_single = mode == Singles::unnamed ? 1 : 0;
    listed_ = 0;
    std::size_t once = 0;
    for (std::uint32_t term = 0; term < terms; ++term) {
      beat(writers.size());
      ListWriter::Counted all;
      for (ListWriter& writer : writers) {
        ListWriter::Counted const counted = writer.counted(term);
        all.documents += counted.documents;
        all.occurrences += counted.occurrences;
        all.last_row = std::min(all.last_row, counted.last_row);
        // What is put there is of no use, and there is only one posting of it.
        writer.place(term, &nowhere_);
      }
      found_[listed_] = {term, all.documents};
      listed_ += all.documents > most_single ? 1U : 0U;
      once_[once] = all.last_row;
      bool const is_single = all.documents == 1 && most_single == 1;
      once += is_single && all.occurrences == 1 ? 1U : 0U;
      if (is_single && all.occurrences > 1) {
        singles.repeated.push_back({all.last_row, static_cast<std::uint32_t>(all.occurrences)});
      }
    }
    singles.once.assign(once_.data(), once_.data() + once);
  }

  /// Ties stay in the order of the numbers.
  template <class Beat>
  void sort_by_documents(Beat&& beat) {
    std::span<Listed const> const found(found_.data(), listed_);
    std::uint32_t most = 0;
    for (Listed const& list : found) most = std::max(most, list.documents);
    beat(found.size());
    end_.assign(std::size_t{most} + 2, 0);
    for (Listed const& list : found) ++end_[list.documents + 1];
    beat(found.size());
    std::partial_sum(end_.begin(), end_.end(), end_.begin());
    for (Listed const& list : found) {
      order_[end_[list.documents]++] = list;
      beat();
    }
  }

  Block<Listed> found_;  ///< by number
  Block<Listed> order_;  ///< by documents
  std::size_t listed_ = 0;
  std::vector<std::size_t> end_;  ///< of the terms of 0, 1, 2, ... documents in `order_`
  Block<std::uint32_t> once_;
  TermPosting nowhere_{};
};

}  // namespace detail

STORYMAP_END
