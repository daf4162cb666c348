// storymap/impl/live_search.ipp - bodies of detail/live_query.hpp, detail/live_scan.hpp and
// detail/live_search.hpp.
// Room: engine.
#pragma once

#include <storymap/detail/live_search.hpp>
#include <storymap/detail/unit_rows.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

STORYMAP_DECL void LiveQuery::set(LiveCore const& core, std::span<std::uint32_t const> words, TermCounter& counter) {
  with_pairs_ = core.with_pairs();
  std::vector<CountedTerm> const& counted = counter.count(words, with_pairs_);
  has_more_ = std::find(words.begin(), words.end(), LiveWords::absent) != words.end();
  terms_.clear();
  weights_.clear();
  gains_.begin(counted.size());
  core.terms().find_all(counted, hashes_, [&](std::size_t k, LiveTerm const* term) {
    if (term == nullptr || term->documents == 0) {
      has_more_ = true;
    } else if (core.is_ignored(term->documents)) {
      has_more_ = true;
      gains_.add(counted[k].key, 0);
    } else {
      double const idf = core.idf(term->documents);
      terms_.push_back({counted[k].key, term->documents, term->rank, term->list, idf, 0});
      weights_.push_back(counted[k].count * idf);
    }
  });
  divide_by_length(weights_);
  for (std::size_t k = 0; k < terms_.size(); ++k) {
    terms_[k].weight = weights_[k];
    terms_[k].gain *= weights_[k];
    gains_.add(terms_[k].key, terms_[k].gain);
  }
}

STORYMAP_DECL void LiveScan::begin(LivePostings const& postings, std::span<QueryTerm const> terms, std::uint32_t rows) {
  sums_.ensure(rows_per_chunk);
  places_.ensure(rows_per_chunk);
  large_.clear();
  few_.resize(rows / rows_per_chunk + (rows % rows_per_chunk != 0 ? 1 : 0));
  for (std::vector<Few>& few : few_) few.clear();
  for (QueryTerm const& term : terms) {
    auto const gain = static_cast<float>(term.gain);
    if (is_large(postings, term)) {
      Large list{.gain = gain, .rank = term.rank, .windows = postings.windows(term.list)};
      next_window(list);
      large_.push_back(list);
    }
    for (std::uint32_t const row : postings.rows(term.list)) {
      few_[row / rows_per_chunk].push_back({static_cast<std::uint16_t>(row % rows_per_chunk), gain});
    }
  }
}

STORYMAP_DECL void LiveScan::next_window(Large& list) noexcept {
  list.window = UINT32_MAX;
  if (list.windows.empty()) return;
  LivePostings::Window const& window = list.windows.front();
  list.window = window.number;
  list.at = window.rows.data();
  list.end = list.at + window.rows.size();
  list.windows = list.windows.subspan(1);
}

STORYMAP_DECL void LiveScan::add_chunk(std::uint32_t number) {
  constexpr std::uint32_t chunks_per_window = LivePostings::rows_per_window / rows_per_chunk;
  float* const sums = sums_.data();
  std::fill_n(sums, rows_per_chunk, 0.0F);
  std::uint32_t const window = number / chunks_per_window;
  std::uint32_t const first = number % chunks_per_window * rows_per_chunk;
  for (Large& list : large_) {
    if (list.window != window) continue;
    std::uint16_t const* at = list.at;
    std::uint16_t const* const end = list.end;
    float const gain = list.gain;
    for (; at != end && *at < first + rows_per_chunk; ++at) sums[*at - first] += gain;
    list.at = at;
    if (at == end) next_window(list);
  }
  for (auto const& [place, gain] : few_[number]) sums[place] += gain;
}

STORYMAP_DECL std::span<std::uint32_t const> LiveScan::over(std::size_t rows, ScanBound const& bound) {
  return places_.span().first(kernel_(sums_.data(), rows, bound, places_.data()));
}

STORYMAP_DECL std::vector<LiveMatch> LiveSearch::closest(LiveCore const& core, std::string_view text, std::size_t limit,
                                                         double at_least) {
  words_.clear();
  reader_.read(text, core.options().lowercase, core.options().strip_accents,
               [&](std::string_view word) { core.words().find(word, words_); });
  query_.set(core, words_, counter_);
  return search(core, no_row, query_.has_more(), limit, at_least);
}

