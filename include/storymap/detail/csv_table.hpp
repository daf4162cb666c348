// storymap/detail/csv_table.hpp - the records of a CSV text (RFC 4180): cells, rows and the lines they stand on.
// Room: formats. Depends on result.hpp.
//
// Kinder than RFC 4180 where programs differ and nothing is ambiguous: CRLF, LF and CR all end a record, spaces may
// stand around a quoted cell, a quote inside an unquoted cell is a character, and rows may differ in length.
#pragma once

#include <storymap/result.hpp>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// As many columns as a spreadsheet has.
inline constexpr std::size_t max_csv_columns = 16'384;

/// As many cells as fit a gigabyte of memory: more than any backlog, less than a file of a billion commas.
inline constexpr std::size_t max_csv_cells = std::size_t{1} << 26U;

[[nodiscard]] inline std::string line_path(std::size_t line) { return "line " + std::to_string(line); }

/// How many lines end inside `text`; CRLF ends one.
[[nodiscard]] inline std::size_t count_line_ends(std::string_view text) noexcept {
  auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') ++ends;
  }
  return ends;
}

/// One cell. Its text points into the file, or into the scanner's store when quotes inside it had to be undoubled.
struct CsvCell {
  std::string_view text;
  bool quoted = false;
};

/// Reads a text record by record, in one pass.
class CsvScanner {
 public:
  CsvScanner(std::string_view text, char delimiter, std::deque<std::string>& store)
      : text_(text), delimiter_(delimiter), store_(store) {}

  /// Appends the cells of the next record to `row`; false at the end of the text and after an error.
  bool next(std::vector<CsvCell>& row) {
    if (at_ >= text_.size() || failed_) return false;
    line_ = next_line_;
    std::size_t const before = row.size();
    do {
      if (row.size() - before == max_csv_columns) {
        return fail(Errc::too_large, "more than " + std::to_string(max_csv_columns) + " columns", next_line_);
      }
      row.push_back(cell());
    } while (!failed_ && take_delimiter());
    if (!failed_) end_record();
    return !failed_;
  }

  /// The line on which the last record began, counted from 1.
  [[nodiscard]] std::size_t line() const noexcept { return line_; }

  [[nodiscard]] bool failed() const noexcept { return failed_; }
  [[nodiscard]] Failure failure() const { return Failure{error_}; }

 private:
  bool fail(Errc code, std::string message, std::size_t line) {
    failed_ = true;
    error_ = Error{code, std::move(message), line_path(line)};
    return false;
  }

  [[nodiscard]] bool at_end_of_cell() const noexcept {
    return at_ >= text_.size() || text_[at_] == delimiter_ || text_[at_] == '\n' || text_[at_] == '\r';
  }

  bool take_delimiter() noexcept {
    if (at_ >= text_.size() || text_[at_] != delimiter_) return false;
    ++at_;
    return true;
  }

  void end_record() noexcept {
    if (at_ >= text_.size()) return;
    at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
    ++next_line_;
  }

  CsvCell cell() {
    std::size_t const quote = text_.find_first_not_of(' ', at_);
    if (quote != std::string_view::npos && text_[quote] == '"') {
      at_ = quote + 1;
      return quoted_cell();
    }
    std::size_t const begin = at_;
    while (!at_end_of_cell()) ++at_;
    return {text_.substr(begin, at_ - begin), false};
  }

  /// The rest of a cell whose opening quote has been read.
  CsvCell quoted_cell() {
    std::size_t const opened_on = next_line_;
    std::size_t begin = at_;
    std::string* joined = nullptr;
    while (true) {
      std::size_t const quote = text_.find('"', at_);
      if (quote == std::string_view::npos) {
        fail(Errc::invalid_syntax, "a quote is opened here and never closed", opened_on);
        return {};
      }
      next_line_ += count_line_ends(text_.substr(at_, quote - at_));
      at_ = quote + 1;
      if (at_ >= text_.size() || text_[at_] != '"') break;
      // Two quotes inside a cell are one; the cell is copied once, from its first pair on.
      if (joined == nullptr) joined = &store_.emplace_back();
      joined->append(text_, begin, at_ - begin);
      begin = ++at_;
    }
    std::string_view text = text_.substr(begin, at_ - 1 - begin);
    if (joined != nullptr) text = joined->append(text);
    while (at_ < text_.size() && text_[at_] == ' ' && delimiter_ != ' ') ++at_;
    if (!at_end_of_cell()) {
      fail(Errc::invalid_syntax, "expected a delimiter or the end of the line after a closing quote", next_line_);
    }
    return {text, true};
  }

  std::string_view text_;
  char delimiter_;
  std::deque<std::string>& store_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t next_line_ = 1;
  bool failed_ = false;
  Error error_;
};

/// A whole CSV text in memory. Blank lines are no rows. Cells point into the text, which must live as long.
class CsvTable {
 public:
  CsvTable() = default;
  // A moved deque keeps its elements where they are, a copied one does not.
  CsvTable(CsvTable&&) = default;
  CsvTable& operator=(CsvTable&&) = default;
  CsvTable(CsvTable const&) = delete;
  CsvTable& operator=(CsvTable const&) = delete;
  ~CsvTable() = default;

  /// Errors: an unclosed quote (with the line that opened it), text behind a closing quote, too many columns or cells.
  /// O(size of the text).
  [[nodiscard]] static Result<CsvTable> read(std::string_view text, char delimiter) {
    CsvTable table;
    CsvScanner scanner(text, delimiter, table.store_);
    while (true) {
      std::size_t const first = table.cells_.size();
      if (!scanner.next(table.cells_)) break;
      std::size_t const size = table.cells_.size() - first;
      if (size == 1 && table.cells_.back().text.empty()) {
        table.cells_.pop_back();
        continue;
      }
      if (table.cells_.size() > max_csv_cells) {
        return storymap::failure(Errc::too_large, "more than " + std::to_string(max_csv_cells) + " cells",
                                 line_path(scanner.line()));
      }
      table.rows_.push_back({first, size, scanner.line()});
    }
    if (scanner.failed()) return scanner.failure();
    return table;
  }

  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  [[nodiscard]] std::span<CsvCell const> row(std::size_t index) const noexcept {
    return std::span(cells_).subspan(rows_[index].first, rows_[index].size);
  }
  /// The line of the file on which a row begins, counted from 1.
  [[nodiscard]] std::size_t line(std::size_t index) const noexcept { return rows_[index].line; }

 private:
  struct Row {
    std::size_t first;
    std::size_t size;
    std::size_t line;
  };

  std::vector<CsvCell> cells_;
  std::vector<Row> rows_;
  std::deque<std::string> store_;
};

}  // namespace detail

STORYMAP_END
