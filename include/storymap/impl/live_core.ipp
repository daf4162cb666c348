// storymap/impl/live_core.ipp - bodies of detail/live_core.hpp: texts come and go.
// Room: engine.
#pragma once

#include <storymap/detail/live_core.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

STORYMAP_DECL void LiveCore::add(std::uint64_t id, std::string_view text) {
  numbers_.clear();
  reader_.read(text, options_.lowercase, options_.strip_accents,
               [&](std::string_view word) { words_.intern(word, numbers_); });
  add_words(id, numbers_);
}

/// Asks for the memory of all terms, then for that of all lists, so that none is waited for on its own.
STORYMAP_DECL void LiveCore::prefetch(std::span<CountedTerm const> terms) {
  for (CountedTerm const& term : terms) terms_.prefetch(term.key);
  for (CountedTerm const& counted : terms) {
    if (LiveTerm const* const term = terms_.find(counted.key)) postings_.prefetch(term->list);
  }
}

STORYMAP_DECL void LiveCore::add_words(std::uint64_t id, std::span<std::uint32_t const> words) {
  auto const before = static_cast<std::uint32_t>(size());
  std::uint32_t const after = before + 1;
  std::span<CountedTerm const> const terms = counter_.count(words, with_pairs());
  prefetch(terms);
  if (!adds_many_) move_hot_terms(terms, before, after);
  std::uint32_t const row = rows_.take();
  LiveLength length;
  common_.begin_row();
  for (CountedTerm const& counted : terms) {
    LiveTerm& term = terms_.find_or_add(counted.key);
    std::uint32_t const documents = term.documents;
    std::uint32_t const state = state_of(documents + 1, after);
    if (!adds_many_) move(term, state_of(documents, before), state);
    ++term.documents;
    postings_.add(term.list, row, counted.count);
    if (ignores_common_ && hot_floor_ != 0 && documents + 1 == hot_floor_) hot_.insert(counted.key);
    if (state != nothing) length.add(counted.count, state);
    if (term.rank > 0) common_.add_term(counted.key, term.rank, counted.count);
  }
  rows_.set(row, id, words);
  rows_[row].length = length;
  ids_.add(id, row);
  if (adds_many_) return;
  common_.end_row(row);
  rows_.follow(shift());
  rows_.refresh_floor(row);
  keep_hot_terms();
  if (common_.is_stale(size())) rank_terms();
}

STORYMAP_DECL void LiveCore::remove(std::uint64_t id) {
  std::uint32_t const row = ids_.row(id);
  auto const before = static_cast<std::uint32_t>(size());
  std::uint32_t const after = before - 1;
  numbers_.clear();
  rows_[row].words.for_each([&](std::uint32_t word) { numbers_.push_back(word); });
  std::span<CountedTerm const> const terms = counter_.count(numbers_, with_pairs());
  prefetch(terms);
  move_hot_terms(terms, before, after);
  for (CountedTerm const& counted : terms) {
    LiveTerm& term = terms_.find_or_add(counted.key);
    std::uint32_t const documents = term.documents;
    postings_.remove(term.list, row, counted.count);
    --term.documents;
    if (term.rank > 0 && !common_.bears_fall(counted.key, documents - 1)) term.rank = 0;
    if (documents > 1) {
      move(term, state_of(documents, before), state_of(documents - 1, after));
    } else {
      hot_.erase(counted.key);
      terms_.remove(counted.key);
    }
  }
  rows_.give_back(row);
  ids_.remove(id);
  common_.note_removal();
  rows_.follow(shift());
  keep_hot_terms();
  if (common_.is_stale(size())) rank_terms();
}

/// Looks anew at which terms are common, and how much of each row they are.
STORYMAP_DECL void LiveCore::rank_terms() {
  auto const all = static_cast<std::uint32_t>(size());
  for (TermKey const key : common_.keys()) {
    if (LiveTerm* const term = terms_.find(key)) term->rank = 0;
  }
  std::vector<TermKey> keys;
  if (LiveCommon::rank_of(all, all) > 0) {
    terms_.for_each([&](TermKey key, LiveTerm const& term) {
      if (LiveCommon::rank_of(term.documents, all) > 0) keys.push_back(key);
    });
  }
  common_.begin(rows_.end(), all, std::move(keys));
  for (TermKey const key : common_.keys()) {
    LiveTerm& term = *terms_.find(key);
    term.rank = LiveCommon::rank_of(term.documents, all) & 7U;
    common_.add(key, term, idf(term.documents), postings_);
  }
  common_.end(rows_.floors());
}

