// storymap/impl/counted_corpus.ipp - bodies of detail/counted_corpus.hpp.
// Room: engine.
#pragma once

#include <storymap/detail/counted_corpus.hpp>
#include <storymap/detail/list_places.hpp>
#include <storymap/detail/list_writer.hpp>
#include <storymap/detail/pair_counter.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/term_sequence.hpp>
#include <storymap/detail/token_stream.hpp>
#include <storymap/impl/vectorizer_terms.ipp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// One run of count_corpus.
class CorpusCounter {
 public:
  CorpusCounter(Corpus const& corpus, VectorizerOptions const& options, Singles mode, Pulse& pulse)
      : corpus_(corpus), options_(options), pulse_(pulse), mode_(options.max_features ? Singles::listed : mode) {}

  Result<CountedCorpus> count() {
    if (Result<void> valid = check(options_); !valid) return failure_of(std::move(valid));
    counted_.documents = corpus_.size();
    counted_.has_words = counts_pairs();
    pulse_.expect(corpus_.size());
    if (counted_.has_words) {
      count_words_and_pairs();
    } else {
      count_terms_of_texts();
    }
    if (options_.vocabulary.empty()) {
      if (terms() == 0) {
        return failure(Errc::empty_vocabulary, "no term is left: the documents hold only stop words or nothing");
      }
      if (Result<void> pruned = prune(); !pruned) return failure_of(std::move(pruned));
    }
    return std::move(counted_);
  }

 private:
  /// True for single words, pairs of words, or both, which are counted without ever looking at a text twice.
  [[nodiscard]] bool counts_pairs() const noexcept {
    return options_.analyzer == Analyzer::word && options_.vocabulary.empty() && options_.ngram_range.max <= 2;
  }

  void count_words_and_pairs() {
    std::vector<TermSequence> const runs = read_tokens();
    if (options_.ngram_range.min == 1) {
      auto const name_of = [](std::uint32_t word) { return WordPair{word, WordPair::no_word}; };
      counted_.parts.push_back(list_terms(runs, counted_.words.size(), name_of));
    }
    if (options_.ngram_range.max >= 2) count_pairs(PairCounter(runs, counted_.words.size(), corpus_.size(), pulse_));
  }

  /// Every thread reads a run of documents, all of about the same size. The words then get the numbers that one thread
  /// would have given them.
  std::vector<TermSequence> read_tokens() {
    std::size_t const shares = pulse_.threads(corpus_.bytes() / bytes_per_share + 1);
    WordOptions const words{&options_.stop_words, options_.lowercase, options_.strip_accents};
    std::vector<TokenStream> streams;
    streams.reserve(shares);
    for (std::size_t share = 0; share < shares; ++share) {
      streams.emplace_back(words, pulse_.simd(), row_of_share(share, shares));
    }
    pulse_.for_each(shares, [&](unsigned, std::size_t share) {
      Beat beat(pulse_);
      std::size_t const begin = row_of_share(share, shares);
      std::size_t const end = row_of_share(share + 1, shares);
      streams[share].expect(corpus_.bytes() / shares / bytes_per_word);
      for (std::size_t row = begin; row < end; ++row) {
        streams[share].add(corpus_[row]);
        pulse_.advance(1);
        beat(corpus_[row].size() + 1);
      }
    });
    return renumber(streams);
  }

  std::vector<TermSequence> renumber(std::vector<TokenStream>& streams) {
    std::vector<std::vector<std::uint32_t>> numbers(streams.size());
    for (std::size_t k = 1; k < streams.size(); ++k) {
      numbers[k] = streams[k].numbers_in(streams[0]);
      pulse_.check();
    }
    std::vector<TermSequence> runs(streams.size());
    pulse_.for_each(streams.size(), [&](unsigned, std::size_t k) {
      runs[k] = streams[k].take_sequence();
      if (k > 0) runs[k].renumber(numbers[k]);
    });
    for (std::uint32_t word = 0; word < streams[0].words(); ++word) counted_.words.push_back(streams[0].word(word));
    return runs;
  }

  /// The first row of a share: rows are dealt out by their bytes.
  [[nodiscard]] std::size_t row_of_share(std::size_t share, std::size_t shares) const {
    // Rows without text at the very beginning end behind no byte.
    if (share == 0) return 0;
    return share == shares ? corpus_.size() : corpus_.row_at(corpus_.bytes() / shares * share);
  }

  template <class NameOf>
  TermLists list_terms(std::span<TermSequence const> runs, std::size_t terms, NameOf&& name_of) const {
    std::vector<ListWriter> writers(runs.size());
    pulse_.for_each(runs.size(), [&](unsigned, std::size_t k) {
      writers[k].assign(terms, Beat(pulse_));
      runs[k].for_each([&](std::uint32_t term) { writers[k].prefetch(term); },
                       [&](std::uint32_t row, std::uint32_t term) { writers[k].count(term, row); }, Beat(pulse_));
    });
    ListPlaces places;
    TermLists lists = places.place(writers, mode_, name_of, nullptr, Beat(pulse_));
    touch(lists.memory, pulse_);
    pulse_.for_each(runs.size(), [&](unsigned, std::size_t k) {
      runs[k].for_each([&](std::uint32_t term) { writers[k].prefetch(term); },
                       [&](std::uint32_t row, std::uint32_t term) { writers[k].put(term, row); }, Beat(pulse_));
    });
    return lists;
  }

