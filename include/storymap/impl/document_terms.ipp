// storymap/impl/document_terms.ipp - bodies of document_terms.hpp.
// Room: engine.
#pragma once

#include <storymap/detail/counted_corpus.hpp>
#include <storymap/detail/exact.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/row_buckets.hpp>
#include <storymap/document_terms.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// One run of count_terms: numbers the terms that were counted and deals their lists out to the documents.
class DocumentTermsBuilder {
 public:
  DocumentTermsBuilder(CountedCorpus counted, VectorizerOptions const& options, Pulse& pulse)
      : counted_(std::move(counted)), options_(options), pulse_(pulse) {}

  DocumentTerms build() {
    terms_.binary_ = options_.binary;
    terms_.sublinear_tf_ = options_.sublinear_tf;
    number_terms();
    add_singles();
    fill_rows();
    set_lengths();
    return std::move(terms_);
  }

 private:
  /// Lists of one length that stand side by side in a part, and their terms.
  struct NamedRun {
    ListRun run;
    std::span<WordPair const> terms;
  };

  /// Puts the terms of all parts in one order: fewer documents first. In each part they are so already.
  void number_terms() {
    Beat beat(pulse_);
    std::vector<NamedRun> runs;
    for (TermLists& lists : counted_.parts) {
      lists.unname_singles();
      find_runs(lists, runs);
      beat(lists.terms.size() + lists.singles.size());
    }
    std::stable_sort(runs.begin(), runs.end(), [&](NamedRun const& a, NamedRun const& b) {
      beat();
      return a.run.documents < b.run.documents;
    });
    for (auto& [run, terms] : runs) {
      beat(run.lists);
      run.first_term = static_cast<std::uint32_t>(terms_.names_.size());
      if (terms_.frequencies_.empty() || terms_.frequencies_.back().documents != run.documents) {
        terms_.frequencies_.push_back({run.first_term, run.documents});
      }
      terms_.names_.insert(terms_.names_.end(), terms.begin(), terms.end());
      terms_.idf_.insert(terms_.idf_.end(), run.lists, idf(run.documents));
      runs_.push_back(run);
    }
    name_terms();
  }

  /// A term of a given vocabulary may be in no document.
  static void find_runs(TermLists const& lists, std::vector<NamedRun>& runs) {
    std::span<WordPair const> terms = lists.terms;
    std::span<std::uint32_t const> documents = lists.documents;
    TermPosting const* postings = lists.postings.data();
    while (!terms.empty()) {
      auto const end = std::upper_bound(documents.begin(), documents.end(), documents.front());
      auto const size = static_cast<std::size_t>(end - documents.begin());
      ListRun const run{0, documents.front(), size, postings};
      if (run.documents > 0) runs.push_back({run, terms.first(size)});
      postings += run.size();
      terms = terms.subspan(size);
      documents = documents.subspan(size);
    }
  }

  void name_terms() {
    if (counted_.has_words) {
      terms_.words_ = std::move(counted_.words);
      return;
    }
    Beat beat(pulse_);
    for (WordPair& name : terms_.names_) {
      beat();
      terms_.words_.push_back(counted_.table.text(name.first));
      name.first = terms_.words_.size() - 1;
    }
  }

  [[nodiscard]] double idf(std::size_t documents) const {
    return options_.use_idf ? idf_of(options_, documents, counted_.documents) : 1.0;
  }

  void fill_rows() {
    std::size_t entries = 0;
    for (ListRun const& run : runs_) entries += run.size();
    terms_.counts_ = PackedCounts(terms_.names_.size(), counted_.documents, entries);
    for (std::uint32_t count = 1; count <= terms_.counts_.large(); ++count) {
      terms_.factors_.push_back(terms_.factor_of_count(count));
    }
    RowBuckets buckets(runs_, terms_.counts_, pulse_);
    std::size_t const documents = counted_.documents;
    counted_ = {};
    counted_.documents = documents;
    std::vector<Block<std::uint32_t>> scratch(pulse_.threads(buckets.size()));
    pulse_.for_each(buckets.size(),
                    [&](unsigned worker, std::size_t bucket) { buckets.fill(bucket, scratch[worker]); });
    buckets.set_large_counts();
  }

