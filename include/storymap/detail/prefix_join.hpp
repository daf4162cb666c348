// storymap/detail/prefix_join.hpp - all pairs of rows with a cosine of at least t, without looking at most pairs.
// Room: engine. Depends on detail/prefix_index.hpp and detail/pulse.hpp.
#pragma once

#include <storymap/detail/block.hpp>
#include <storymap/detail/connected_chunks.hpp>
#include <storymap/detail/dot_bound.hpp>
#include <storymap/detail/loaded_row.hpp>
#include <storymap/detail/posting_scan.hpp>
#include <storymap/detail/prefix_index.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/detail/row_signature.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// What the search for pairs above a threshold asks, for all threads: the rows that are left, and their index.
///
/// For each row the lists of its prefix are read. At the first term that two rows share, DotBound is a bound of their
/// whole dot product, because nothing is shared before. At a later shared term it is no larger than there: by Cauchy
/// and Schwarz a b + r s does not grow when one more shared term counts among the rest. So a pair is a candidate when
/// any of its postings passes, and no pair that reaches t fails at all of them; nothing has to be summed up on the way.
///
/// The scheme is that of L2AP (Anastasiu and Karypis, "L2AP: Fast cosine similarity search with prefix L-2 norm
/// bounds", ICDE 2014), with the test of the bound drawn in front of the accumulation, which then is not needed any
/// more.
template <class Rows>
class PrefixJoin {
 public:
  /// Leaves out the rows of the source for which `leaves_out(row)`. With a `boundary` above 0 only rows before it are
  /// found, and only for rows from it on.
  template <class Source, class LeavesOut>
  PrefixJoin(Source const& source, double at_least, std::size_t boundary, Pulse& pulse, LeavesOut&& leaves_out)
      : rows_(source, at_least, pulse, leaves_out),
        first_(rows_before(boundary)),
        least_(DotBound::least(at_least)),
        rounding_(rounding_of_sums()),
        threshold_(std::max(0.0F, static_cast<float>(at_least) - rounding_)),
        index_(rows_, threshold_, boundary > 0 ? first_ : rows_.size(), pulse),
        scan_(posting_scan(pulse.simd())),
        sum_masses_(mass_sum(pulse.simd())) {}

  /// How many rows are left.
  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  /// Postings of all lists.
  [[nodiscard]] std::size_t postings() const noexcept { return index_.postings(); }
  /// Which row of the source the k-th is.
  [[nodiscard]] std::uint32_t row(std::size_t k) const noexcept { return rows_.row(k); }
  /// The number of a row of the source, if it is left and to be compared with earlier ones; `size()` if not.
  [[nodiscard]] std::size_t find(std::size_t row) const noexcept {
    std::size_t const k = rows_before(row);
    return k >= first_ && k < size() && rows_.row(k) == row ? k : size();
  }

  /// Compares one row after the other with the earlier ones. One for each thread.
  class Probe {
   public:
    /// It beats as it scans.
    Probe(PrefixJoin const& join, Beat& beat) : join_(join), beat_(beat), last_met_(join.size(), UINT32_MAX) {}

    /// Calls `visit(other)` for a superset of the rows below `row` whose cosine with it reaches the threshold, but only
    /// for those that `wants(other)`.
    template <class Wants, class Visit>
    void scan(std::uint32_t row, Wants&& wants, Visit&& visit) {
      begin(row);
      for (std::uint32_t k = 0; k < join_.index_.prefix(row); ++k) add(join_.index_.earlier(row, k), k);
      scan_slices(wants, visit);
    }

    /// The same, but for rows that are in one set with `row` now, or once `visit` has joined them. `source_row(k)` is
    /// the k-th row in the sets of `connected`.
    ///
    /// The lists are looked at a chunk at a time: once the row is found to belong to many that are all alike, the rest
    /// of them is skipped.
    template <class SourceRow, class Wants, class Visit>
    void scan(std::uint32_t row, ConnectedChunks& connected, SourceRow&& source_row, Wants&& wants, Visit&& visit) {
      begin(row);
      for (std::uint32_t k = 0; k < join_.index_.prefix(row); ++k) {
        PostingSlice const slice = join_.index_.earlier(row, k);
        // No whole chunk is in most lists.
        if (slice.size < ConnectedChunks::chunk_size) {
          add(slice, k);
          continue;
        }
        std::size_t const end = join_.index_.offset(slice) + slice.size;
        for (std::size_t at = join_.index_.offset(slice); at < end;) {
          std::size_t const chunk = at / ConnectedChunks::chunk_size;
          std::size_t const whole_chunks_end = end / ConnectedChunks::chunk_size;
          if (at % ConnectedChunks::chunk_size == 0) {
            std::size_t const next = connected.skip(chunk, whole_chunks_end, source_row(row));
            if (next != chunk) {
              at = next * ConnectedChunks::chunk_size;
              continue;
            }
          }
          std::size_t const part_end = std::min(end, (chunk + 1) * ConnectedChunks::chunk_size);
          add(join_.index_.part(slice, at, part_end), k);
          if (postings_ >= ConnectedChunks::chunk_size) {
            scan_slices(wants, visit);
            look(connected, source_row);
            clear_slices();
          }
          at = part_end;
        }
      }
      scan_slices(wants, visit);
    }

