// storymap/detail/live_query.hpp - what a live index is asked for: the weighted terms of a text.
// Room: engine. Depends on detail/live_core.hpp.
#pragma once

#include <storymap/detail/exact.hpp>
#include <storymap/detail/gain_table.hpp>
#include <storymap/detail/live_core.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A term of a question that some text has and that is not ignored.
struct QueryTerm {
  TermKey key = 0;
  std::uint32_t documents = 0;
  std::uint32_t rank = 0;  ///< as LiveCommon knows it
  LivePostings::Handle list = LivePostings::none;
  double gain = 0;    ///< weight x idf: what each occurrence in a row adds to the dot product, before its length
  double weight = 0;  ///< in the question, whose length is 1
};

/// The terms of a question, weighted by the present frequencies. The memory is used again for the next one.
class LiveQuery {
 public:
  /// Takes the numbers of its words, `LiveWords::absent` for words that no text ever had.
  void set(LiveCore const& core, std::span<std::uint32_t const> words, TermCounter& counter);

  /// In ascending order of keys.
  [[nodiscard]] std::vector<QueryTerm> const& terms() const noexcept { return terms_; }

  /// True when the text has terms that are not among `terms()`.
  [[nodiscard]] bool has_more() const noexcept { return has_more_; }

  /// The sum of the products with a row before it is divided by its length; in doubles, good for a bound.
  [[nodiscard]] double dot(PackedWords const& row) const noexcept {
    double sum = 0;
    std::uint32_t before = LiveWords::absent;
    row.for_each([&](std::uint32_t word) {
      double const* const gain = gains_.find(key_of_word(word));
      if (gain == nullptr) {
        before = LiveWords::absent;
        return;
      }
      sum += *gain;
      if (with_pairs_ && before != LiveWords::absent) {
        double const* const pair = gains_.find(key_of_pair(before, word));
        if (pair != nullptr) sum += *pair;
      }
      before = word;
    });
    return sum;
  }

 private:
  bool with_pairs_ = false;
  bool has_more_ = false;
  std::vector<QueryTerm> terms_;
  std::vector<double> weights_;
  std::vector<std::uint64_t> hashes_;
  GainTable gains_;
};

}  // namespace detail

STORYMAP_END
