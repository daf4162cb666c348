// tests/c/test_c_calls.cpp - the rules that hold for every function of the C interface.
#include "c_support.hpp"

#include <storymap/error.hpp>
#include <storymap/version.hpp>

#include <cstring>

namespace storymap::test {
namespace {

TEST(CCalls, Versions) {
  EXPECT_EQ(storymap_abi_version(), STORYMAP_ABI_VERSION);
  EXPECT_STREQ(storymap_version(), STORYMAP_VERSION_STRING);
}

TEST(CCalls, StatusesAreTheCodesOfTheLibrary) {
  for (std::int32_t code = 1; code <= 15; ++code) {
    EXPECT_EQ(storymap_status_name(code), to_string(static_cast<Errc>(code)));
  }
  EXPECT_EQ(static_cast<std::int32_t>(Errc::cancelled), STORYMAP_CANCELLED);
  EXPECT_STREQ(storymap_status_name(STORYMAP_OK), "ok");
  EXPECT_STREQ(storymap_status_name(STORYMAP_OUT_OF_MEMORY), "out_of_memory");
  EXPECT_STREQ(storymap_status_name(4711), "unknown");
}

TEST(CCalls, MessagesSpeakRussian) {
  std::string_view const english = "no story has the id 's9'";
  GivenText russian;
  ASSERT_EQ(storymap_translate(english.data(), english.size(), "ru", 2, &russian, nullptr), STORYMAP_OK);
  EXPECT_NE(russian.str(), english);
  EXPECT_NE(russian.str().find("s9"), std::string::npos);
  EXPECT_EQ(storymap_translate(english.data(), english.size(), "de", 2, &russian, nullptr), STORYMAP_INVALID_ARGUMENT);
}

TEST(CCalls, NullArgumentsAreNamed) {
  CError error;
  EXPECT_EQ(storymap_map_new("x", 1, nullptr, &error), STORYMAP_INVALID_ARGUMENT);
  EXPECT_STREQ(error.path, "map");
  storymap_map* map = nullptr;
  EXPECT_EQ(storymap_map_new(nullptr, 3, &map, &error), STORYMAP_INVALID_ARGUMENT);
  EXPECT_STREQ(error.path, "name");
  EXPECT_EQ(storymap_map_new("\xC3", 1, &map, &error), STORYMAP_INVALID_ENCODING);
  GivenText text;
  EXPECT_EQ(storymap_map_write(nullptr, "json", 4, &text, nullptr, &error), STORYMAP_INVALID_ARGUMENT);
  EXPECT_STREQ(error.path, "map");
  EXPECT_EQ(storymap_map_write(nullptr, "json", 4, &text, nullptr, nullptr), STORYMAP_INVALID_ARGUMENT);
}

TEST(CCalls, AFileHasANameWithoutNul) {
  CError error;
  storymap_map* map = nullptr;
  EXPECT_EQ(storymap_map_load("", 0, nullptr, &map, &error), STORYMAP_INVALID_ARGUMENT);
  EXPECT_STREQ(error.path, "path");
  EXPECT_EQ(storymap_map_load("a\0b", 3, nullptr, &map, &error), STORYMAP_INVALID_ARGUMENT);
  storymap_live_index* index = nullptr;
  EXPECT_EQ(storymap_live_index_load("a\0b", 3, &index, &error), STORYMAP_INVALID_ARGUMENT);
}

TEST(CCalls, FreeingNothingDoesNothing) {
  storymap_map_free(nullptr);
  storymap_index_free(nullptr);
  storymap_live_index_free(nullptr);
  storymap_buffer_free(nullptr);
  storymap_cancel_free(nullptr);
  storymap_cancel_request(nullptr);
  GivenText text;
  ASSERT_EQ(storymap_formats(&text, nullptr), STORYMAP_OK);
  EXPECT_EQ(text.data[text.size], '\0');
  storymap_buffer_free(&text);
  EXPECT_EQ(text.data, nullptr);
  storymap_buffer_free(&text);
}

TEST(CCalls, AnErrorOfAnotherSizeIsNotWritten) {
  storymap_error error = STORYMAP_ERROR_INIT;
  error.struct_size = 8;
  EXPECT_EQ(storymap_map_new("x", 1, nullptr, &error), STORYMAP_INVALID_ARGUMENT);
  EXPECT_EQ(error.code, 0);
}

TEST(CCalls, LongMessagesAreCutBetweenCharacters) {
  std::string id;
  while (id.size() < 3000) id += "\xD1\x8F";
  CMap const map = shop();
  std::uint64_t row = 0;
  CError error;
  EXPECT_EQ(storymap_map_find_story(map.get(), id.data(), id.size(), &row, &error), STORYMAP_UNKNOWN_ID);
  std::string const message = error.message;
  EXPECT_GE(message.size(), sizeof error.message - 3);
  EXPECT_EQ(message.substr(message.size() - 2), "\xD1\x8F");
}

/// The options of a program that was built with a newer header.
struct NewerRun {
  storymap_run run = STORYMAP_RUN_INIT;
  std::uint64_t added = 0;
};

TEST(CCalls, OptionsOfANewerHeaderWorkUnlessTheySayMore) {
  CMap const map = shop();
  storymap_map const* const maps[] = {map.get()};
  NewerRun newer;
  newer.run.struct_size = sizeof newer;
  GivenText text;
  EXPECT_EQ(storymap_similar(maps, 1, nullptr, nullptr, &newer.run, &text, nullptr), STORYMAP_OK);
  newer.added = 1;
  GivenText none;
  CError error;
  EXPECT_EQ(storymap_similar(maps, 1, nullptr, nullptr, &newer.run, &none, &error), STORYMAP_UNSUPPORTED);
  EXPECT_STREQ(error.path, "run");
}

TEST(CCalls, OptionsOfAnOlderHeaderHaveDefaultsForWhatTheyLack) {
  CMap const map = shop();
  storymap_map const* const maps[] = {map.get()};
  storymap_report_options options = STORYMAP_REPORT_OPTIONS_INIT;
  options.struct_size = 12;  // up to `language`
  options.format = STORYMAP_TEXT;
  options.width = 7;  // not read
  GivenText text;
  CError error;
  EXPECT_EQ(storymap_similar(maps, 1, nullptr, &options, nullptr, &text, &error), STORYMAP_OK) << error.words();
  options.struct_size = 0;
  EXPECT_EQ(storymap_similar(maps, 1, nullptr, &options, nullptr, &text, &error), STORYMAP_INVALID_ARGUMENT);
  EXPECT_STREQ(error.path, "report");
}

TEST(CCalls, CountsOfAnOlderHeaderAreFilledAsFarAsTheyGo) {
  storymap_counts counts = STORYMAP_COUNTS_INIT;
  counts.struct_size = 16;
  counts.stories = 4711;
  CMap const map = shop();
  ASSERT_EQ(storymap_map_counts(map.get(), &counts, nullptr), STORYMAP_OK);
  EXPECT_EQ(counts.personas, 4U);
  EXPECT_EQ(counts.stories, 4711U);
  EXPECT_EQ(counts.struct_size, 16U);
}

TEST(CCalls, CompareTexts) {
  GivenText json;
  ASSERT_EQ(storymap_compare_texts("Export to PDF", 13, "Export to Excel", 15, &json, nullptr), STORYMAP_OK);
  EXPECT_EQ(json.str(), R"({"kind":"slot","only_a":[[10,3]],"only_b":[[10,5]]})");
}

#if !defined(NDEBUG)
TEST(CCalls, ADebugBuildTellsHandlesThatWereFreed) {
  storymap_map* const map = shop().release();
  storymap_map_free(map);
  GivenText text;
  CError error;
  EXPECT_EQ(storymap_map_write(map, "json", 4, &text, nullptr, &error), STORYMAP_INVALID_HANDLE);
  EXPECT_STREQ(error.path, "map");
  CCorpus const corpus = made<CCorpus>(storymap_corpus_new);
  auto* const other = reinterpret_cast<storymap_map*>(corpus.get());
  EXPECT_EQ(storymap_map_write(other, "json", 4, &text, nullptr, &error), STORYMAP_INVALID_HANDLE);
}
#endif

}  // namespace
}  // namespace storymap::test
