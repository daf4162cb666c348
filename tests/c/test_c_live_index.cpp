// tests/c/test_c_live_index.cpp - the live index through the C interface.
#include "c_support.hpp"

#include <storymap/live_index.hpp>

#include <filesystem>
#include <thread>

namespace storymap::test {
namespace {

[[nodiscard]] CLiveIndex live_index() { return made<CLiveIndex>(storymap_live_index_new, nullptr); }

[[nodiscard]] std::uint64_t insert(CLiveIndex const& index, std::string_view text) {
  std::uint64_t id = 0;
  EXPECT_EQ(storymap_live_index_insert(index.get(), text.data(), text.size(), &id, nullptr), STORYMAP_OK);
  return id;
}

TEST(CLiveIndex, AddingManyStopsWhenAskedTo) {
  CLiveIndex const index = live_index();
  CCorpus const corpus = corpus_of(backlog(200));
  storymap_run run = STORYMAP_RUN_INIT;
  run.progress = [](void*, std::uint64_t, std::uint64_t) -> std::int32_t { return 1; };
  std::uint64_t first = 7;
  EXPECT_EQ(storymap_live_index_insert_all(index.get(), corpus.get(), &run, &first, nullptr), STORYMAP_CANCELLED);
  EXPECT_EQ(first, 7U);
  EXPECT_LE(storymap_live_index_size(index.get()), 200U);
}

TEST(CLiveIndex, AnswersAreThoseOfTheLibrary) {
  std::vector<std::string> const texts = backlog(200);
  CLiveIndex const index = live_index();
  CCorpus const corpus = corpus_of(texts);
  std::uint64_t first = 1;
  ASSERT_EQ(storymap_live_index_insert_all(index.get(), corpus.get(), nullptr, &first, nullptr), STORYMAP_OK);
  LiveIndex expected;
  for (std::string const& text : texts) ASSERT_TRUE(expected.insert(text));
  ASSERT_TRUE(expected.erase(DocumentId{7}));
  ASSERT_TRUE(expected.update(DocumentId{9}, "pay an order by card"));
  ASSERT_EQ(storymap_live_index_erase(index.get(), 7, nullptr), STORYMAP_OK);
  ASSERT_EQ(storymap_live_index_update(index.get(), 9, "pay an order by card", 20, nullptr), STORYMAP_OK);

  EXPECT_EQ(storymap_live_index_size(index.get()), 199U);
  EXPECT_EQ(storymap_live_index_contains(index.get(), 7), 0);
  EXPECT_EQ(storymap_live_index_contains(index.get(), 9), 1);
  EXPECT_GT(storymap_live_index_memory(index.get()), 1000U);
  GivenIds ids;
  ASSERT_EQ(storymap_live_index_ids(index.get(), &ids, nullptr), STORYMAP_OK);
  ASSERT_EQ(ids.size, 199U);
  EXPECT_EQ(ids.data[7], 8U);
  auto const expect = [](GivenLiveMatches const& matches, std::vector<LiveMatch> const& found) {
    ASSERT_EQ(matches.size, found.size());
    for (std::size_t k = 0; k < found.size(); ++k) {
      EXPECT_EQ(matches.data[k].id, found[k].id.value);
      EXPECT_EQ(matches.data[k].score, found[k].score);
    }
  };
  GivenLiveMatches closest;
  ASSERT_EQ(storymap_live_index_closest(index.get(), "pay order card", 14, 5, 0, &closest, nullptr), STORYMAP_OK);
  expect(closest, expected.closest("pay order card", 5));
  GivenLiveMatches neighbours;
  ASSERT_EQ(storymap_live_index_neighbours(index.get(), 9, 5, 0, &neighbours, nullptr), STORYMAP_OK);
  expect(neighbours, expected.neighbours(DocumentId{9}, 5).value());
}

TEST(CLiveIndex, AddsATextAndTellsItsDuplicates) {
  CLiveIndex const index = live_index();
  std::uint64_t const first = insert(index, "pay an order by card");
  (void)insert(index, "search by name");
  std::uint64_t id = 0;
  GivenLiveMatches duplicates;
  std::string_view const text = "pay an order by card today";
  ASSERT_EQ(
      storymap_live_index_insert_and_compare(index.get(), text.data(), text.size(), 0.5, 10, &id, &duplicates, nullptr),
      STORYMAP_OK);
  ASSERT_EQ(duplicates.size, 1U);
  EXPECT_EQ(duplicates.data[0].id, first);
  EXPECT_EQ(storymap_live_index_size(index.get()), 3U);
}

TEST(CLiveIndex, FilesAreReadBackAndDamagedOnesRefused) {
  CLiveIndex const index = live_index();
  for (std::string const& text : backlog(50)) (void)insert(index, text);
  std::string const path = (std::filesystem::path(testing::TempDir()) / "c_live_index.live").string();
  ASSERT_EQ(storymap_live_index_save(index.get(), path.data(), path.size(), nullptr), STORYMAP_OK);
  CLiveIndex const loaded = made<CLiveIndex>(storymap_live_index_load, path.data(), path.size());
  std::filesystem::remove(path);
  EXPECT_EQ(storymap_live_index_size(loaded.get()), 50U);
  GivenText bytes;
  ASSERT_EQ(storymap_live_index_write(index.get(), &bytes, nullptr), STORYMAP_OK);
  for (std::size_t const cut : {std::size_t{0}, std::size_t{1}, bytes.size / 2, bytes.size - 1}) {
    storymap_live_index* damaged = nullptr;
    CError error;
    EXPECT_EQ(storymap_live_index_read(bytes.data, cut, &damaged, &error), STORYMAP_INVALID_SYNTAX);
    EXPECT_EQ(damaged, nullptr);
    EXPECT_NE(error.message[0], '\0');
  }
  storymap_live_index* missing = nullptr;
  EXPECT_EQ(storymap_live_index_load("/no/such.live", 13, &missing, nullptr), STORYMAP_NOT_FOUND);
}

TEST(CLiveIndex, UnknownIdsAndLongTextsAreRefused) {
  CLiveIndex const index = live_index();
  CError error;
  EXPECT_EQ(storymap_live_index_erase(index.get(), 3, &error), STORYMAP_UNKNOWN_ID);
  EXPECT_EQ(storymap_live_index_update(index.get(), 3, "x", 1, &error), STORYMAP_UNKNOWN_ID);
  GivenLiveMatches matches;
  EXPECT_EQ(storymap_live_index_neighbours(index.get(), 3, 5, 0, &matches, &error), STORYMAP_UNKNOWN_ID);
  std::string const long_text(LiveIndex::most_text_bytes + 1, 'x');
  std::uint64_t id = 0;
  EXPECT_EQ(storymap_live_index_insert(index.get(), long_text.data(), long_text.size(), &id, &error),
            STORYMAP_TOO_LARGE);
  EXPECT_EQ(storymap_live_index_closest(index.get(), long_text.data(), long_text.size(), 5, 0, &matches, &error),
            STORYMAP_TOO_LARGE);
}

TEST(CLiveIndexThreads, ManyAskWhileOneChanges) {
  CLiveIndex const index = live_index();
  std::vector<std::string> const texts = backlog(400);
  std::vector<std::thread> readers;
  readers.reserve(3);
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        GivenLiveMatches matches;
        ASSERT_EQ(storymap_live_index_closest(index.get(), "pay order", 9, 5, 0, &matches, nullptr), STORYMAP_OK);
      }
    });
  }
  for (std::string const& text : texts) (void)insert(index, text);
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(storymap_live_index_size(index.get()), texts.size());
}

}  // namespace
}  // namespace storymap::test