   private:
    /// A row that may be alike, with the first term that both share.
    struct Candidate {
      RowPlace place;   ///< of the term in the other row
      DotBound bound;   ///< of the term in the other row
      std::uint32_t k;  ///< which term of this row it is
    };

    void begin(std::uint32_t row) {
      row_number_ = row;
      is_loaded_ = false;
      // Of a list that is taken in chunks, two slices wait to be scanned at most: its beginning and one whole chunk.
      std::size_t const most_slices = 2 * join_.index_.prefix(row) + 1;
      slices_.ensure(most_slices);
      terms_.ensure(most_slices);
      clear_slices();
    }

    void clear_slices() noexcept {
      slice_count_ = 0;
      postings_ = 0;
    }

    /// Half of all slices are empty, nobody can guess which: the next one takes the place of an empty one.
    void add(PostingSlice const& slice, std::uint32_t k) noexcept {
      slices_[slice_count_] = slice;
      terms_[slice_count_] = k;
      slice_count_ += slice.size > 0 ? 1U : 0U;
      postings_ += slice.size;
    }

    template <class Wants, class Visit>
    void scan_slices(Wants&& wants, Visit&& visit) {
      find_candidates(wants);
      beat_(postings_ + candidates_.size() * step + 1);
      if (candidates_.empty()) return;
      if (!is_loaded_) join_.rows_.load(row_number_, row_);
      is_loaded_ = true;
      drop_strangers();
      if (candidates_.empty()) return;
      weights_.fill(row_);
      for (std::size_t k = 0; k < candidates_.size(); ++k) {
        if (k + ahead < candidates_.size()) join_.rows_[candidates_[k + ahead].place.row].prefetch();
        std::uint32_t const other = candidates_[k].place.row;
        // What was wanted may not be wanted any more.
        if (wants(other) && reaches(candidates_[k].place)) visit(other);
      }
      weights_.clear(row_);
    }

    template <class Wants>
    void find_candidates(Wants&& wants) {
      candidates_.clear();
      hits_.ensure(postings_);
      std::size_t const hits = join_.scan_(slices_.data(), slice_count_, join_.least_, hits_.data());
      for (PostingHit const& hit : std::span(hits_.data(), keep_first_meetings(hits))) {
        RowPlace const& other = posting(hit);
        if (!wants(other.row)) continue;
        candidates_.push_back({other, DotBound(slices_[hit.slice].bounds[hit.place]), terms_[hit.slice]});
      }
    }

    /// Drops the hits of rows that were met before; returns how many are left. Nobody can guess which: each is written,
    /// and the next takes its place if it is not the first.
    [[nodiscard]] std::size_t keep_first_meetings(std::size_t hits) {
      std::size_t kept = 0;
      for (std::size_t k = 0; k < hits; ++k) {
        if (k + ahead < hits) __builtin_prefetch(&last_met_[posting(hits_[k + ahead]).row], 1);
        PostingHit const hit = hits_[k];
        std::uint32_t& last = last_met_[posting(hit).row];
        hits_[kept] = hit;
        kept += last != row_number_ ? 1U : 0U;
        last = row_number_;
      }
      return kept;
    }

    [[nodiscard]] RowPlace const& posting(PostingHit const& hit) const noexcept {
      return join_.index_.posting(join_.index_.offset(slices_[hit.slice]) + hit.place);
    }

    /// Notes the chunks that have turned out to be of one set.
    template <class SourceRow>
    void look(ConnectedChunks& connected, SourceRow&& source_row) const {
      for (PostingSlice const& slice : slices_.span().first(slice_count_)) {
        std::size_t const first = join_.index_.offset(slice);
        if (slice.size < ConnectedChunks::chunk_size) continue;
        connected.look(first / ConnectedChunks::chunk_size,
                       [&](std::size_t k) { return source_row(join_.index_.posting(first + k).row); });
      }
    }

    /// Takes out the candidates of which the signature proves that their other terms have too little in common.
    void drop_strangers() {
      others_.clear();
      for (Candidate const& candidate : candidates_) others_.push_back(candidate.place.row);
      shared_masses_.resize(others_.size());
      masses_.fill(row_);
      join_.sum_masses_(masses_.data(), join_.index_.signatures(), others_.data(), others_.size(),
                        shared_masses_.data());
      std::size_t kept = 0;
      for (std::size_t k = 0; k < candidates_.size(); ++k) {
        candidates_[kept] = candidates_[k];
        kept += may_reach(candidates_[k], static_cast<float>(shared_masses_[k]) * SignatureMasses::unit) ? 1U : 0U;
      }
      candidates_.resize(kept);
    }

