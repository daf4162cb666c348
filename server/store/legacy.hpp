// server/store/legacy.hpp - what stands in a database of the predecessor, a FastAPI product on SQLAlchemy.
// Room: store.
#pragma once

#include "server/store/database.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::server::store {

/// A row by the names of its columns; every value as text, NULL as nothing.
class LegacyRow {
 public:
  void set(std::string column, std::optional<std::string> value) { values_[std::move(column)] = std::move(value); }

  /// The first of these columns that the table has and that is not NULL; columns were renamed over the years.
  [[nodiscard]] std::optional<std::string> find(std::initializer_list<std::string_view> columns) const;
  [[nodiscard]] std::string get(std::initializer_list<std::string_view> columns) const {
    return find(columns).value_or(std::string());
  }
  /// A flag, which the databases spell "1", "t" or "true".
  [[nodiscard]] bool is_true(std::string_view column, bool otherwise) const;

 private:
  std::map<std::string, std::optional<std::string>, std::less<>> values_;
};

/// All rows of the tables that become ours, each by its id.
struct LegacyData {
  std::vector<LegacyRow> users;
  std::vector<LegacyRow> projects;
  std::vector<LegacyRow> releases;
  std::vector<LegacyRow> activities;
  std::vector<LegacyRow> tasks;
  std::vector<LegacyRow> stories;
};

/// Reads them, and changes nothing. Throws StoreError `broken` when it is no database of the predecessor.
[[nodiscard]] Task<LegacyData> read_legacy(Database& database);

}  // namespace storymap::server::store
