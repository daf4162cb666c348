// server/store/migrations.hpp - how the tables came to be what they are, step by step.
// Room: store.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/database.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace storymap::server::store {

/// One step. Once it is in a release it never changes: what is to be different is a step of its own.
struct Migration {
  int number;             ///< 1, 2, 3...
  std::string_view name;  ///< "accounts"
  std::string_view sql;
};

/// The steps in the words of a dialect, as they stand in server/store/migrations.
[[nodiscard]] std::span<Migration const> migrations(Dialect dialect) noexcept;

/// Brings the tables to the state of this program, in one transaction that keeps others out; returns how many steps
/// were taken. Throws StoreError `broken` when the database is of a newer program, or a step was taken that is not one
/// of ours.
[[nodiscard]] Task<std::size_t> migrate(Database& database, std::span<Migration const> steps, Clock const& clock);

/// How many steps are missing.
[[nodiscard]] Task<std::size_t> pending(Database& database, std::span<Migration const> steps);

}  // namespace storymap::server::store