/// Tells the rows of a term that it now adds something else to their length.
STORYMAP_DECL void LiveCore::move(LiveTerm const& term, std::uint32_t before, std::uint32_t after) {
  if (before == after) return;
  postings_.for_each_row(
      term.list, [&](std::uint32_t row) { rows_.prefetch(row); },
      [&](std::uint32_t row, std::uint32_t count) {
        if (before != nothing) rows_[row].length.remove(count, before);
        if (after != nothing) rows_[row].length.add(count, after);
        rows_.refresh_floor(row);
      });
}

/// Does that for the terms that are ignored, or no longer so, because the number of all documents changes. Those of the
/// document that comes or goes, in ascending order, are left to others.
STORYMAP_DECL void LiveCore::move_hot_terms(std::span<CountedTerm const> but, std::uint32_t before,
                                            std::uint32_t after) {
  for (TermKey const key : hot_) {
    LiveTerm const* const term = terms_.find(key);
    if (term == nullptr || is_ignored(term->documents, before) == is_ignored(term->documents, after)) continue;
    auto const is_before = [](CountedTerm const& counted, TermKey other) { return counted.key < other; };
    auto const at = std::lower_bound(but.begin(), but.end(), key, is_before);
    if (at != but.end() && at->key == key) continue;
    move(*term, state_of(term->documents, before), state_of(term->documents, after));
  }
}

/// Sees to it that `hot_` holds all terms that the next change may have to move, and not many more. All terms are
/// looked at when the number of documents has doubled or halved.
STORYMAP_DECL void LiveCore::keep_hot_terms() {
  if (!ignores_common_) return;
  double const bound = options_.max_df.of(size());
  double const floor = hot_floor_;
  if (hot_floor_ != 0 && bound <= 4 * floor + 8 && (hot_floor_ == 1 || bound >= floor + 2)) return;
  hot_floor_ = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(bound / 2));
  hot_.clear();
  terms_.for_each([&](TermKey key, LiveTerm const& term) {
    if (term.documents >= hot_floor_) hot_.insert(key);
  });
}

STORYMAP_DECL void LiveCore::add_all(std::span<std::string_view const> texts, Pulse& pulse) {
  // Lengths of all rows are computed once; with few new ones it is cheaper to follow each change.
  bool const are_many = texts.size() > size() / 4 + 16;
  pulse.expect(texts.size());
  pulse.check();
  if (are_many) begin_many();
  try {
    Beat beat(pulse);
    for (std::string_view const text : texts) {
      add(take_id(), text);
      pulse.advance(1);
      beat(text.size() + 1);
    }
  } catch (Pulse::Stopped const&) {
    if (are_many) end_many();
    throw;
  }
  if (are_many) end_many();
}

STORYMAP_DECL void LiveCore::end_many() {
  adds_many_ = false;
  std::vector<std::uint64_t> hashes;
  for (std::uint32_t row = 0; row < rows_.end(); ++row) {
    if (!rows_[row].words.has_value()) continue;
    numbers_.clear();
    rows_[row].words.for_each([&](std::uint32_t word) { numbers_.push_back(word); });
    std::vector<CountedTerm> const& terms = counter_.count(numbers_, with_pairs());
    LiveLength length;
    terms_.find_all(terms, hashes, [&](std::size_t k, LiveTerm const* term) {
      if (!is_ignored(term->documents)) length.add(terms[k].count, level_of(term->documents));
    });
    rows_[row].length = length;
    rows_.refresh_floor(row);
  }
  rows_.follow(shift());
  hot_floor_ = 0;
  keep_hot_terms();
  rank_terms();
}

}  // namespace detail

STORYMAP_END
