// storymap/detail/csv_own_row.hpp - one row of our own CSV files: its cells by name, and errors that name them.
// Room: formats. Depends on csv_cells.hpp, csv_sample.hpp and csv_table.hpp.
#pragma once

#include <storymap/detail/csv_cells.hpp>
#include <storymap/detail/csv_sample.hpp>
#include <storymap/detail/csv_table.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

/// The kinds of rows. The words are those of the `type` column.
enum class OwnType { map, persona, release, activity, task, story, link };

/// A set of columns as bits.
[[nodiscard]] constexpr std::uint32_t column_bits(std::initializer_list<OwnColumn> columns) noexcept {
  std::uint32_t bits = 0;
  for (OwnColumn const column : columns) bits |= 1U << static_cast<std::uint32_t>(column);
  return bits;
}

struct OwnTypeWord {
  std::string_view word;
  OwnType type;
  std::uint32_t columns;  ///< those that mean something beside the type
};

inline constexpr std::uint32_t own_noun_columns =
    column_bits({OwnColumn::id, OwnColumn::title, OwnColumn::description, OwnColumn::external, OwnColumn::extra});
inline constexpr std::uint32_t own_task_columns = own_noun_columns | column_bits({OwnColumn::parent});
inline constexpr std::array<OwnTypeWord, 7> own_types = {{
    {"map", OwnType::map, column_bits({OwnColumn::title, OwnColumn::description, OwnColumn::extra})},
    {"persona", OwnType::persona, own_noun_columns},
    {"release", OwnType::release, own_noun_columns},
    {"activity", OwnType::activity, own_noun_columns},
    {"task", OwnType::task, own_task_columns},
    {"story", OwnType::story, ~column_bits({OwnColumn::kind, OwnColumn::from, OwnColumn::to})},
    {"link", OwnType::link, column_bits({OwnColumn::kind, OwnColumn::from, OwnColumn::to, OwnColumn::extra})},
}};

/// The type of this word, or null.
[[nodiscard]] inline OwnTypeWord const* find_own_type(std::string_view word) noexcept {
  auto const* const known =
      std::find_if(own_types.begin(), own_types.end(), [&](OwnTypeWord const& type) { return type.word == word; });
  return known == own_types.end() ? nullptr : known;
}

/// The current row, and the first error of the file.
class OwnRow {
 public:
  /// `columns` are those of the file, in its order; a column that it lacks is empty in every row.
  explicit OwnRow(std::vector<OwnColumn> columns) : columns_(std::move(columns)) {}

  /// Takes the cells of a row, without their guards; surplus cells must be empty.
  void read(std::span<std::string_view const> cells, std::size_t line) {
    line_ = line;
    cells_.fill({});
    for (std::size_t i = 0; i < std::min(columns_.size(), cells.size()); ++i) {
      cells_[static_cast<std::size_t>(columns_[i])] = unguarded(cells[i]);
    }
    empty_ = all_empty(cells_);
    if (cells.size() > columns_.size() && !all_empty(cells.subspan(columns_.size()))) {
      fail(Errc::invalid_field,
           "expected " + std::to_string(columns_.size()) + " cells, but found " + std::to_string(cells.size()), line);
    }
  }

  [[nodiscard]] bool empty() const noexcept { return empty_; }
  [[nodiscard]] std::size_t line() const noexcept { return line_; }

  [[nodiscard]] std::string_view operator[](OwnColumn column) const noexcept {
    return cells_[static_cast<std::size_t>(column)];
  }
  [[nodiscard]] std::string text(OwnColumn column) const { return std::string((*this)[column]); }

  /// The kind of the row; an unknown word is an error and reads as the map's row.
  [[nodiscard]] OwnTypeWord const& type() {
    std::string_view const word = (*this)[OwnColumn::type];
    if (OwnTypeWord const* const known = find_own_type(word)) return *known;
    fail_in(OwnColumn::type, Errc::invalid_field,
            "expected map, persona, release, activity, task, story or link, but found " + in_quotes(word));
    return own_types.front();
  }

  /// True when a column outside `columns` is filled.
  [[nodiscard]] bool has_others(std::uint32_t columns) const noexcept {
    for (std::size_t i = 1; i < cells_.size(); ++i) {
      if ((columns >> i & 1U) == 0 && !cells_[i].empty()) return true;
    }
    return false;
  }

  /// Remembers an error unless there is an earlier one.
  void fail(Errc code, std::string message, std::size_t line) {
    if (failed_) return;
    failed_ = true;
    error_ = Error{code, std::move(message), line_path(line)};
  }

  /// The same for a cell, of the current row or that of `line`.
  void fail_in(OwnColumn column, Errc code, std::string const& message, std::size_t line = 0) {
    std::string const name(own_csv_header[static_cast<std::size_t>(column)]);
    fail(code, "column '" + name + "': " + message, line == 0 ? line_ : line);
  }

  /// The value of a cell that was parsed, or an error.
  template <class T>
  [[nodiscard]] T taken(OwnColumn column, Result<T> parsed) {
    if (parsed) return std::move(*parsed);
    fail_in(column, parsed.error().code, parsed.error().message);
    return {};
  }

  [[nodiscard]] bool failed() const noexcept { return failed_; }
  [[nodiscard]] Failure failure() const { return Failure{error_}; }

 private:
  [[nodiscard]] static bool all_empty(std::span<std::string_view const> cells) noexcept {
    return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return cell.empty(); });
  }

  std::vector<OwnColumn> columns_;
  std::array<std::string_view, own_csv_header.size()> cells_;
  std::size_t line_ = 0;
  bool empty_ = true;
  bool failed_ = false;
  Error error_;
};

}  // namespace detail::csv

STORYMAP_END
