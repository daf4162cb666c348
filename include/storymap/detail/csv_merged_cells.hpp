// storymap/detail/csv_merged_cells.hpp - cells that a spreadsheet shows as one: the first filled, the rest empty.
// Room: formats. Depends on csv_items.hpp.
#pragma once

#include <storymap/detail/csv_items.hpp>

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

/// A column of group names: `name` of items, which means something new below each new `group`.
struct GroupColumn {
  std::string CsvItem::*name;
  std::string CsvItem::*group;
};

/// True when the column looks merged: filled in the first row, empty in some, and no name comes twice, as it would if
/// every row had its own.
[[nodiscard]] inline bool looks_merged(std::vector<CsvItem> const& items, GroupColumn column) {
  std::unordered_set<std::string> names;
  bool some_empty = false;
  for (CsvItem const& item : items) {
    std::string const& name = item.*column.name;
    if (name.empty()) {
      some_empty = true;
    } else if (!names.insert(item.*column.group + '\n' + name).second) {
      return false;
    }
  }
  return some_empty && !items.empty() && !(items.front().*column.name).empty();
}

/// Repeats the name above in empty cells of a merged column, as far as its group goes. Returns how many it filled.
inline std::size_t fill_merged_cells(std::vector<CsvItem>& items, GroupColumn column) {
  if (!looks_merged(items, column)) return 0;
  std::size_t filled = 0;
  CsvItem const* above = nullptr;
  for (CsvItem& item : items) {
    if (!(item.*column.name).empty()) {
      above = &item;
    } else if (above != nullptr && (column.name == column.group || item.*column.group == above->*column.group)) {
      item.*column.name = above->*column.name;
      ++filled;
    }
  }
  return filled;
}

/// Undoes merged cells in the columns of activities and tasks.
inline void fill_merged_cells(std::vector<CsvItem>& items, ImportReport& report) {
  std::size_t const activities = fill_merged_cells(items, {&CsvItem::activity, &CsvItem::activity});
  std::size_t const tasks = fill_merged_cells(items, {&CsvItem::task, &CsvItem::activity});
  if (activities + tasks == 0) return;
  report.add(ImportNote::Kind::defaulted,
             std::to_string(activities + tasks) + " empty cells repeat the activity or task above, as merged cells do");
}

}  // namespace detail::csv

STORYMAP_END
