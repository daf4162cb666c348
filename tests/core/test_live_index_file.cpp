// tests/core/test_live_index_file.cpp - an index that is saved and loaded again.
#include <gtest/gtest.h>
#include <storymap/live_index.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "support/random_corpus.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

LiveIndex small_index() {
  LiveOptions options;
  options.stop_words = {"the", "to"};
  options.strip_accents = StripAccents::unicode;
  LiveIndex index(options);
  for (char const* text : {"Export the report to PDF", "Pay an order", "", "Pay an order by card", "Оплата заказа"}) {
    (void)index.insert(text).value();
  }
  (void)index.erase({1});
  return index;
}

/// The same texts, ids and answers, now and after further changes.
void expect_equal(LiveIndex& a, LiveIndex& b) {
  ASSERT_EQ(a.ids(), b.ids());
  for (DocumentId const id : a.ids()) {
    ASSERT_EQ(a.neighbours(id, 5).value(), b.neighbours(id, 5).value());
  }
  ASSERT_EQ(a.to_bytes(), b.to_bytes());
  ASSERT_EQ(a.insert("pay the order by card").value(), b.insert("pay the order by card").value());
  ASSERT_EQ(a.closest("pay by card", 5), b.closest("pay by card", 5));
}

TEST(LiveIndexFile, ComesBackAsItWas) {
  storymap_test::for_each_case([](Random& random) {
    LiveOptions options;
    options.max_df = random.chance(0.5) ? DocumentFrequency(0.7) : DocumentFrequency(5);
    if (random.chance(0.5)) options.ngram_range = {1, 1};
    LiveIndex index(options);
    for (std::string const& text : storymap_test::random_texts(random, 20)) (void)index.insert(text).value();
    for (std::uint64_t id = 0; id < index.size(); id += 1 + random.below(4)) (void)index.erase({id});
    Result<LiveIndex> loaded = LiveIndex::from_bytes(index.to_bytes());
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    expect_equal(index, *loaded);
  });
}

TEST(LiveIndexFile, DependsOnTheTextsAlone) {
  LiveIndex index = small_index();
  LiveIndex other(index.options());
  for (char const* text : {"words that go", "Pay", "x", "Pay an order by card", "Оплата заказа"}) {
    (void)other.insert(text).value();
  }
  (void)other.erase({1});
  (void)other.update({2}, "").has_value();
  (void)other.update({0}, "Export the report to PDF").has_value();
  EXPECT_EQ(index.to_bytes(), other.to_bytes());
}

TEST(LiveIndexFile, EveryDamagedByteIsFound) {
  std::string const bytes = small_index().to_bytes();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (int const flip : {1, 0x80, 0xFF}) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ flip);
      ASSERT_FALSE(LiveIndex::from_bytes(damaged)) << at;
    }
  }
}

TEST(LiveIndexFile, EveryOtherLengthIsFound) {
  std::string const bytes = small_index().to_bytes();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Result<LiveIndex> const cut = LiveIndex::from_bytes(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(cut) << size;
    ASSERT_EQ(cut.error().code, Errc::invalid_syntax);
  }
  EXPECT_FALSE(LiveIndex::from_bytes(bytes + std::string(64, '\0')));
}

TEST(LiveIndexFile, AnotherVersionIsNamed) {
  std::string bytes = small_index().to_bytes();
  bytes[8] = 2;
  Error const error = LiveIndex::from_bytes(bytes).error();
  EXPECT_EQ(error.code, Errc::unsupported);
  EXPECT_EQ(error.message, "the index has version 2, expected version 1");
}

TEST(LiveIndexFile, IsWrittenAndRead) {
  std::filesystem::path const folder = std::filesystem::path(testing::TempDir()) / "storymap_live_index";
  std::filesystem::create_directories(folder);
  std::string const path = (folder / "backlog.live").string();
  LiveIndex index = small_index();
  ASSERT_TRUE(index.save(path));
  Result<LiveIndex> loaded = LiveIndex::load(path);
  ASSERT_TRUE(loaded);
  expect_equal(index, *loaded);
  EXPECT_EQ(LiveIndex::load((folder / "nothing").string()).error().code, Errc::not_found);
  EXPECT_EQ(index.save((folder / "no" / "such" / "folder").string()).error().code, Errc::unwritable);
  std::filesystem::remove_all(folder);
}

/// The bytes of the first version: what an earlier program wrote is read as long as the version is.
TEST(LiveIndexFile, VersionOneIsReadAndWrittenAsItWas) {
  std::string const golden = storymap_test::read_file(storymap_test::source_dir() / "tests/golden/live_index.v1.bin");
  Result<LiveIndex> const loaded = LiveIndex::from_bytes(golden);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->to_bytes(), golden);
  EXPECT_EQ(small_index().to_bytes(), golden);
}

}  // namespace
