// storymap/detail/counted_corpus.hpp - the terms of a corpus with the documents that have them.
// Room: engine. Depends on corpus.hpp, vectorizer.hpp, detail/pulse.hpp and detail/term_lists.hpp.
#pragma once

#include <storymap/corpus.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/term_lists.hpp>
#include <storymap/detail/term_table.hpp>
#include <storymap/detail/text_list.hpp>
#include <storymap/result.hpp>
#include <storymap/vectorizer.hpp>

#include <cstddef>
#include <string>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// What is left of a corpus when its terms are counted and those that the options do not want are gone.
///
/// Words and pairs of words are told by `words`. All other terms have a number in `table` instead, which is the `first`
/// of their pair.
struct CountedCorpus {
  std::size_t documents = 0;
  bool has_words = false;
  TextList words;
  TermTable table;
  std::vector<TermLists> parts;
  Block<std::byte> memory;  ///< of postings

  [[nodiscard]] std::string text(WordPair term) const {
    if (!has_words) return table.text(term.first);
    std::string text(words[term.first]);
    if (term.second != WordPair::no_word) text.append(" ").append(words[term.second]);
    return text;
  }
};

/// The inverse document frequency of a term that so many of all documents have.
[[nodiscard]] double idf_of(VectorizerOptions const& options, std::size_t documents_with, std::size_t documents);

/// Reads the texts. The terms of a given vocabulary are all in `table`, also those without a document. Errors: those of
/// fit_transform, but for a call that is stopped: see Pulse.
[[nodiscard]] Result<CountedCorpus> count_corpus(Corpus const& corpus, VectorizerOptions const& options, Singles mode,
                                                 Pulse& pulse);

}  // namespace detail

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/counted_corpus.ipp>
#endif