STORYMAP_DECL std::vector<LiveMatch> LiveSearch::neighbours(LiveCore const& core, std::uint32_t row, std::size_t limit,
                                                            double at_least) {
  words_.clear();
  core.rows()[row].words.for_each([&](std::uint32_t word) { words_.push_back(word); });
  query_.set(core, words_, counter_);
  return search(core, row, false, limit, at_least);
}

STORYMAP_DECL std::vector<LiveMatch> LiveSearch::search(LiveCore const& core, std::uint32_t but, bool has_more,
                                                        std::size_t limit, double at_least) {
  if (limit == 0 || query_.terms().empty() || !(at_least <= 1)) return {};
  shift_ = core.shift();
  contenders_.begin(limit, std::max(at_least, 0.0));
  seen_.clear();
  seen_.begin(core.rows().end());
  if (but != no_row) seen_.add(but);
  order_terms();
  measure_common(core);
  std::size_t const prefix = prefix_size(core, contenders_.least());
  if (is_prefix_cheaper(core, prefix)) {
    find_by_prefix(core, prefix);
  } else {
    find_by_scan(core);
  }
  return best(core, has_more, limit, at_least);
}

/// Scores the contenders that are left, until no other can be among the best.
STORYMAP_DECL std::vector<LiveMatch> LiveSearch::best(LiveCore const& core, bool has_more, std::size_t limit,
                                                      double at_least) {
  auto const is_better = [](LiveMatch const& a, LiveMatch const& b) {
    return a.score != b.score ? a.score > b.score : a.id < b.id;
  };
  std::vector<LiveMatch> matches;  // a heap with the worst in front, once there are enough
  for (LiveContenders::Contender const& contender : contenders_.best_first()) {
    if (matches.size() == limit && contender.most < matches.front().score) break;
    double const exact = score(core, contender.row, has_more);
    if (!(exact > 0 && exact >= at_least)) continue;
    matches.push_back({DocumentId{core.rows().id(contender.row)}, exact});
    if (matches.size() < limit) continue;
    if (matches.size() == limit) {
      std::make_heap(matches.begin(), matches.end(), is_better);
    } else {
      std::push_heap(matches.begin(), matches.end(), is_better);
      std::pop_heap(matches.begin(), matches.end(), is_better);
      matches.pop_back();
    }
  }
  std::sort(matches.begin(), matches.end(), is_better);
  return matches;
}

STORYMAP_DECL void LiveSearch::order_terms() {
  by_rarity_ = query_.terms();
  std::sort(by_rarity_.begin(), by_rarity_.end(),
            [](QueryTerm const& a, QueryTerm const& b) { return a.documents < b.documents; });
  squares_from_.assign(by_rarity_.size() + 1, 0);
  for (std::size_t k = by_rarity_.size(); k > 0; --k) {
    squares_from_[k - 1] = squares_from_[k] + by_rarity_[k - 1].weight * by_rarity_[k - 1].weight;
  }
}

/// How many of the rarest terms a row must share one of to score at least so much: the norm of the others is below it.
/// A few more make a closer bound of what the others add, by the mass of the row.
STORYMAP_DECL std::size_t LiveSearch::prefix_size(LiveCore const& core, double at_least) const {
  constexpr double most_of_bound = 0.6;
  double const most = at_least * at_least * (1 - 1e-6);
  std::size_t size = 0;
  while (size < by_rarity_.size() && squares_from_[size] >= most) ++size;
  std::uint32_t rank = 1;
  while (rank <= LiveCommon::ranks &&
         common_norms_[rank] * core.common().usual_share(rank) > most_of_bound * at_least) {
    ++rank;
  }
  while (size < by_rarity_.size() && by_rarity_[size].rank < rank && rank <= LiveCommon::ranks) ++size;
  return size;
}

STORYMAP_DECL bool LiveSearch::is_prefix_cheaper(LiveCore const& core, std::size_t prefix) const {
  // As measured: a random access for each posting of the prefix, and a dot product for its row when there is nothing to
  // beat; an addition for each posting in a scan, which looks at all rows.
  std::size_t const one_access = contenders_.least() > 0 ? 5 : 500;
  std::uint32_t const left_out = rank_to_leave_out(core);
  std::size_t in_prefix = 0;
  std::size_t in_scan = core.rows().end() / 3;
  for (std::size_t k = 0; k < by_rarity_.size(); ++k) {
    if (k < prefix) in_prefix += by_rarity_[k].documents;
    if (by_rarity_[k].rank < left_out) in_scan += by_rarity_[k].documents;
  }
  return in_prefix * one_access < in_scan;
}

