// storymap/detail/list_writer.hpp - occurrences of terms, document by document, to posting lists.
// Room: engine. Depends on detail/pulse.hpp and detail/term_lists.hpp.
#pragma once

#include <storymap/detail/pulse.hpp>
#include <storymap/detail/term_lists.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Turns the occurrences of terms in a run of documents into posting lists. All occurrences go through `count`, then
/// through `put`, in the same order, by row.
///
/// Nothing branches on whether a term was in this row before: half of all terms occur but once, and no processor can
/// guess which.
class ListWriter {
 public:
  /// What is known of a term once all is counted.
  struct Counted {
    std::uint32_t documents = 0;
    std::uint32_t last_row = no_row;
    std::uint64_t occurrences = 0;
  };
  static constexpr std::uint32_t no_row = UINT32_MAX;

  template <class Beat = NoBeat>
  void assign(std::size_t terms, Beat&& beat = {}) {
    cursors_.clear();
    lengthen(cursors_, terms, Cursor{}, beat);
  }
  [[nodiscard]] std::size_t size() const noexcept { return cursors_.size(); }

  /// Keeps the first so many terms.
  void resize(std::size_t terms) { cursors_.resize(terms); }

  /// Has what is known of a term loaded into the cache.
  void prefetch(std::uint32_t term) const noexcept { __builtin_prefetch(&cursors_[term], 1); }

  /// Notes an occurrence.
  void count(std::uint32_t term, std::uint32_t row) noexcept {
    Cursor& cursor = cursors_[term];
    cursor.documents += cursor.last_row != row ? 1U : 0U;
    cursor.last_row = row;
    ++cursor.occurrences;
  }
  /// Not to be asked once a place is set.
  [[nodiscard]] Counted counted(std::uint32_t term) const noexcept {
    Cursor const& cursor = cursors_[term];
    return {cursor.documents, cursor.last_row, cursor.occurrences};
  }
  [[nodiscard]] std::uint32_t documents(std::uint32_t term) const noexcept { return cursors_[term].documents; }

  /// Says where the list of a term goes.
  void place(std::uint32_t term, TermPosting* list) noexcept {
    cursors_[term].next = list;
    cursors_[term].last_row = no_row;
  }

  void put(std::uint32_t term, std::uint32_t row) noexcept {
    Cursor& cursor = cursors_[term];
    std::ptrdiff_t const again = cursor.last_row == row ? 1 : 0;
    TermPosting& posting = *(cursor.next - again);
    posting = {row, (again != 0 ? posting.count : 0U) + 1U};
    cursor.next += 1 - again;
    cursor.last_row = row;
  }

 private:
  struct Cursor {
    union {
      std::uint64_t occurrences = 0;  ///< until there is a place
      TermPosting* next;
    };
    std::uint32_t last_row = no_row;
    std::uint32_t documents = 0;
  };
  std::vector<Cursor> cursors_;
};

}  // namespace detail

STORYMAP_END