  void count_pairs(PairCounter counter) {
    std::size_t const first = counted_.parts.size();
    counted_.parts.resize(first + counter.parts());
    std::vector<PairCounter::Scratch> scratch(pulse_.threads(counter.parts()));
    pulse_.for_each(counter.parts(), [&](unsigned worker, std::size_t part) {
      counted_.parts[first + part] = counter.count(part, mode_, scratch[worker]);
    });
    counted_.memory = counter.take_memory();
  }

  void count_terms_of_texts() {
    bool const made_of_words = is_made_of_words(options_.analyzer) && options_.vocabulary.empty();
    TermTable& table = counted_.table;
    table = TermTable(made_of_words);
    for (std::string const& term : options_.vocabulary) table.intern(term);
    std::vector<TermSequence> runs(1);
    std::vector<std::string_view> tokens;
    auto const note = [&](std::uint32_t number) {
      if (number != TermTable::absent) runs[0].push_back(number);
    };
    Beat beat(pulse_);
    pulse_.check();
    for (std::size_t row = 0; row < corpus_.size(); ++row) {
      if (made_of_words) {
        PreparedText const prepared(corpus_[row], options_.lowercase, options_.strip_accents);
        find_tokens(prepared.view(), options_, tokens);
        table.intern_ngrams(tokens, options_.ngram_range.min, options_.ngram_range.max, note, beat);
      } else {
        for_each_term(corpus_[row], options_, [&](std::string_view term) {
          note(options_.vocabulary.empty() ? table.intern(term, beat) : table.find(term));
        });
      }
      runs[0].end_row();
      pulse_.advance(1);
      beat(corpus_[row].size() + 1);
    }
    auto const name_of = [](std::uint32_t number) { return WordPair{number, WordPair::no_word}; };
    counted_.parts.push_back(list_terms(runs, table.size(), name_of));
  }

  [[nodiscard]] std::size_t terms() const noexcept {
    std::size_t terms = 0;
    for (TermLists const& lists : counted_.parts) terms += lists.terms.size() + lists.singles.size();
    return terms;
  }

  Result<void> prune() {
    double const least = options_.min_df.of(corpus_.size());
    double const most = options_.max_df.of(corpus_.size());
    if (most < least) return failure(Errc::empty_vocabulary, "max_df allows fewer documents than min_df", "max_df");
    for (TermLists& lists : counted_.parts) lists.keep(least, most);
    if (options_.max_features && terms() > *options_.max_features) keep_most_frequent(*options_.max_features);
    if (terms() == 0) {
      return failure(Errc::empty_vocabulary, "no term is left after pruning: try a lower min_df or a higher max_df");
    }
    return {};
  }

  /// A term, by its place, and how often it occurs in all documents.
  struct Occurrences {
    std::size_t part = 0;
    std::size_t list = 0;
    std::uint64_t count = 0;
  };

  void keep_most_frequent(std::size_t most) {
    Beat beat(pulse_);
    std::vector<Occurrences> all;
    for (std::size_t part = 0; part < counted_.parts.size(); ++part) {
      counted_.parts[part].for_each_list([&](std::size_t list, std::span<TermPosting const> postings) {
        std::uint64_t count = 0;
        for (TermPosting const& posting : postings) count += options_.binary ? 1 : posting.count;
        beat(postings.size());
        all.push_back({part, list, count});
      });
    }
    auto const text = [&](Occurrences const& term) {
      return counted_.text(counted_.parts[term.part].terms[term.list]);
    };
    auto const kept = all.begin() + static_cast<std::ptrdiff_t>(most);
    std::nth_element(all.begin(), kept, all.end(), [&](Occurrences const& a, Occurrences const& b) {
      beat();
      return a.count != b.count ? a.count > b.count : text(a) < text(b);
    });
    std::vector<std::vector<char>> is_kept;
    for (TermLists const& lists : counted_.parts) is_kept.emplace_back(lists.terms.size());
    for (auto term = all.begin(); term != kept; ++term) is_kept[term->part][term->list] = 1;
    for (std::size_t part = 0; part < is_kept.size(); ++part) counted_.parts[part].keep_marked(is_kept[part]);
  }

  /// A smaller share of the text is not worth a thread.
  static constexpr std::size_t bytes_per_share = std::size_t{1} << 18U;
  /// Few texts have shorter ones, with what stands between them.
  static constexpr std::size_t bytes_per_word = 4;

  Corpus const& corpus_;
  VectorizerOptions const& options_;
  Pulse& pulse_;
  Singles mode_;
  CountedCorpus counted_;
};

STORYMAP_DECL double idf_of(VectorizerOptions const& options, std::size_t documents_with, std::size_t documents) {
  double const smooth = options.smooth_idf ? 1.0 : 0.0;
  return std::log((static_cast<double>(documents) + smooth) / (static_cast<double>(documents_with) + smooth)) + 1.0;
}

STORYMAP_DECL Result<CountedCorpus> count_corpus(Corpus const& corpus, VectorizerOptions const& options, Singles mode,
                                                 Pulse& pulse) {
  return CorpusCounter(corpus, options, mode, pulse).count();
}

}  // namespace detail

STORYMAP_END
