// tests/support/markdown_text.hpp - maps from and to Markdown, where both must succeed.
#pragma once

#include <gtest/gtest.h>
#include <storymap/markdown.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace storymap_test {

/// Reads a map; an error fails the test.
[[nodiscard]] inline storymap::Map read_as_markdown(std::string_view text) {
  storymap::ImportReport report;
  storymap::Result<storymap::Map> map = storymap::read_markdown(text, {}, report);
  EXPECT_TRUE(map.has_value()) << to_string(map.error());
  return map ? *std::move(map) : storymap::Map();
}

/// Writes a map; an error fails the test.
[[nodiscard]] inline std::string written_as_markdown(storymap::Map const& map) {
  storymap::Result<storymap::Export> const text = storymap::write_markdown(map);
  EXPECT_TRUE(text.has_value()) << to_string(text.error());
  return text ? text->text : std::string();
}

}  // namespace storymap_test