    /// False when the first shared term and, by Cauchy and Schwarz, `shared_mass` of this row and what stands behind
    /// the term in the other stay below the threshold.
    [[nodiscard]] bool may_reach(Candidate const& candidate, float shared_mass) const noexcept {
      float const weight = row_.weight(candidate.k);
      float const missing = join_.threshold_ - weight * candidate.bound.weight();
      float const others = std::max(0.0F, shared_mass - weight * weight * less);
      float const rest = candidate.bound.rest();
      return missing <= 0 || missing * missing <= others * (rest * rest) * more;
    }

    /// False when the dot product with another row is below the threshold, true when it hardly is.
    ///
    /// The terms from the first shared one on are summed up, a few at a time. What is left of the other row then meets
    /// only the terms of this row that stand behind: by Cauchy and Schwarz the rest is at most the product of both
    /// norms, which decides most cases early.
    [[nodiscard]] bool reaches(RowPlace candidate) const noexcept {
      auto const other = join_.rows_[candidate.row];
      std::size_t const prefix = join_.index_.prefix(candidate.row);
      float dot = 0;
      std::size_t k = candidate.at;
      while (k < prefix) {
        std::size_t const end = std::min(k + step, prefix);
        dot += sum_of(k, end, [&](std::size_t at) {
          return weights_[other.term(at)] * join_.index_.bound(candidate.row, at).weight();
        });
        k = end;
        float const missing = join_.threshold_ - dot;
        float const rest = join_.index_.bound(candidate.row, k - 1).rest();
        if (missing > 0 && missing * missing > row_.squares_behind(other.term(k - 1)) * (rest * rest) * more)
          return false;
      }
      dot += sum_of(prefix, other.size(), [&](std::size_t at) { return weights_[other.term(at)] * other.weight(at); });
      return dot >= join_.threshold_;
    }

    /// The sum of `term(k)` from first to last. Four sums side by side: each would wait for its last addition.
    template <class Term>
    [[nodiscard]] static float sum_of(std::size_t first, std::size_t last, Term&& term) noexcept {
      float sums[4] = {0, 0, 0, 0};
      for (; first + 4 <= last; first += 4) {
        for (std::size_t k = 0; k < 4; ++k) sums[k] += term(first + k);
      }
      for (; first < last; ++first) sums[0] += term(first);
      return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }

    /// So many terms are summed up between two tests.
    static constexpr std::size_t step = 32;
    /// So many candidates ahead the memory of one is asked for.
    static constexpr std::size_t ahead = 8;
    /// More than the rounding of the two sides of a comparison.
    static constexpr float more = 1.00001F;
    static constexpr float less = 0.99999F;

    PrefixJoin const& join_;
    Beat& beat_;
    std::vector<std::uint32_t> last_met_;  ///< the row that met this one last
    std::uint32_t row_number_ = 0;
    Block<PostingSlice> slices_;
    Block<std::uint32_t> terms_;  ///< of the slices, by their places in the row
    std::size_t slice_count_ = 0;
    std::size_t postings_ = 0;  ///< of all slices
    Block<PostingHit> hits_;
    std::vector<Candidate> candidates_;
    std::vector<std::uint32_t> others_;
    std::vector<std::int32_t> shared_masses_;
    SignatureMasses masses_;
    bool is_loaded_ = false;
    LoadedRow row_;
    WeightTable weights_;
  };

 private:
  /// How many of the rows that are left stand before a row of the source.
  [[nodiscard]] std::size_t rows_before(std::size_t row) const noexcept {
    std::size_t first = 0;
    for (std::size_t left = rows_.size(); left > 0;) {
      std::size_t const half = (left + 1) / 2;
      first += rows_.row(first + half - 1) < row ? half : 0;
      left -= half;
    }
    return first;
  }

  /// More than rounding can change a sum of so many numbers, none above 1, as a row has terms.
  [[nodiscard]] float rounding_of_sums() const noexcept {
    std::size_t longest = 0;
    for (std::size_t k = 0; k < rows_.size(); ++k) longest = std::max(longest, rows_[k].size());
    return std::numeric_limits<float>::epsilon() * static_cast<float>(longest + 32);
  }

  Rows rows_;
  std::size_t first_;
  std::int32_t least_;
  float rounding_;
  float threshold_;  ///< lower than the threshold, so that sums in float lose no pair
  PrefixIndex index_;
  PostingScan scan_;
  MassSum sum_masses_;
};

}  // namespace detail

STORYMAP_END
