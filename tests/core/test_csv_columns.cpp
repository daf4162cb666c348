// tests/core/test_csv_columns.cpp - the columns of a CSV file as the caller chooses them.
#include <gtest/gtest.h>
#include <storymap/csv.hpp>
#include <storymap/visit.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using storymap::ColumnChoice;
using storymap::Errc;
using storymap::ImportNote;
using storymap::ImportReport;
using storymap::ReadOptions;
using storymap::Story;

/// The stories that were read, and the report.
struct Read {
  std::vector<Story> stories;
  ImportReport report;

  [[nodiscard]] bool notes(std::string_view message) const {
    return std::any_of(report.notes.begin(), report.notes.end(),
                       [&](ImportNote const& note) { return note.message == message; });
  }
};

Read read(std::string_view text, ReadOptions const& options) {
  Read read;
  auto const map = read_csv(text, options, read.report);
  EXPECT_TRUE(map.has_value()) << to_string(map.error());
  if (map) for_each_story(*map, [&](auto const&, auto const&, Story const& story) { read.stories.push_back(story); });
  return read;
}

TEST(CsvColumns, TakesColumnsAsTheCallerSays) {
  ReadOptions options;
  options.columns = {{"title", "", 2}, {"acceptance_criteria", "", 3}, {"labels", "", 1}};
  auto const got = read("ui,Pay,It works\nweb,Ship,It comes\n", options);
  ASSERT_EQ(got.stories.size(), 2U);
  EXPECT_EQ(got.stories[0].title, "Pay");
  EXPECT_EQ(got.stories[1].acceptance_criteria, (std::vector<std::string>{"It comes"}));
  EXPECT_EQ(got.stories[1].labels, (std::vector<std::string>{"web"}));
  EXPECT_TRUE(got.notes("column 2 is taken as the title"));

  options.columns = {{"title", "WHAT", 0}};
  auto const named = read("What,Title\nPay,x\n", options);
  ASSERT_EQ(named.stories.size(), 1U);
  EXPECT_EQ(named.stories[0].title, "Pay");
  EXPECT_EQ(*named.stories[0].extra.find("Title"), "\"x\"");
}

TEST(CsvColumns, AColumnMayBeChosenTwiceForTheSameField) {
  ReadOptions options;
  options.columns = {{"title", "", 2}, {"title", "B", 0}};
  EXPECT_EQ(read("A,B\n1,Pay\n", options).stories.at(0).title, "Pay");
}

TEST(CsvColumns, RefusesChoicesItCannotFollow) {
  auto const error_of = [](ColumnChoice const& choice, ColumnChoice const& other) {
    ReadOptions options;
    options.columns = {other, choice};
    ImportReport report;
    auto const map = read_csv("A,B\n1,2\n", options, report);
    EXPECT_FALSE(map.has_value());
    EXPECT_EQ(map.error().code, Errc::invalid_argument);
    return map.error().message;
  };
  ColumnChoice const good{"title", "", 1};
  EXPECT_EQ(error_of({"title", "", 2}, good), "two columns are chosen as the title");
  EXPECT_EQ(error_of({"description", "", 1}, good), "column 1 is chosen as the title and as the description");
  EXPECT_EQ(error_of({"points", "a", 0}, {"title", "A", 0}), "column 'a' is chosen as the title and as the points");
  EXPECT_EQ(error_of({"status", "", 3}, good), "there is no column 3; the file has 2 columns: 'A', 'B'");
  EXPECT_EQ(error_of({"status", "", 0}, good), "there is no column 0; the file has 2 columns: 'A', 'B'");
  EXPECT_EQ(error_of({"status", "C", 0}, good), "there is no column 'C'; the file has 2 columns: 'A', 'B'");
  EXPECT_TRUE(error_of({"colour", "", 1}, good).starts_with("no field is called 'colour'; expected"));
}

}  // namespace
