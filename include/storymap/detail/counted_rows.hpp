// storymap/detail/counted_rows.hpp - the documents of a corpus as a join wants its rows.
// Room: engine. Depends on document_terms.hpp, detail/loaded_row.hpp and detail/pulse.hpp.
#pragma once

#include <storymap/detail/loaded_row.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/document_terms.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The documents that can be in a pair with a cosine of at least `at_least`; their terms are in order, the rarest
/// first, as they were counted.
///
/// Dead mass: a term that no other document has adds nothing to any dot product. By Cauchy and Schwarz the dot products
/// of a document are at most the norm of its other terms, its live norm: with a live norm below the threshold it is in
/// no pair. Without it, further terms may have but one document left, and so on: documents are peeled off in rounds
/// until a round takes hardly any. Whatever is left when the rounds end, no pair is lost.
class CountedRows {
 public:
  /// One document, as it is. Weights are within a few parts in 10^7 of the true ones.
  class View {
   public:
    View(CountedRows const& rows, std::size_t document)
        : rows_(rows),
          entries_(rows.terms_.counts_.row(document)),
          begin_(rows.terms_.counts_.begin(document)),
          scale_(rows.scales_[document]) {}

    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    [[nodiscard]] std::uint32_t term(std::size_t k) const noexcept { return rows_.terms_.counts_.term(entries_[k]); }
    [[nodiscard]] float weight(std::size_t k) const noexcept {
      return rows_.factor(entries_[k], begin_ + k) * rows_.idf_[term(k)] * scale_;
    }

    void prefetch() const noexcept { __builtin_prefetch(entries_.data()); }

   private:
    CountedRows const& rows_;
    std::span<std::uint32_t const> entries_;
    std::uint64_t begin_;
    float scale_;
  };

  /// `terms` outlives this. Leaves out the documents for which `leaves_out(document)`.
  template <class LeavesOut>
  CountedRows(DocumentTerms const& terms, double at_least, Pulse& pulse, LeavesOut&& leaves_out)
      : terms_(terms),
        factors_(terms.factors_.begin(), terms.factors_.end()),
        idf_(terms.idf_.begin(), terms.idf_.end()) {
    factors_.push_back(0);  // for the counts that do not fit
    scales_.reserve(terms.documents());
    for (double const length : terms.lengths_) scales_.push_back(length > 0 ? static_cast<float>(1 / length) : 0);
    peel(at_least, Beat(pulse), leaves_out);
  }

  /// How many documents are left, and which the k-th of them is.
  [[nodiscard]] std::size_t size() const noexcept { return alive_.size(); }
  [[nodiscard]] std::uint32_t row(std::size_t k) const noexcept { return alive_[k]; }

  [[nodiscard]] std::size_t terms() const noexcept { return terms_.terms(); }
  [[nodiscard]] View operator[](std::size_t k) const noexcept { return View(*this, alive_[k]); }

  void load(std::size_t k, LoadedRow& loaded) const {
    std::uint32_t const document = alive_[k];
    PackedCounts const& counts = terms_.counts_;
    std::span<std::uint32_t const> const entries = counts.row(document);
    float const scale = scales_[document];
    loaded.begin(entries.size());
    std::uint32_t* const terms = loaded.terms();
    float* const weights = loaded.weights();
    for (std::size_t at = 0; at < entries.size(); ++at) {
      terms[at] = counts.term(entries[at]);
      weights[at] = factors_[counts.code(entries[at])] * idf_[terms[at]] * scale;
    }
    if (counts.has_large()) weigh_large(document, entries, weights);
    loaded.end();
  }

 private:
  [[nodiscard]] float factor(std::uint32_t entry, std::uint64_t at) const noexcept {
    std::uint32_t const code = terms_.counts_.code(entry);
    return code == terms_.counts_.large() ? static_cast<float>(terms_.factor(entry, at)) : factors_[code];
  }

  /// Weighs the entries whose counts do not fit into them.
  void weigh_large(std::uint32_t document, std::span<std::uint32_t const> entries, float* weights) const {
    PackedCounts const& counts = terms_.counts_;
    for (std::size_t at = 0; at < entries.size(); ++at) {
      if (counts.code(entries[at]) != counts.large()) continue;
      weights[at] =
          factor(entries[at], counts.begin(document) + at) * idf_[counts.term(entries[at])] * scales_[document];
    }
  }

  template <class LeavesOut>
  void peel(double at_least, Beat beat, LeavesOut&& leaves_out) {
    // The slack is far more than rounding can take from a norm.
    double const most_dead = 1 - at_least * at_least * (1 - 1e-5);
    std::vector<double> const dead = dead_squares();
    std::vector<std::uint32_t> dropped;
    for (std::uint32_t document = 0; document < terms_.documents(); ++document) {
      if (terms_.lengths_[document] == 0) continue;
      (dead[document] > most_dead || leaves_out(document) ? dropped : alive_).push_back(document);
    }
    // Only rare terms can lose all documents but one.
    rare_terms_ = terms_.terms_of_at_most(rare);
    std::vector<std::uint32_t> documents(rare_terms_);
    for (auto const& [first_term, of_each] : terms_.frequencies_) {
      // Those of the next frequencies are written over.
      if (first_term < rare_terms_) std::fill(documents.begin() + first_term, documents.end(), of_each);
    }
    while (dropped.size() > alive_.size() / 50) {
      for (std::uint32_t const document : dropped) {
        beat(terms_.terms_of(document) + 1);
        for_each_rare(document, [&](std::uint32_t term, float) { --documents[term]; });
      }
      dropped.clear();
      std::erase_if(alive_, [&](std::uint32_t document) {
        beat(terms_.terms_of(document) + 1);
        double squares = dead[document];
        for_each_rare(document, [&](std::uint32_t term, float weight) {
          if (documents[term] < 2) squares += static_cast<double>(weight * weight);
        });
        if (squares <= most_dead) return false;
        dropped.push_back(document);
        return true;
      });
    }
  }

  /// Of each document: the squares of the weights of the terms that no other has.
  [[nodiscard]] std::vector<double> dead_squares() const {
    double const single = terms_.factor_of_count(1) * terms_.single_idf_;
    std::vector<double> squares;
    squares.reserve(terms_.documents());
    for (std::uint32_t const count : terms_.single_terms_) squares.push_back(count * single * single);
    for (auto const& [document, count] : terms_.repeated_singles_) {
      double const weight = terms_.factor_of_count(count) * terms_.single_idf_;
      squares[document] += weight * weight;
    }
    for (std::size_t document = 0; document < squares.size(); ++document) {
      double const length = terms_.lengths_[document];
      if (length > 0) squares[document] /= length * length;
    }
    return squares;
  }

  template <class Visit>
  void for_each_rare(std::uint32_t document, Visit&& visit) const {
    View const view(*this, document);
    for (std::size_t k = 0; k < view.size() && view.term(k) < rare_terms_; ++k) visit(view.term(k), view.weight(k));
  }

  /// Terms of more documents are not looked at when documents are peeled off.
  static constexpr std::uint32_t rare = 64;

  DocumentTerms const& terms_;
  std::vector<float> factors_;
  std::vector<float> idf_;
  std::vector<float> scales_;
  std::uint32_t rare_terms_ = 0;
  std::vector<std::uint32_t> alive_;
};

}  // namespace detail

STORYMAP_END
