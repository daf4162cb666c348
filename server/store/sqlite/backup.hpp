// server/store/sqlite/backup.hpp - a copy of a SQLite file while a server works with it.
// Room: store.
#pragma once

#include <string>

namespace storymap::server::store {

/// Writes all that was committed when it began into a new file, and checks it. Others read and write meanwhile. What
/// was at `target` stays until the copy is whole. Throws StoreError.
void back_up_sqlite(std::string const& path, std::string const& target);

}  // namespace storymap::server::store