/// How much the common terms of the question may add.
STORYMAP_DECL void LiveSearch::measure_common(LiveCore const& core) {
  std::array<double, LiveCommon::ranks + 2> squares{};
  for (QueryTerm const& term : by_rarity_) {
    if (LiveScan::is_large(core.postings(), term)) squares[term.rank] += term.weight * term.weight;
  }
  double const growth = core.common().growth(core.size());
  common_norms_ = {};
  double sum = 0;
  for (std::uint32_t rank = LiveCommon::ranks; rank > 0; --rank) {
    sum += squares[rank];
    common_norms_[rank] = std::sqrt(sum) * growth * (1 + 1e-6);
  }
}

/// From which rank on terms are better left out: the bound of what they add must not let too many rows pass.
STORYMAP_DECL std::uint32_t LiveSearch::rank_to_leave_out(LiveCore const& core) const {
  constexpr double most_of_bound = 0.41;
  std::uint32_t rank = 1;
  while (rank <= LiveCommon::ranks &&
         common_norms_[rank] * core.common().usual_share(rank) > most_of_bound * contenders_.least()) {
    ++rank;
  }
  return rank;
}

/// Sums of floats may be off too far for rows of many words: they are looked at one by one.
STORYMAP_DECL void LiveSearch::check_long_rows(LiveCore const& core) {
  for (std::uint32_t const row : core.rows().long_rows()) {
    if (seen_.add(row)) check_row(core, row);
  }
}

/// Sums of floats are off by less than a thousandth.
inline constexpr double live_sum_rounding = 1e-3;

STORYMAP_DECL void LiveSearch::find_by_prefix(LiveCore const& core, std::size_t prefix) {
  check_long_rows(core);
  add_prefix(core, prefix);
  std::uint32_t rank = LiveCommon::ranks;
  for (std::size_t k = prefix; k < by_rarity_.size(); ++k) rank = std::min(rank, by_rarity_[k].rank);
  // What the other terms add is bounded by their norm, and the mass of the row or its whole length.
  double const rest = std::sqrt(squares_from_[prefix]) * (1 + 1e-6);
  double const growth = core.common().growth(core.size());
  std::uint16_t const* const masses = rank > 0 ? core.common().masses(rank).data() : nullptr;
  float const* const floors = core.rows().floors().data();
  rows_.clear();
  constexpr std::size_t ahead = 12;
  for (std::size_t k = 0; k < met_.size(); ++k) {
    if (k + ahead < met_.size()) {
      __builtin_prefetch(floors + met_[k + ahead]);
      if (masses != nullptr) __builtin_prefetch(masses + met_[k + ahead]);
    }
    std::uint32_t const row = met_[k];
    double const sum = static_cast<double>(sums_[row]) * (1 + live_sum_rounding);
    sums_[row] = 0;
    auto const length = static_cast<double>(floors[row]);
    double const others =
        masses != nullptr ? std::min(length, growth * static_cast<double>(widened(masses[row]))) : length;
    if (sum + rest * others >= contenders_.least() * length && seen_.add(row)) rows_.push_back(row);
  }
  check_rows(core, rows_);
}

/// Adds up what the rows have of the terms of the prefix.
STORYMAP_DECL void LiveSearch::add_prefix(LiveCore const& core, std::size_t prefix) {
  if (sums_.size() < core.rows().end()) sums_.resize(core.rows().end() + core.rows().end() / 8);
  met_.clear();
  for (std::size_t k = 0; k < prefix; ++k) core.postings().prefetch(by_rarity_[k].list);
  for (std::size_t k = 0; k < prefix; ++k) {
    auto const gain = static_cast<float>(by_rarity_[k].gain);
    core.postings().for_each(by_rarity_[k].list, [&](std::uint32_t row) {
      if (sums_[row] == 0) met_.push_back(row);
      sums_[row] += gain;
    });
  }
}

