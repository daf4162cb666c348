// storymap/detail/live_core.hpp - the texts of a live index, term by term, and how they change.
// Room: engine. Depends on live_options.hpp and its other parts.
#pragma once

#include <storymap/detail/live_common.hpp>
#include <storymap/detail/live_ids.hpp>
#include <storymap/detail/live_norms.hpp>
#include <storymap/detail/live_postings.hpp>
#include <storymap/detail/live_rows.hpp>
#include <storymap/detail/live_terms.hpp>
#include <storymap/detail/live_words.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/live_options.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// What a live index knows, without locks: one thread changes it, or any number read.
///
/// Invariant, after every change: the length of every row is the sum over its terms that are not ignored of what
/// LiveLength::add adds for their present levels; the floors of the rows hold for the present number of documents; and
/// every term in at least `hot_floor_` documents is in `hot_`.
class LiveCore {
 public:
  explicit LiveCore(LiveOptions options)
      : options_(std::move(options)), words_(options_.stop_words), ignores_common_(ignores_common(options_.max_df)) {}

  [[nodiscard]] LiveOptions const& options() const noexcept { return options_; }
  [[nodiscard]] std::size_t size() const noexcept { return ids_.size(); }
  [[nodiscard]] std::uint64_t next_id() const noexcept { return next_id_; }
  [[nodiscard]] bool with_pairs() const noexcept { return options_.ngram_range.max == 2; }

  [[nodiscard]] LiveWords const& words() const noexcept { return words_; }
  [[nodiscard]] LiveTerms const& terms() const noexcept { return terms_; }
  [[nodiscard]] LivePostings const& postings() const noexcept { return postings_; }
  [[nodiscard]] LiveRows const& rows() const noexcept { return rows_; }
  [[nodiscard]] LiveIds const& ids() const noexcept { return ids_; }
  [[nodiscard]] LiveCommon const& common() const noexcept { return common_; }

  /// True for a term that is no column of a matrix fitted now: max_df, as the vectorizer asks for it.
  [[nodiscard]] bool is_ignored(std::uint32_t documents) const noexcept {
    return is_ignored(documents, static_cast<std::uint32_t>(size()));
  }

  /// The inverse document frequency, as the vectorizer computes it.
  [[nodiscard]] double idf(std::uint32_t documents) const noexcept {
    double const all = static_cast<double>(size()) + 1.0;
    return std::log(all / (static_cast<double>(documents) + 1.0)) + 1.0;
  }

  /// 1 + ln(1 + N), the part of an idf that is the same for all terms.
  [[nodiscard]] double shift() const noexcept { return std::log1p(static_cast<double>(size())) + 1.0; }

  /// Adds a text under an id, 0 or one that was given before and is free.
  void add(std::uint64_t id, std::string_view text);
  /// The same for the numbers of its words.
  void add_words(std::uint64_t id, std::span<std::uint32_t const> words);
  /// Takes out a text that is there.
  void remove(std::uint64_t id);

  [[nodiscard]] std::uint64_t take_id() noexcept { return next_id_++; }
  void set_next_id(std::uint64_t id) noexcept { next_id_ = id; }
  std::uint32_t intern_word(std::string_view word) {
    numbers_.clear();
    words_.intern(word, numbers_);
    return numbers_.empty() ? LiveWords::absent : numbers_.front();
  }

  /// Adds texts under the next ids. When it is stopped, the first of them are in.
  void add_all(std::span<std::string_view const> texts, Pulse& pulse);

  /// Between these two only `add` and `add_words` may be called. Lengths are computed at the end, once for each row.
  void begin_many() noexcept { adds_many_ = true; }
  void end_many();

  [[nodiscard]] std::size_t memory() const noexcept {
    return words_.memory() + terms_.memory() + postings_.memory() + rows_.memory() + ids_.memory() + common_.memory();
  }

 private:
  /// What a term adds to the length of its rows: its level, or nothing.
  static constexpr std::uint32_t nothing = UINT32_MAX;
  [[nodiscard]] std::uint32_t state_of(std::uint32_t documents, std::uint32_t all) const noexcept {
    return is_ignored(documents, all) ? nothing : level_of(documents);
  }
  [[nodiscard]] bool is_ignored(std::uint32_t documents, std::uint32_t all) const noexcept {
    return static_cast<double>(documents) > options_.max_df.of(all);
  }
  /// Whether terms can be ignored or not depending on how many documents there are.
  [[nodiscard]] static bool ignores_common(DocumentFrequency max_df) noexcept {
    return max_df.is_share() && max_df.of(1) < 1;
  }

  void prefetch(std::span<CountedTerm const> terms);
  void move(LiveTerm const& term, std::uint32_t before, std::uint32_t after);
  void move_hot_terms(std::span<CountedTerm const> but, std::uint32_t before, std::uint32_t after);
  void keep_hot_terms();
  void rank_terms();

  LiveOptions options_;
  LiveWords words_;
  LiveTerms terms_;
  LivePostings postings_;
  LiveRows rows_;
  LiveIds ids_;
  LiveCommon common_;
  std::uint64_t next_id_ = 0;

  // Terms in so many documents that one document more or less may decide whether they are ignored.
  bool ignores_common_;
  std::unordered_set<TermKey> hot_;
  std::uint32_t hot_floor_ = 0;  ///< 0: not known yet, all terms have to be looked at

  bool adds_many_ = false;
  LiveReader reader_;
  TermCounter counter_;
  std::vector<std::uint32_t> numbers_;
};

}  // namespace detail

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/live_core.ipp>
#endif
