// tests/c/c_support.hpp - the C interface as tests like to use it: every handle and array is freed.
#pragma once

#include <gtest/gtest.h>
#include <storymap.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::test {

template <auto FreeHandle>
struct Free {
  template <class Handle>
  void operator()(Handle* handle) const noexcept {
    FreeHandle(handle);
  }
};

using CMap = std::unique_ptr<storymap_map, Free<storymap_map_free>>;
using CAnalysis = std::unique_ptr<storymap_analysis, Free<storymap_analysis_free>>;
using CStories = std::unique_ptr<storymap_stories, Free<storymap_stories_free>>;
using CCorpus = std::unique_ptr<storymap_corpus, Free<storymap_corpus_free>>;
using CVectorizer = std::unique_ptr<storymap_vectorizer, Free<storymap_vectorizer_free>>;
using CMatrix = std::unique_ptr<storymap_matrix, Free<storymap_matrix_free>>;
using CIndex = std::unique_ptr<storymap_index, Free<storymap_index_free>>;
using CBm25 = std::unique_ptr<storymap_bm25, Free<storymap_bm25_free>>;
using CLiveIndex = std::unique_ptr<storymap_live_index, Free<storymap_live_index_free>>;
using CCancel = std::unique_ptr<storymap_cancel, Free<storymap_cancel_free>>;

/// An array that the library gave away.
template <class Array, auto FreeArray>
class Given : public Array {
 public:
  Given() : Array{} {}
  Given(Given const&) = delete;
  Given& operator=(Given const&) = delete;
  ~Given() { FreeArray(this); }

  [[nodiscard]] auto elements() const { return std::span(this->data, this->size); }
};
using GivenPairs = Given<storymap_pairs, storymap_pairs_free>;
using GivenMatches = Given<storymap_matches, storymap_matches_free>;
using GivenRows = Given<storymap_rows, storymap_rows_free>;
using GivenLiveMatches = Given<storymap_live_matches, storymap_live_matches_free>;
using GivenIds = Given<storymap_ids, storymap_ids_free>;

class GivenText : public Given<storymap_buffer, storymap_buffer_free> {
 public:
  [[nodiscard]] std::string str() const { return {data, size}; }
};

/// An error that says itself when a test fails.
struct CError : storymap_error {
  CError() : storymap_error(STORYMAP_ERROR_INIT) {}
  [[nodiscard]] std::string words() const { return std::string(path) + ": " + message; }
};

/// Calls a function whose last but one parameter is the handle it makes.
template <class Handle, class Make, class... Arguments>
[[nodiscard]] Handle made(Make make, Arguments... arguments) {
  typename Handle::pointer handle = nullptr;
  CError error;
  EXPECT_EQ(make(arguments..., &handle, &error), STORYMAP_OK) << error.words();
  return Handle(handle);
}

[[nodiscard]] inline CMap read(std::string_view text, std::string_view file_name = {}) {
  storymap_read_options options = STORYMAP_READ_OPTIONS_INIT;
  options.file_name = file_name.data();
  options.file_name_size = file_name.size();
  return made<CMap>(storymap_map_read, text.data(), text.size(), &options);
}

[[nodiscard]] inline CMap load(std::string const& path) {
  return made<CMap>(storymap_map_load, path.data(), path.size(), nullptr);
}

/// The example that the project ships.
[[nodiscard]] inline CMap shop() { return load(std::string(STORYMAP_SOURCE_DIR) + "/examples/shop-en.json"); }

[[nodiscard]] inline std::string written(storymap_map const* map, std::string_view format = "json") {
  GivenText text;
  CError error;
  EXPECT_EQ(storymap_map_write(map, format.data(), format.size(), &text, nullptr, &error), STORYMAP_OK)
      << error.words();
  return text.str();
}

[[nodiscard]] inline CCorpus corpus_of(std::vector<std::string> const& texts) {
  CCorpus corpus = made<CCorpus>(storymap_corpus_new);
  for (std::string const& text : texts) {
    EXPECT_EQ(storymap_corpus_add(corpus.get(), text.data(), text.size(), nullptr), STORYMAP_OK);
  }
  return corpus;
}

/// Texts of which some are alike, the same ones every time.
[[nodiscard]] inline std::vector<std::string> backlog(std::size_t count) {
  static constexpr std::string_view words[] = {"pay",    "order",  "card",  "invoice", "search", "filter",
                                               "basket", "buyer",  "mail",  "photo",   "price",  "parcel",
                                               "return", "coupon", "login", "stock"};
  std::vector<std::string> texts;
  std::uint64_t state = 42;
  for (std::size_t k = 0; k < count; ++k) {
    if (k % 7 == 6) {
      texts.push_back(texts[k / 2] + " again");
      continue;
    }
    std::string text;
    for (int word = 0; word < 9; ++word) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      text += words[state >> 60U];
      text += state % 3 == 0 ? std::to_string(state >> 56U) + " " : std::string(" ");
    }
    texts.push_back(text);
  }
  return texts;
}

}  // namespace storymap::test
