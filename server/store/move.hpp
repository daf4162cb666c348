// server/store/move.hpp - everything from a SQLite file into an empty PostgreSQL database.
// Room: store.
#pragma once

#include "server/store/database.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace storymap::server::store {

struct MovedTable {
  std::string name;
  std::size_t rows = 0;
};

/// Copies every row of every table, reads both sides again, and compares how many rows there are and a digest of what
/// they say. The file is not changed, and nobody writes into it meanwhile; the target gets all or nothing. Both have
/// the tables of this program (`migrate`). Throws StoreError: `constraint` when the target is not empty, `broken` when
/// what arrived is not what was sent.
[[nodiscard]] Task<std::vector<MovedTable>> move_all(Database& sqlite, Database& postgres);

}  // namespace storymap::server::store
