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

}  // namespace detail

STORYMAP_END
