// tests/support/trello_board.hpp - small Trello boards, and questions about the maps they become.
#pragma once

#include <gtest/gtest.h>
#include <storymap/nlohmann.hpp>
#include <storymap/trello.hpp>
#include <storymap/visit.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap_test::trello {

using storymap::Activity;
using storymap::Import;
using storymap::ImportNote;
using storymap::ImportReport;
using storymap::Map;
using storymap::ReadOptions;
using storymap::Result;
using storymap::Story;
using storymap::Task;

/// Reads a board that must be good.
[[nodiscard]] inline Import import(std::string_view text, ReadOptions const& options = {}) {
  Import import;
  Result<Map> map = read_trello(text, options, import.report);
  EXPECT_TRUE(map.has_value()) << to_string(map.error());
  if (!map) return import;
  Result<void> const good = check(*map);
  EXPECT_TRUE(good.has_value()) << to_string(good.error());
  import.map = *std::move(map);
  return import;
}

/// A board with the lists l1 "To Do" and l2 "Done", and the given cards and further members.
[[nodiscard]] inline std::string board(std::string_view cards, std::string_view more = "") {
  std::string text = R"({"id":"b1","name":"Shop","lists":[{"id":"l1","name":"To Do","pos":1},)";
  return text.append(R"({"id":"l2","name":"Done","pos":2}],"cards":[)").append(cards).append("]").append(more) + "}";
}

[[nodiscard]] inline std::vector<Story> stories(Map const& map) {
  std::vector<Story> all;
  for_each_story(map, [&](Activity const&, Task const&, Story const& story) { all.push_back(story); });
  return all;
}

[[nodiscard]] inline std::vector<std::string> titles(Map const& map) {
  std::vector<std::string> all;
  for (Story const& story : stories(map)) all.push_back(story.title);
  return all;
}

/// The only story of a board with one card.
[[nodiscard]] inline Story story(std::string_view card, std::string_view more = "") {
  std::vector<Story> const all = stories(import(board(card, more)).map);
  EXPECT_EQ(all.size(), 1U);
  return all.empty() ? Story{} : all.front();
}

[[nodiscard]] inline std::string external(Story const& story, std::string_view field) {
  std::string const* json = story.external.at(0).fields.find(field);
  return json != nullptr ? *json : "(none)";
}

[[nodiscard]] inline std::string extra(Story const& story, std::string_view field) {
  std::string const* json = story.extra.find(field);
  return json != nullptr ? *json : "(none)";
}

/// How many places the notes of a kind stand for that say this.
[[nodiscard]] inline std::size_t noted(ImportReport const& report, ImportNote::Kind kind, std::string_view words) {
  std::size_t times = 0;
  for (ImportNote const& note : report.notes) {
    if (note.kind == kind && note.message.find(words) != std::string::npos) times += note.times;
  }
  return times;
}

}  // namespace storymap_test::trello
