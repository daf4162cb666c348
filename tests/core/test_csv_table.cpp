// tests/core/test_csv_table.cpp - the rows of a CSV text, and what its delimiter is.
#include <gtest/gtest.h>
#include <storymap/csv.hpp>
#include <storymap/detail/csv_cells.hpp>
#include <storymap/detail/csv_rows.hpp>
#include <storymap/detail/csv_sample.hpp>
#include <storymap/detail/csv_table.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using storymap::Errc;
using storymap::Error;
using storymap::detail::csv::best_sample;
using storymap::detail::csv::CsvReader;
using storymap::detail::csv::CsvRow;

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text, char delimiter = ',') {
  Rows rows;
  CsvReader reader(text, delimiter);
  while (reader.next()) rows.emplace_back(reader.cells().begin(), reader.cells().end());
  EXPECT_FALSE(reader.failed()) << to_string(reader.failure().error);
  return rows;
}

Error error_of(std::string_view text) {
  CsvReader reader(text, ',');
  while (reader.next()) {
  }
  EXPECT_TRUE(reader.failed());
  EXPECT_FALSE(reader.next()) << "stays failed";
  return reader.failure().error;
}

TEST(CsvReader, ReadsPlainCells) {
  EXPECT_EQ(rows_of("a,b\nc,d\n"), (Rows{{"a", "b"}, {"c", "d"}}));
  EXPECT_EQ(rows_of("a,,b"), (Rows{{"a", "", "b"}}));
  EXPECT_EQ(rows_of(",\n"), (Rows{{"", ""}}));
  EXPECT_EQ(rows_of("a,"), (Rows{{"a", ""}}));
  EXPECT_EQ(rows_of(""), Rows{});
}

TEST(CsvReader, EndsRowsAtCrlfLfAndCr) {
  EXPECT_EQ(rows_of("a\r\nb\nc\rd"), (Rows{{"a"}, {"b"}, {"c"}, {"d"}}));
  EXPECT_EQ(rows_of("a\n\n\r\n\"\"\nb\n"), (Rows{{"a"}, {"b"}})) << "blank lines are no rows";
}

TEST(CsvReader, KeepsWhatIsInQuotes) {
  EXPECT_EQ(rows_of("\"a,b\",\"c\r\nd\"\n\"say \"\"hi\"\"\",\"\"\"\"\n"),
            (Rows{{"a,b", "c\r\nd"}, {"say \"hi\"", "\""}}));
  EXPECT_EQ(rows_of("\"\",x"), (Rows{{"", "x"}}));
  EXPECT_EQ(rows_of("\" a \""), (Rows{{" a "}}));
}

TEST(CsvReader, AllowsSpacesAroundQuotedCells) {
  EXPECT_EQ(rows_of("a, \"b, c\" ,d"), (Rows{{"a", "b, c", "d"}}));
  EXPECT_EQ(rows_of(" a , b "), (Rows{{" a ", " b "}})) << "unquoted spaces are text";
}

TEST(CsvReader, TakesAQuoteInsideAnUnquotedCellAsACharacter) {
  EXPECT_EQ(rows_of("5\" disk,the \"new\" one"), (Rows{{"5\" disk", "the \"new\" one"}}));
}

TEST(CsvReader, SplitsAtItsDelimiterOnly) {
  EXPECT_EQ(rows_of("a;b,c\td|e", ';'), (Rows{{"a", "b,c\td|e"}}));
  EXPECT_EQ(rows_of("a\tb", '\t'), (Rows{{"a", "b"}}));
  EXPECT_EQ(rows_of("\t\"x\"\t", '\t'), (Rows{{"", "x", ""}}));
}

TEST(CsvReader, NamesTheLineOnWhichARowBegins) {
  CsvReader reader("a\r\n\"b\nc\r\nd\re\"\n\nf\n", ',', 5);
  std::vector<std::size_t> lines;
  while (reader.next()) lines.push_back(reader.line());
  EXPECT_EQ(lines, (std::vector<std::size_t>{5, 6, 11}));
}

TEST(CsvReader, NamesTheLineOfAQuoteThatIsNeverClosed) {
  EXPECT_EQ(error_of("a,b\nc,\"d\ne\nf"),
            (Error{Errc::invalid_syntax, "a quote is opened here and never closed", "line 2"}));
  EXPECT_EQ(error_of("\"a\"\"").path, "line 1");
}

TEST(CsvReader, RefusesTextBehindAClosingQuote) {
  EXPECT_EQ(
      error_of("a\n\"b\nc\" d,e"),
      (Error{Errc::invalid_syntax, "expected a delimiter or the end of the line after a closing quote", "line 3"}));
}

