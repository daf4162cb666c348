// server/store/postgres/answer.hpp - what PostgreSQL answers, as rows or as an error.
// Room: store.
#pragma once

#include "server/store/database.hpp"

#include <libpq-fe.h>

#include <memory>
#include <string_view>

namespace storymap::server::store {

struct ClearResult {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using PgResult = std::unique_ptr<PGresult, ClearResult>;

/// The rows of an answer in binary form. Throws StoreError `broken` for a column of a type that no value has.
[[nodiscard]] Rows rows_of(PGresult const* result);

/// What an error means. Its message quotes no value.
[[nodiscard]] StoreError error_of(PGresult const* result);

/// The meaning of an SQLSTATE, https://www.postgresql.org/docs/15/errcodes-appendix.html.
[[nodiscard]] StoreErrc errc_of_sqlstate(std::string_view state) noexcept;

}  // namespace storymap::server::store