  void add_singles() {
    Beat beat(pulse_);
    terms_.single_idf_ = idf(1);
    terms_.single_terms_.assign(counted_.documents, 0);
    std::vector<std::size_t> next(counted_.documents + 1);
    for (TermLists const& lists : counted_.parts) {
      for (std::uint32_t const row : lists.singles.once) ++terms_.single_terms_[row];
      for (TermPosting const& posting : lists.singles.repeated) ++next[posting.row + 1];
      beat(lists.singles.size());
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    terms_.repeated_singles_.resize(next.back());
    for (TermLists const& lists : counted_.parts) {
      for (TermPosting const& posting : lists.singles.repeated) terms_.repeated_singles_[next[posting.row]++] = posting;
      beat(lists.singles.repeated.size());
    }
  }

  void set_lengths() {
    terms_.lengths_.resize(counted_.documents);
    constexpr std::size_t rows_at_once = 2048;
    std::size_t const blocks = (counted_.documents + rows_at_once - 1) / rows_at_once;
    pulse_.for_each(blocks, [&](unsigned, std::size_t block) {
      std::vector<double> weights;
      std::size_t const begin = block * rows_at_once;
      auto repeated = std::partition_point(terms_.repeated_singles_.begin(), terms_.repeated_singles_.end(),
                                           [&](TermPosting const& posting) { return posting.row < begin; });
      for (std::size_t row = begin; row < std::min(counted_.documents, begin + rows_at_once); ++row) {
        weights.clear();
        for (; repeated != terms_.repeated_singles_.end() && repeated->row == row; ++repeated) {
          weights.push_back(terms_.factor_of_count(repeated->count) * terms_.single_idf_);
        }
        terms_.lengths_[row] = length(row, weights);
      }
    });
  }

  /// The length of the weights of a document; `weights` holds those of its repeated single terms and gets the others.
  [[nodiscard]] double length(std::size_t row, std::vector<double>& weights) const {
    std::span<std::uint32_t const> const entries = terms_.counts_.row(row);
    std::uint64_t const begin = terms_.counts_.begin(row);
    std::size_t const repeated = weights.size();
    weights.resize(repeated + entries.size());
    for (std::size_t k = 0; k < entries.size(); ++k) {
      weights[repeated + k] = terms_.factor(entries[k], begin + k) * terms_.idf_[terms_.counts_.term(entries[k])];
    }
    double const single = terms_.factor_of_count(1) * terms_.single_idf_;
    double const largest = std::max(largest_of(weights), terms_.single_terms_[row] > 0 ? single : 0);
    if (largest == 0) return 0;
    ExactLength length(largest);
    for (double const weight : weights) length.add(weight);
    length.add(single, terms_.single_terms_[row]);
    return length.length();
  }

  CountedCorpus counted_;
  VectorizerOptions const& options_;
  Pulse& pulse_;
  std::vector<ListRun> runs_;
  DocumentTerms terms_;
};

}  // namespace detail

STORYMAP_DECL double DocumentTerms::factor_of_count(std::uint32_t count) const noexcept {
  double const frequency = binary_ ? 1.0 : count;
  return sublinear_tf_ ? std::log(frequency) + 1.0 : frequency;
}

STORYMAP_DECL std::size_t DocumentTerms::single_terms() const noexcept {
  return std::accumulate(single_terms_.begin(), single_terms_.end(), repeated_singles_.size());
}

STORYMAP_DECL bool DocumentTerms::has_single_terms(std::size_t document) const noexcept {
  return single_terms_[document] > 0 ||
         std::binary_search(repeated_singles_.begin(), repeated_singles_.end(),
                            detail::TermPosting{static_cast<std::uint32_t>(document), 0},
                            [](detail::TermPosting a, detail::TermPosting b) { return a.row < b.row; });
}

STORYMAP_DECL std::uint32_t DocumentTerms::documents_with(std::uint32_t number) const noexcept {
  STORYMAP_ASSERT(number < terms());
  auto const next = std::upper_bound(frequencies_.begin(), frequencies_.end(), number,
                                     [](std::uint32_t term, Frequency const& f) { return term < f.first_term; });
  return std::prev(next)->documents;
}

STORYMAP_DECL std::uint32_t DocumentTerms::terms_of_at_most(std::uint32_t documents) const noexcept {
  auto const next = std::upper_bound(frequencies_.begin(), frequencies_.end(), documents,
                                     [](std::uint32_t most, Frequency const& f) { return most < f.documents; });
  return next == frequencies_.end() ? static_cast<std::uint32_t>(terms()) : next->first_term;
}

STORYMAP_DECL std::string DocumentTerms::term(std::uint32_t number) const {
  auto const [first, second] = names_[number];
  std::string text(words_[first]);
  if (second != detail::WordPair::no_word) text.append(" ").append(words_[second]);
  return text;
}

STORYMAP_DECL Result<DocumentTerms> count_terms(Corpus const& corpus, VectorizerOptions const& options,
                                                RunOptions const& run) {
  return detail::watched(run, [&](detail::Pulse& pulse) -> Result<DocumentTerms> {
    Result<detail::CountedCorpus> counted = detail::count_corpus(corpus, options, detail::Singles::unnamed, pulse);
    if (!counted) return failure_of(std::move(counted));
    return detail::DocumentTermsBuilder(std::move(*counted), options, pulse).build();
  });
}

STORYMAP_END
