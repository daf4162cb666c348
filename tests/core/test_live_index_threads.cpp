// tests/core/test_live_index_threads.cpp - many readers and writers of one live index; to be run under ThreadSanitizer.
#include <gtest/gtest.h>
#include <storymap/live_index.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using storymap_test::Random;

std::string text_of(std::size_t k) {
  return "pay order number" + std::to_string(k % 37) + " by card" + std::to_string(k % 11) + " in shop" +
         std::to_string(k);
}

/// Two texts go from one wording to another and back in one change each. A reader sees either wording.
TEST(LiveIndexThreads, NobodySeesHalfOfAChange) {
  LiveOptions options;
  options.max_df = 1.0;
  LiveIndex index(options);
  DocumentId const changing = index.insert("red apples").value();
  for (std::size_t k = 0; k < 200; ++k) (void)index.insert(text_of(k)).value();
  std::size_t const size = index.size();
  std::atomic<bool> done = false;
  std::atomic<std::size_t> seen = 0;
  std::vector<std::jthread> readers;
  readers.reserve(3);
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&] {
      while (!done) {
        std::vector<LiveMatch> const red = index.closest("red apples", 1, 0.99);
        std::vector<LiveMatch> const green = index.closest("green pears", 1, 0.99);
        EXPECT_TRUE(red.empty() || red.front().id == changing);
        EXPECT_TRUE(green.empty() || green.front().id == changing);
        EXPECT_EQ(index.closest("red green apples pears", 5, 0.1).size(), 1U);
        EXPECT_EQ(index.size(), size);
        ++seen;
      }
    });
  }
  for (std::size_t k = 0; k < 300 || seen < 30; ++k) {
    ASSERT_TRUE(index.update(changing, k % 2 == 0 ? "green pears" : "red apples"));
  }
  done = true;
}

TEST(LiveIndexThreads, WritersTakeTurnsAndReadersDoNotMind) {
  LiveIndex index;
  constexpr std::size_t writers = 2;
  constexpr std::size_t changes = 400;
  std::atomic<bool> done = false;
  {
    std::vector<std::jthread> readers;
    readers.reserve(2);
    for (int reader = 0; reader < 2; ++reader) {
      readers.emplace_back([&] {
        for (std::size_t k = 0; !done; ++k) {
          std::vector<LiveMatch> const matches = index.closest(text_of(k), 5);
          for (std::size_t at = 1; at < matches.size(); ++at) EXPECT_LE(matches[at].score, matches[at - 1].score);
          for (DocumentId const id : index.ids()) (void)index.neighbours(id, 1, 0.9);
          EXPECT_TRUE(LiveIndex::from_bytes(index.to_bytes()));
        }
      });
    }
    {
      std::vector<std::jthread> working;
      for (std::size_t writer = 0; writer < writers; ++writer) {
        working.emplace_back([&index, writer] {
          Random random(writer);
          std::vector<DocumentId> mine;
          for (std::size_t k = 0; k < changes; ++k) {
            std::string const text = text_of(random.below(1000));
            if (mine.size() < 20 || random.chance(0.4)) {
              mine.push_back(index.insert_and_compare(text, 0.7).value().id);
            } else if (random.chance(0.5)) {
              EXPECT_TRUE(index.update(random.pick(mine), text));
            } else {
              EXPECT_TRUE(index.erase(mine.back()));
              mine.pop_back();
            }
          }
        });
      }
    }
    done = true;
  }
  // What is left is what the same changes leave without threads.
  Result<LiveIndex> const copy = LiveIndex::from_bytes(index.to_bytes());
  ASSERT_TRUE(copy);
  for (DocumentId const id : index.ids()) {
    EXPECT_EQ(index.neighbours(id, 10).value(), copy->neighbours(id, 10).value());
  }
}

}  // namespace
