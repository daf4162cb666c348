// storymap/detail/csv_sample.hpp - the first rows of a CSV text: what its delimiter is and whether it is a table.
// Room: formats. Depends on csv_table.hpp and csv_words.hpp.
#pragma once

#include <storymap/detail/csv_table.hpp>
#include <storymap/detail/csv_words.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

/// What guesses are made from: enough to tell, little enough to try every delimiter.
inline constexpr std::size_t csv_sample_bytes = std::size_t{1} << 16U;
inline constexpr std::size_t csv_sample_rows = 200;

/// Longest text of a cell that a guess looks at, and longest name of a field made from a header: every row repeats it.
inline constexpr std::size_t csv_name_bytes = 256;

/// At most `most` bytes of `text`, without half a character at the end.
[[nodiscard]] inline std::string_view cut(std::string_view text, std::size_t most) noexcept {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

/// Some text of the file inside a message: in quotes, on one line, and short.
[[nodiscard]] inline std::string in_quotes(std::string_view text) {
  std::string_view const begin = cut(text, 60);
  std::string out = "'" + std::string(begin) + (begin.size() < text.size() ? "..." : "") + "'";
  std::replace_if(
      out.begin(), out.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x20; }, ' ');
  return out;
}

/// The first rows of a text under one delimiter.
struct CsvSample {
  char delimiter = ',';
  std::vector<std::vector<std::string>> rows;
  std::size_t columns = 0;  ///< of most rows
  double agreement = 0;     ///< the share of rows that have so many
  double spaced = 0;        ///< the share of delimiters with a space behind them, as commas in prose have
  std::size_t headers = 0;  ///< known words in the first row
};

[[nodiscard]] inline std::size_t count_headers(std::vector<std::string> const& row) {
  return static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [](std::string const& cell) {
    return find_header_word(csv_header_word(cell)) != nullptr || find_link_word(cell).has_value();
  }));
}

/// Adds up what the rows of a sample have in common.
inline void measure(CsvSample& sample) {
  std::map<std::size_t, std::size_t> widths;
  std::size_t delimiters = 0;
  std::size_t spaces = 0;
  for (auto const& row : sample.rows) {
    ++widths[row.size()];
    delimiters += row.size() - 1;
    spaces += static_cast<std::size_t>(
        std::count_if(row.begin() + 1, row.end(), [](std::string const& cell) { return cell.starts_with(' '); }));
  }
  if (widths.empty()) return;
  auto const mode =
      std::max_element(widths.begin(), widths.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
  sample.columns = mode->first;
  sample.agreement = static_cast<double>(mode->second) / static_cast<double>(sample.rows.size());
  sample.spaced = delimiters == 0 ? 0 : static_cast<double>(spaces) / static_cast<double>(delimiters);
  sample.headers = count_headers(sample.rows.front());
  // A comma with a space behind it separates clauses: such lines are a list of sentences, a table of one column.
  if (sample.delimiter == ',' && sample.spaced > 0.9 && sample.headers < 2) sample.columns = 1;
}

/// The first rows of `text`. A row that is broken, or cut off where `text` is `partial`, is left out.
[[nodiscard]] inline CsvSample sample_csv(std::string_view text, char delimiter, bool partial = false) {
  CsvSample sample;
  sample.delimiter = delimiter;
  CsvReader reader(text, delimiter);
  while (reader.offset() < csv_sample_bytes && sample.rows.size() < csv_sample_rows && reader.next()) {
    if (partial && reader.offset() == text.size() && !sample.rows.empty()) break;
    auto& row = sample.rows.emplace_back();
    for (std::string_view const cell : reader.cells()) row.emplace_back(cut(cell, csv_name_bytes));
  }
  measure(sample);
  return sample;
}

/// The sample under the delimiter that makes the best table: known headers first, then rows of one length.
[[nodiscard]] inline CsvSample best_sample(std::string_view text, bool partial = false) {
  auto const merit = [](CsvSample const& sample) {
    return std::tuple(sample.headers >= 2 ? sample.headers : 0, sample.columns > 1 ? sample.agreement : 0,
                      sample.columns);
  };
  CsvSample best = sample_csv(text, ',', partial);
  for (char const delimiter : {';', '\t', '|'}) {
    CsvSample sample = sample_csv(text, delimiter, partial);
    if (merit(best) < merit(sample)) best = std::move(sample);
  }
  return best;
}

}  // namespace detail::csv

STORYMAP_END
