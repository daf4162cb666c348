// tests/support/text_maps.hpp - maps out of texts without ids, and their merge.
#pragma once

#include <gtest/gtest.h>
#include <storymap/formats.hpp>
#include <storymap/merge.hpp>

#include <string>
#include <utility>

namespace storymap_test {

/// Reads a text of a format ("markdown", "text", ...).
[[nodiscard]] inline storymap::Import read_as(std::string const& format, std::string text) {
  storymap::ReadOptions options;
  options.format = format;
  options.file_name = "map";
  storymap::Result<storymap::Import> import = storymap::read_map(std::move(text), options);
  EXPECT_TRUE(import) << to_string(import.error());
  return import ? *std::move(import) : storymap::Import{};
}

/// Merges three files the way programs do.
[[nodiscard]] inline storymap::Merged merge_imports(storymap::Import const& base, storymap::Import const& ours,
                                                    storymap::Import const& theirs,
                                                    storymap::TextMatcher match_similar = {}) {
  storymap::MergeOptions options{.match_similar = std::move(match_similar), .made_up = {}};
  options.made_up = {base.report.made_up, ours.report.made_up, theirs.report.made_up};
  storymap::Result<storymap::Merged> merged = merge(base.map, ours.map, theirs.map, options);
  EXPECT_TRUE(merged) << to_string(merged.error());
  return merged ? *std::move(merged) : storymap::Merged{};
}

[[nodiscard]] inline std::string markdown_of(storymap::Map const& map) {
  storymap::Result<storymap::Export> text = write_map(map, "markdown");
  EXPECT_TRUE(text) << to_string(text.error());
  return text ? text->text : std::string();
}

}  // namespace storymap_test
