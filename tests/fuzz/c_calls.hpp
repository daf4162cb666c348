// tests/fuzz/c_calls.hpp - what a sequence of calls of the C interface works on.
#pragma once

#include <storymap.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace storymap_fuzz {

inline constexpr std::array<std::string_view, 14> words = {
    "",
    "json",
    "markdown",
    "csv",
    "s1",
    "story",
    "en",
    "pay an order by card",
    "search by name\npay an order by card today\n",
    "\xFF\xFE broken",
    R"({"v":1,"op":"set","noun":"story","id":"s1","field":"title","value":"Pay"})",
    R"({"v":1,"op":"add","noun":"story","value":{"id":"s7","title":"Search"},"parent":"t1","after":null})",
    R"({"v":1,"op":"remove","noun":"story","id":"s2"})",
    R"({"storymap":1,"name":"Shop","activities":[{"id":"a1","title":"Buy","tasks":[{"id":"t1","title":"Pay",
       "stories":[{"id":"s1","title":"Pay by card"},{"id":"s2","title":"Pay by invoice"}]}]}]})"};

/// The input, read as numbers and texts; zeros and empty texts when it is used up.
class Input {
 public:
  Input(std::uint8_t const* data, std::size_t size) : left_(reinterpret_cast<char const*>(data), size) {}

  [[nodiscard]] bool empty() const noexcept { return left_.empty(); }
  std::uint8_t byte() {
    if (left_.empty()) return 0;
    auto const value = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    return value;
  }
  std::string_view text() {
    std::uint8_t const choice = byte();
    if (choice < words.size()) return words[choice];
    std::string_view const own = left_.substr(0, choice);
    left_.remove_prefix(own.size());
    return own;
  }
  /// Mostly sensible thresholds, and a few that are none.
  double number() {
    static constexpr std::array<double, 8> numbers = {0.7, 0.2, 1, 0, -1, 2, 1e308, 0.5};
    std::uint8_t const choice = byte();
    return choice == 255 ? 0.0 / static_cast<double>(choice - 255) : numbers[choice % numbers.size()];
  }

 private:
  std::string_view left_;
};

/// Some handles of one kind, freed in the end.
template <class Handle, void (*FreeHandle)(Handle*)>
class Pool {
 public:
  ~Pool() {
    for (Handle* const handle : handles_) FreeHandle(handle);
  }
  [[nodiscard]] Handle* pick(Input& input) const {
    std::uint8_t const choice = input.byte();
    return handles_.empty() || choice == 255 ? nullptr : handles_[choice % handles_.size()];
  }
  void take(storymap_status status, Handle* made) {
    if ((status == STORYMAP_OK) != (made != nullptr)) std::abort();
    if (made == nullptr) return;
    handles_.push_back(made);
    if (handles_.size() <= most) return;
    FreeHandle(handles_.front());
    handles_.erase(handles_.begin());
  }

 private:
  static constexpr std::size_t most = 4;
  std::vector<Handle*> handles_;
};

template <class Array, void (*FreeArray)(Array*)>
struct Given : Array {
  Given() : Array{nullptr, 0} {}
  ~Given() { FreeArray(this); }
  void expect(storymap_status status) const {
    if (status != STORYMAP_OK && this->data != nullptr) std::abort();
    if (status == STORYMAP_OK && this->data == nullptr) std::abort();
  }
};
using Text = Given<storymap_buffer, storymap_buffer_free>;
using Pairs = Given<storymap_pairs, storymap_pairs_free>;
using Matches = Given<storymap_matches, storymap_matches_free>;
using Rows = Given<storymap_rows, storymap_rows_free>;
using LiveMatches = Given<storymap_live_matches, storymap_live_matches_free>;

using Ids = Given<storymap_ids, storymap_ids_free>;

/// The handles that are alive, and the bytes that choose what is done with them.
struct State {
  explicit State(Input given) : input(given) {}

  Input input;
  storymap_error error = STORYMAP_ERROR_INIT;
  Pool<storymap_map, storymap_map_free> maps;
  Pool<storymap_analysis, storymap_analysis_free> analyses;
  Pool<storymap_stories, storymap_stories_free> stories;
  Pool<storymap_corpus, storymap_corpus_free> corpora;
  Pool<storymap_vectorizer, storymap_vectorizer_free> vectorizers;
  Pool<storymap_matrix, storymap_matrix_free> matrices;
  Pool<storymap_index, storymap_index_free> indexes;
  Pool<storymap_live_index, storymap_live_index_free> live;
  Pool<storymap_bm25, storymap_bm25_free> rankings;
};

}  // namespace storymap_fuzz
