// tests/core/test_generated_corpus.cpp - the corpus of the benchmarks is the same on every machine.
#include <gtest/gtest.h>
#include <storymap/utf8.hpp>

#include "benchmarks/support/files.hpp"
#include "benchmarks/support/generator.hpp"

namespace {

using storymap_bench::Generator;

Generator make_generator() {
  std::string const folder = STORYMAP_SOURCE_DIR "/benchmarks/corpus/";
  return {storymap_bench::read_file(folder + "seamonkey.txt"), storymap_bench::read_file(folder + "russian.txt")};
}

std::uint64_t fnv1a(std::string_view text, std::uint64_t hash) {
  for (char const byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  return hash;
}

TEST(GeneratedCorpus, is_the_same_everywhere) {
  Generator const generator = make_generator();
  std::uint64_t hash = 0xcbf29ce484222325;
  for (std::uint32_t number = 0; number < 1000; ++number) hash = fnv1a(generator.text(number) + '\n', hash);
  EXPECT_EQ(hash, 17592365924663702841U)
      << "measurements over other texts cannot be compared: change this number knowingly";
}

TEST(GeneratedCorpus, has_the_shape_of_issues) {
  Generator const generator = make_generator();
  std::size_t russian = 0;
  std::size_t planted = 0;
  for (std::uint32_t number = 0; number < 2000; ++number) {
    std::string const text = generator.text(number);
    EXPECT_TRUE(storymap::is_valid_utf8(text));
    std::size_t const words = 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
    planted += generator.planted(number) ? 1U : 0U;
    if (!generator.planted(number)) {
      EXPECT_TRUE(words >= 10 && words <= 200) << words;
      russian += std::count(text.begin(), text.end(), '\xd0') > 10 ? 1U : 0U;
    }
  }
  EXPECT_NEAR(static_cast<double>(planted), 160, 40);
  EXPECT_NEAR(static_cast<double>(russian), 276, 60);
}

}  // namespace