TEST(CsvReader, ReadsAsManyColumnsAsASpreadsheetHas) {
  std::size_t const most = storymap::detail::csv::max_csv_columns;
  EXPECT_EQ(rows_of(std::string(most - 1, ',')).front().size(), most);
  EXPECT_EQ(error_of("a\n" + std::string(most, ',')), (Error{Errc::too_large, "more than 16384 columns", "line 2"}));
  EXPECT_EQ(error_of(std::string(1'000'000, ',')).code, Errc::too_large);
}

TEST(CsvReader, ReadsBackWhatTheWriterQuotes) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    Rows rows(1 + random.below(4));
    std::string text;
    for (auto& row : rows) {
      row.resize(2 + random.below(3));
      for (std::string& cell : row) {
        cell = random.chance(0.5) ? random.text(6)
                                  : random.pick(std::vector<std::string>{"\"", "\r\n", ",", " ", "''=", ""});
        // The guard against formulas is another test's matter.
        while (storymap::detail::csv::needs_guard(cell)) cell.insert(0, "x");
        if (&cell != &row.front()) text += ',';
        storymap::detail::csv::append_csv_cell(text, cell);
      }
      text += "\r\n";
    }
    EXPECT_EQ(rows_of(text), rows) << text;
  });
}

TEST(CsvSample, FindsTheDelimiter) {
  EXPECT_EQ(best_sample("id;title\n1;a, b\n2;c\n").delimiter, ';');
  EXPECT_EQ(best_sample("Summary\tStatus\nPay, now\tOpen\n").delimiter, '\t');
  EXPECT_EQ(best_sample("x|y|z\n1,5|2|3\n").delimiter, '|');
  EXPECT_EQ(best_sample("Summary,Status\na;b;c,Open\n").delimiter, ',');
  EXPECT_EQ(best_sample("one\ntwo\n").delimiter, ',');
  EXPECT_EQ(best_sample("").rows.size(), 0U);
}

TEST(CsvSample, TakesSentencesForOneColumn) {
  auto const sample =
      best_sample("As a buyer, I want to pay, so that I own it\nAs an admin, I want peace, so that I rest\n");
  EXPECT_EQ(sample.columns, 1U);
}

TEST(CsvSample, LeavesOutARowThatWasCutOff) {
  EXPECT_EQ(storymap::detail::csv::sample_csv("a,b\nc,d\ne", ',', true).rows.size(), 2U);
  EXPECT_EQ(storymap::detail::csv::sample_csv("a,b\nc,\"d", ',').rows.size(), 1U);
}

TEST(CsvSample, CutsCellsBetweenCharacters) {
  std::string const cell = std::string(255, 'a') + "\xD0\x96";
  EXPECT_EQ(storymap::detail::csv::sample_csv(cell, ',').rows.front().front(), std::string(255, 'a'));
}

std::vector<std::string> fitted(std::vector<std::string_view> const& cells, std::size_t columns, std::size_t text) {
  CsvRow row(columns, text, ',');
  row.read(cells);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < columns; ++i) out.emplace_back(row[i]);
  return out;
}

TEST(CsvRow, HasAsManyCellsAsTheFileHasColumns) {
  using Cells = std::vector<std::string>;
  EXPECT_EQ(fitted({"a"}, 3, 1), (Cells{"a", "", ""}));
  EXPECT_EQ(fitted({"a", "b", "", ""}, 2, 1), (Cells{"a", "b"})) << "empty surplus is no text";
  EXPECT_EQ(fitted({"1", "tokens (XP", " badges", " rules)", "text"}, 3, 2),
            (Cells{"1", "tokens (XP, badges, rules)", "text"}));
  EXPECT_EQ(fitted({"1", "a", "b", "c", "z"}, 4, 2), (Cells{"1", "a", "b,c", "z"}));
  EXPECT_EQ(fitted({"1", " a", " b", " c", "z"}, 4, 2), (Cells{"1", " a", " b, c", "z"}))
      << "spaces explain nothing here";
  EXPECT_EQ(fitted({"1", "a", " b", "c", "z"}, 3, 1), (Cells{"1", "a, b,c", "z"})) << "spaces explain a part";
}

TEST(CsvRow, SaysWhetherItJoinedCells) {
  CsvRow row(2, 1, ',');
  std::vector<std::string_view> const long_row = {"a", "b", "c"};
  std::vector<std::string_view> const short_row = {" ", "\t"};
  row.read(long_row);
  EXPECT_TRUE(row.joined());
  EXPECT_FALSE(row.empty());
  row.read(short_row);
  EXPECT_FALSE(row.joined());
  EXPECT_TRUE(row.empty());
}

}  // namespace
