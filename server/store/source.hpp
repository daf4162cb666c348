// server/store/source.hpp - where a repository sends its statements: into a transaction, or to the database as such.
// Room: store.
#pragma once

#include "server/store/database.hpp"

#include <string_view>
#include <utility>

namespace storymap::server::store {

/// Reads inside a transaction or outside of one. Either must outlive it.
class Source {
 public:
  Source(Database& database) noexcept : database_(&database) {}          // NOLINT(google-explicit-constructor)
  Source(Connection& connection) noexcept : connection_(&connection) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] Task<Rows> read(std::string_view sql, Values values = {}) const {
    if (connection_ != nullptr) return connection_->execute(sql, std::move(values));
    return database_->read(sql, std::move(values));
  }

 private:
  Database* database_ = nullptr;
  Connection* connection_ = nullptr;
};

}  // namespace storymap::server::store
