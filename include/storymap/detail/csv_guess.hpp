// storymap/detail/csv_guess.hpp - which column is which when no header says so: by what the cells look like.
// Room: formats. Depends on csv_columns.hpp and csv_rows.hpp.
#pragma once

#include <storymap/detail/csv_columns.hpp>
#include <storymap/detail/csv_rows.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

[[nodiscard]] inline bool is_whole_number(std::string_view text) noexcept {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "SHOP-12": capitals and digits, a hyphen, digits.
[[nodiscard]] inline bool is_issue_key(std::string_view text) noexcept {
  std::size_t const hyphen = text.rfind('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || text[0] < 'A' || text[0] > 'Z') return false;
  std::string_view const project = text.substr(0, hyphen);
  return is_whole_number(text.substr(hyphen + 1)) &&
         project.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string_view::npos;
}

/// What the cells of one column of a sample have in common.
struct ColumnFacts {
  std::size_t column = 0;
  std::size_t rows = 0;
  std::size_t filled = 0;
  std::size_t ids = 0;  ///< cells that are whole numbers or issue keys
  std::size_t types = 0;
  std::size_t statuses = 0;
  std::size_t priorities = 0;
  std::size_t words = 0;
  std::unordered_set<std::string> values;

  [[nodiscard]] bool mostly(std::size_t some) const noexcept { return filled > 0 && some * 5 >= filled * 4; }
  [[nodiscard]] bool often_filled() const noexcept { return filled * 2 >= rows; }
  [[nodiscard]] bool text() const noexcept { return filled > 0 && words * 2 >= filled * 3 && !mostly(ids); }
  [[nodiscard]] bool unique() const noexcept { return filled == rows && values.size() == rows; }

  void see(std::string_view cell) {
    ++rows;
    if (cell.empty()) return;
    ++filled;
    if (is_whole_number(cell) || is_issue_key(cell)) ++ids;
    storymap::for_each_field(cell, [&](std::string_view) { ++words; });
    values.emplace(cell);
    constexpr std::size_t longest_word = 64;
    if (cell.size() > longest_word) return;
    std::string const word = csv_word(cell);
    if (find_level_word(word) != CsvLevel::none) ++types;
    if (find_status_word(word)) ++statuses;
    if (is_priority_word(word)) ++priorities;
  }
};

/// Fills the gaps of a plan by content.
class ColumnGuesser {
 public:
  ColumnGuesser(CsvSample const& sample, CsvPlan& plan) : plan_(plan), facts_(plan.columns.size()) {
    for (std::size_t column = 0; column < facts_.size(); ++column) facts_[column].column = column;
    CsvRow row(plan.columns.size(), std::numeric_limits<std::size_t>::max(), sample.delimiter);
    for (std::size_t i = plan.has_header ? 1 : 0; i < sample.rows.size(); ++i) {
      std::vector<std::string_view> const cells(sample.rows[i].begin(), sample.rows[i].end());
      row.read(cells);
      rows_.emplace_back();
      for (std::size_t column = 0; column < facts_.size(); ++column) {
        facts_[column].see(trim(row[column]));
        rows_.back().emplace_back(trim(row[column]));
      }
    }
  }

  /// Everything, for a file without a header.
  void guess_all() {
    guess(CsvField::id, [](ColumnFacts const& facts) { return facts.mostly(facts.ids) && facts.unique(); });
    guess_parent();
    guess(CsvField::type, [](ColumnFacts const& facts) { return facts.mostly(facts.types) && facts.often_filled(); });
    guess(CsvField::status, [](ColumnFacts const& facts) { return facts.mostly(facts.statuses); });
    guess(CsvField::priority, [](ColumnFacts const& facts) { return facts.mostly(facts.priorities); });
    guess_title();
    guess(CsvField::description, [](ColumnFacts const& facts) { return facts.text(); });
  }

  /// The first column of text is the title; where there is none, the first filled column that holds no ids.
  void guess_title() {
    guess(CsvField::title, [](ColumnFacts const& facts) { return facts.text() && facts.often_filled(); });
    guess(CsvField::title, [](ColumnFacts const& facts) { return facts.filled > 0 && !facts.mostly(facts.ids); });
    guess(CsvField::title, [](ColumnFacts const& facts) { return facts.filled > 0; });
  }

  /// What was guessed, in the order of the columns.
  [[nodiscard]] std::vector<std::size_t> const& guessed() const noexcept { return guessed_; }

 private:
  /// Gives `field` to the first free column that `fits`, unless a column has it.
  template <class F>
  void guess(CsvField field, F&& fits) {
    if (plan_.find(field)) return;
    for (std::size_t column = 0; column < facts_.size(); ++column) {
      if (plan_.columns[column].field != CsvField::none || !fits(facts_[column])) continue;
      plan_.columns[column].field = field;
      guessed_.push_back(column);
      return;
    }
  }

  /// A parent is empty for some rows, is the id of another row for all others, and never of its own.
  void guess_parent() {
    auto const id = plan_.find(CsvField::id);
    if (!id) return;
    guess(CsvField::parent, [&](ColumnFacts const& facts) {
      bool const refers = std::all_of(facts.values.begin(), facts.values.end(),
                                      [&](std::string const& value) { return facts_[*id].values.contains(value); });
      bool const itself =
          std::any_of(rows_.begin(), rows_.end(), [&](auto const& row) { return row[facts.column] == row[*id]; });
      return facts.filled > 0 && facts.filled < facts.rows && refers && !itself;
    });
  }

  CsvPlan& plan_;
  std::vector<ColumnFacts> facts_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> guessed_;
};

}  // namespace detail::csv

STORYMAP_END