STORYMAP_DECL void LiveSearch::find_by_scan(LiveCore const& core) {
  check_long_rows(core);
  scan_.begin(core.postings(), by_rarity_, core.rows().end());
  for (std::uint32_t chunk = 0; chunk < scan_.chunks(); ++chunk) {
    std::uint32_t const left_out = contenders_.least() > 0 ? rank_to_leave_out(core) : LiveCommon::ranks + 1;
    scan_.leave_out(left_out);
    scan_.add_chunk(chunk);
    // As long as there is nothing to beat, the best rows are looked for from above.
    for (double guess = 0.5; !contenders_.is_full() && guess > contenders_.least() && guess > 0.01; guess /= 2) {
      check_chunk(core, chunk, left_out, guess);
    }
    check_chunk(core, chunk, left_out, contenders_.least());
  }
}

/// Looks at the rows of the present chunk that may score at least so much.
STORYMAP_DECL void LiveSearch::check_chunk(LiveCore const& core, std::uint32_t chunk, std::uint32_t left_out,
                                           double at_least) {
  std::uint32_t const first = chunk * LiveScan::rows_per_chunk;
  std::size_t const rows = std::min<std::size_t>(LiveScan::rows_per_chunk, core.rows().end() - first);
  ScanBound const bound{
      .floors = core.rows().floors().data() + first,
      .masses = core.common().masses(std::min(left_out, LiveCommon::ranks)).data() + first,
      // Lengths are at least 1, and sums that are not 0 far above this.
      .least = static_cast<float>(std::max(at_least * (1 - live_sum_rounding), 1e-20)),
      .common = static_cast<float>(common_norms_[left_out] * (1 + live_sum_rounding)),
  };
  rows_.clear();
  for (std::uint32_t const place : scan_.over(rows, bound)) {
    if (seen_.add(first + place)) rows_.push_back(first + place);
  }
  check_rows(core, rows_);
}

/// The memory of some rows is asked for ahead of their turn.
STORYMAP_DECL void LiveSearch::check_rows(LiveCore const& core, std::span<std::uint32_t const> rows) {
  constexpr std::size_t far_ahead = 12;
  constexpr std::size_t ahead = 6;
  for (std::size_t k = 0; k < rows.size() + far_ahead; ++k) {
    if (k < rows.size()) core.rows().prefetch(rows[k]);
    if (k >= ahead && k - ahead < rows.size()) core.rows().prefetch_words(rows[k - ahead]);
    if (k >= far_ahead) check_row(core, rows[k - far_ahead]);
  }
}

/// Bounds the score of a row by its dot product and the bounds of its length.
STORYMAP_DECL void LiveSearch::check_row(LiveCore const& core, std::uint32_t row) {
  LiveRow const& candidate = core.rows()[row];
  double const dot = query_.dot(candidate.words);
  if (dot <= 0) return;
  auto const [least, most] = candidate.length.bounds(shift_);
  contenders_.offer(row, dot / most, dot / least);
}

/// The score as SimilarityIndex computes it, from the present frequencies.
STORYMAP_DECL double LiveSearch::score(LiveCore const& core, std::uint32_t row, bool has_more) {
  words_.clear();
  core.rows()[row].words.for_each([&](std::uint32_t word) { words_.push_back(word); });
  std::vector<CountedTerm> const& counted = counter_.count(words_, core.with_pairs());
  keys_.clear();
  weights_.clear();
  core.terms().find_all(counted, hashes_, [&](std::size_t k, LiveTerm const* term) {
    if (core.is_ignored(term->documents)) return;
    keys_.push_back(counted[k].key);
    weights_.push_back(counted[k].count * core.idf(term->documents));
  });
  divide_by_length(weights_);
  std::vector<QueryTerm> const& terms = query_.terms();
  std::int64_t sum = 0;
  std::size_t equal = 0;
  for (std::size_t i = 0, j = 0; i < terms.size() && j < keys_.size();) {
    if (terms[i].key < keys_[j]) {
      ++i;
    } else if (keys_[j] < terms[i].key) {
      ++j;
    } else {
      sum += product_units(terms[i].weight, weights_[j], unit_scale);
      equal += terms[i].weight == weights_[j] ? 1U : 0U;
      ++i;
      ++j;
    }
  }
  return cosine(static_cast<double>(sum) / unit_scale,
                [&] { return !has_more && equal == terms.size() && equal == keys_.size(); });
}

}  // namespace detail

STORYMAP_END
