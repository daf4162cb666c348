// storymap/detail/csv_rows.hpp - rows of a foreign CSV file, brought to one length.
// Room: formats. Depends on csv_table.hpp.
#pragma once

#include <storymap/detail/csv_table.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

/// A row with as many cells as the file has columns.
///
/// People who write CSV by hand forget the quotes around text with commas, and the text falls apart into cells. A
/// comma inside text has a space behind it: cells that begin with one belong to the cell before. If that does not
/// explain the surplus, the surplus belongs to the column of text.
class CsvRow {
 public:
  /// `text_column` is where a surplus goes that nothing else explains.
  CsvRow(std::size_t columns, std::size_t text_column, char delimiter)
      : columns_(columns), text_column_(std::min(text_column, columns - 1)), delimiter_(delimiter) {}

  void read(std::span<std::string_view const> cells) {
    joined_ = false;
    while (cells.size() > columns_ && cells.back().empty()) cells = cells.first(cells.size() - 1);
    cells_.assign(cells.begin(), cells.end());
    if (cells_.size() > columns_) join(cells_.size() - columns_);
    cells_.resize(columns_);
  }

  /// The cell of a column; empty when the row ends before it.
  [[nodiscard]] std::string_view operator[](std::size_t column) const noexcept { return cells_[column]; }

  /// True when cells of the row had to be joined.
  [[nodiscard]] bool joined() const noexcept { return joined_; }

  [[nodiscard]] bool empty() const noexcept {
    return std::all_of(cells_.begin(), cells_.end(),
                       [](std::string_view cell) { return cell.find_first_not_of(" \t") == std::string_view::npos; });
  }

 private:
  void join(std::size_t surplus) {
    joined_ = true;
    std::vector<bool> continues(cells_.size());
    std::size_t spaced = 0;
    for (std::size_t i = 1; i < cells_.size(); ++i) {
      continues[i] = cells_[i].starts_with(' ');
      spaced += continues[i] ? 1U : 0U;
    }
    if (spaced > surplus) continues.assign(cells_.size(), false);
    std::size_t left = spaced > surplus ? surplus : surplus - spaced;
    std::size_t column = 0;
    for (std::size_t i = 1; i < cells_.size() && left > 0; ++i) {
      if (continues[i]) continue;
      if (column >= text_column_) {
        continues[i] = true;
        --left;
      } else {
        ++column;
      }
    }
    put_together(continues);
  }

  void put_together(std::vector<bool> const& continues) {
    std::vector<std::string_view> const parts = std::move(cells_);
    cells_.clear();
    texts_.clear();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (continues[i]) {
        texts_.back().append(1, delimiter_).append(parts[i]);
      } else {
        texts_.emplace_back(parts[i]);
      }
    }
    cells_.assign(texts_.begin(), texts_.end());
  }

  std::size_t columns_;
  std::size_t text_column_;
  char delimiter_;
  bool joined_ = false;
  std::vector<std::string_view> cells_;
  std::vector<std::string> texts_;
};

}  // namespace detail::csv

STORYMAP_END
