// tests/support/storymap_test.hpp - what the tests share: seeded randomness, files and real data.
#pragma once

#include <gtest/gtest.h>
#include <storymap/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace storymap_test {

/// The value of an environment variable; an empty one counts as unset.
[[nodiscard]] inline std::optional<std::string> environment(char const* name) {
  char const* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? std::optional<std::string>(value) : std::nullopt;
}

/// How many cases a property test tries: STORYMAP_TEST_CASES, else 1,000.
[[nodiscard]] inline std::size_t cases() { return std::stoull(environment("STORYMAP_TEST_CASES").value_or("1000")); }

/// The seed of the first case: STORYMAP_TEST_SEED, else the same in every run.
[[nodiscard]] inline std::uint64_t seed() { return std::stoull(environment("STORYMAP_TEST_SEED").value_or("1")); }

/// Random values that depend on the seed alone, not on the standard library (the distributions of <random> do).
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// A number in [0, bound); `bound` must not be 0.
  [[nodiscard]] std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }

  /// True with the given probability.
  [[nodiscard]] bool chance(double probability) {
    return static_cast<double>(engine_() >> 11U) * 0x1p-53 < probability;
  }

  /// One of the items, which must not be empty.
  template <class T>
  [[nodiscard]] T const& pick(std::vector<T> const& items) {
    return items[below(items.size())];
  }

  /// A Unicode scalar value; ASCII, Latin, Cyrillic, CJK, emoji and the rest of the planes each get their share.
  [[nodiscard]] char32_t code_point() {
    static std::vector<Range> const ranges = {
        {0x20, 0x7E},     {0x20, 0x7E},     {0x00, 0x1F},       {0xA0, 0x24F},      {0x400, 0x4FF},      {0x400, 0x4FF},
        {0x4E00, 0x9FFF}, {0xE000, 0xFFFF}, {0x1F300, 0x1F6FF}, {0x10000, 0xFFFFF}, {0x100000, 0x10FFFF}};
    Range const& range = pick(ranges);
    return range.first + static_cast<char32_t>(below(range.last - range.first + 1));
  }

  /// Valid UTF-8 of at most `most` code points.
  [[nodiscard]] std::string text(std::size_t most) {
    std::string out;
    for (std::size_t left = below(most + 1); left > 0; --left) storymap::append_utf8(out, code_point());
    return out;
  }

  /// Any bytes at all, at most `most` of them.
  [[nodiscard]] std::string bytes(std::size_t most) {
    std::string out(below(most + 1), '\0');
    for (char& byte : out) byte = static_cast<char>(static_cast<unsigned char>(below(256)));
    return out;
  }

 private:
  struct Range {
    char32_t first;
    char32_t last;
  };

  std::mt19937_64 engine_;
};

/// Calls `test(Random&)` for `cases()` seeds and stops at the first that fails. The failure names its seed: run it
/// alone with that STORYMAP_TEST_SEED and STORYMAP_TEST_CASES=1.
template <class Test>
void for_each_case(Test&& test) {
  for (std::size_t i = 0; i < cases() && !testing::Test::HasFailure(); ++i) {
    SCOPED_TRACE("STORYMAP_TEST_SEED=" + std::to_string(seed() + i));
    Random random(seed() + i);
    test(random);
  }
}

/// The root of the repository.
[[nodiscard]] inline std::filesystem::path source_dir() { return STORYMAP_SOURCE_DIR; }

/// The bytes of a file, which must exist.
[[nodiscard]] inline std::string read_file(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << "cannot read " << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The folder of real data that is not part of the repository: STORYMAP_DATA_DIR, when it names a folder.
[[nodiscard]] inline std::optional<std::filesystem::path> data_dir() {
  auto const dir = environment("STORYMAP_DATA_DIR");
  return dir && std::filesystem::is_directory(*dir) ? std::optional<std::filesystem::path>(*dir) : std::nullopt;
}

/// Says what is missing of the given paths below `data_dir()`; empty when all are there.
[[nodiscard]] inline std::string missing_data(std::initializer_list<char const*> paths) {
  if (!data_dir()) return "no real data: STORYMAP_DATA_DIR does not name a folder";
  for (char const* path : paths) {
    if (!std::filesystem::exists(*data_dir() / path)) return std::string("no real data: '") + path + "' is missing";
  }
  return {};
}

/// Skips a test whose files below `data_dir()` are missing; in continuous integration (CI=true) that is a failure.
#define STORYMAP_NEEDS_DATA(...)                                                                        \
  if (std::string const missing = storymap_test::missing_data({__VA_ARGS__}); !missing.empty()) {       \
    if (storymap_test::environment("CI") == "true") FAIL() << missing << " (CI=true forbids skipping)"; \
    GTEST_SKIP() << missing;                                                                            \
  }                                                                                                     \
  static_assert(true, "asks for a semicolon")

}  // namespace storymap_test
