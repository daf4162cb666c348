// storymap/detail/csv_table.hpp - the rows of a CSV text (RFC 4180), one after the other.
// Room: formats. Depends on result.hpp.
//
// Kinder than RFC 4180 where programs differ and nothing is ambiguous: CRLF, LF and CR all end a row, spaces may stand
// around a quoted cell, a quote inside an unquoted cell is a character, and rows may differ in length.
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

namespace detail::csv {

/// As many columns as a spreadsheet has.
inline constexpr std::size_t max_csv_columns = 16'384;

/// "line 12", the path of errors.
[[nodiscard]] inline std::string line_path(std::size_t line) { return "line " + std::to_string(line); }

/// How many lines end inside `text`; CRLF ends one.
[[nodiscard]] inline std::size_t count_line_ends(std::string_view text) noexcept {
  auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') ++ends;
  }
  return ends;
}

/// Reads a text row by row, in one pass and in the memory of one row. The text must outlive the reader.
class CsvReader {
 public:
  /// `first_line` is the line on which `text` begins in its file.
  explicit CsvReader(std::string_view text, char delimiter, std::size_t first_line = 1)
      : text_(text), delimiter_(delimiter), next_line_(first_line) {}

  /// Goes to the next row that is no blank line; false at the end of the text and after an error.
  ///
  /// Errors: an unclosed quote, with the line that opened it; text behind a closing quote; too many columns.
  bool next() {
    do {
      if (at_ >= text_.size() || failed_) return false;
      read_row();
    } while (!failed_ && cells_.size() == 1 && cells_.front().empty());
    return !failed_;
  }

  /// The cells of the row; valid until `next` is called.
  [[nodiscard]] std::span<std::string_view const> cells() const noexcept { return cells_; }

  /// The line on which the row begins, counted from 1.
  [[nodiscard]] std::size_t line() const noexcept { return line_; }

  /// How much of the text has been read, in bytes.
  [[nodiscard]] std::size_t offset() const noexcept { return at_; }

  [[nodiscard]] bool failed() const noexcept { return failed_; }
  [[nodiscard]] Failure failure() const { return Failure{error_}; }

 private:
  void read_row() {
    cells_.clear();
    unescaped_.clear();
    line_ = next_line_;
    do {
      if (cells_.size() == max_csv_columns) {
        return fail(Errc::too_large, "more than " + std::to_string(max_csv_columns) + " columns", next_line_);
      }
      cells_.push_back(read_cell());
    } while (!failed_ && take_delimiter());
    if (!failed_) end_row();
  }

  void fail(Errc code, std::string message, std::size_t line) {
    failed_ = true;
    error_ = Error{code, std::move(message), line_path(line)};
  }

  [[nodiscard]] bool at_end_of_cell() const noexcept {
    return at_ >= text_.size() || text_[at_] == delimiter_ || text_[at_] == '\n' || text_[at_] == '\r';
  }

  bool take_delimiter() noexcept {
    if (at_ >= text_.size() || text_[at_] != delimiter_) return false;
    ++at_;
    return true;
  }

  void end_row() noexcept {
    if (at_ >= text_.size()) return;
    at_ += text_.substr(at_, 2) == "\r\n" ? 2U : 1U;
    ++next_line_;
  }

  std::string_view read_cell() {
    std::size_t const quote = text_.find_first_not_of(' ', at_);
    if (quote != std::string_view::npos && text_[quote] == '"') {
      at_ = quote + 1;
      return read_quoted();
    }
    std::size_t const begin = at_;
    while (!at_end_of_cell()) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  /// The rest of a cell whose opening quote has been read.
  std::string_view read_quoted() {
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
      if (joined == nullptr) joined = &unescaped_.emplace_back();
      joined->append(text_, begin, at_ - begin);
      begin = ++at_;
    }
    std::string_view cell = text_.substr(begin, at_ - 1 - begin);
    if (joined != nullptr) cell = joined->append(cell);
    at_ = std::min(text_.find_first_not_of(' ', at_), text_.size());
    if (!at_end_of_cell()) {
      fail(Errc::invalid_syntax, "expected a delimiter or the end of the line after a closing quote", next_line_);
    }
    return cell;
  }

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t next_line_ = 1;
  std::vector<std::string_view> cells_;
  /// Cells in which two quotes stood for one; a deque, so that they stay where they are.
  std::deque<std::string> unescaped_;
  bool failed_ = false;
  Error error_;
};

}  // namespace detail::csv

STORYMAP_END
