// server/store/postgres/answer.cpp - bodies of answer.hpp.
#include "server/store/postgres/answer.hpp"

#include <bit>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace storymap::server::store {
namespace {

// As pg_type.dat of PostgreSQL has them; they never change.
constexpr Oid type_bool = 16;
constexpr Oid type_bytea = 17;
constexpr Oid type_name = 19;
constexpr Oid type_int8 = 20;
constexpr Oid type_int2 = 21;
constexpr Oid type_int4 = 23;
constexpr Oid type_text = 25;
constexpr Oid type_float8 = 701;
constexpr Oid type_unknown = 705;
constexpr Oid type_varchar = 1043;
constexpr Oid type_void = 2278;

/// A big-endian number.
[[nodiscard]] std::uint64_t unsigned_of(std::string_view bytes) noexcept {
  std::uint64_t number = 0;
  for (char const byte : bytes) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

[[nodiscard]] Value value_of(Oid type, std::string_view bytes) {
  switch (type) {
    case type_bool: return static_cast<std::int64_t>(bytes.front() != 0);
    case type_int2: return std::int64_t{static_cast<std::int16_t>(unsigned_of(bytes))};
    case type_int4: return std::int64_t{static_cast<std::int32_t>(unsigned_of(bytes))};
    case type_int8: return static_cast<std::int64_t>(unsigned_of(bytes));
    case type_float8: return std::bit_cast<double>(unsigned_of(bytes));
    case type_bytea: return Blob{std::string(bytes)};
    case type_text:
    case type_varchar:
    case type_name:
    case type_unknown: return std::string(bytes);
    case type_void: return {};
    default: break;
  }
  throw StoreError(StoreErrc::broken,
                   "a column has the type " + std::to_string(type) + ", which no value has: cast it");
}

[[nodiscard]] std::string field(PGresult const* result, int code) {
  char const* const text = PQresultErrorField(result, code);
  return text == nullptr ? std::string() : std::string(text);
}

}  // namespace

Rows rows_of(PGresult const* result) {
  int const columns = PQnfields(result);
  int const rows = PQntuples(result);
  std::vector<Value> values;
  values.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      if (PQgetisnull(result, row, column) != 0) {
        values.emplace_back();
        continue;
      }
      auto const size = static_cast<std::size_t>(PQgetlength(result, row, column));
      values.push_back(value_of(PQftype(result, column), {PQgetvalue(result, row, column), size}));
    }
  }
  std::string_view const affected = PQcmdTuples(const_cast<PGresult*>(result));
  std::size_t count = 0;
  std::from_chars(affected.data(), affected.data() + affected.size(), count);
  // Rows that were only read count there too.
  bool const is_reading = std::string_view(PQcmdStatus(const_cast<PGresult*>(result))).starts_with("SELECT");
  return {static_cast<std::size_t>(columns), std::move(values), is_reading ? 0 : count};
}

StoreErrc errc_of_sqlstate(std::string_view state) noexcept {
  if (state == "23505") return StoreErrc::unique;
  if (state == "23503") return StoreErrc::foreign_key;
  if (state.starts_with("23")) return StoreErrc::constraint;
  // serialization_failure, deadlock_detected, lock_not_available
  if (state == "40001" || state == "40P01" || state == "55P03") return StoreErrc::conflict;
  if (state == "40003") return StoreErrc::outcome_unknown;
  if (state == "57014" || state == "25P03") return StoreErrc::timed_out;
  // Connections refused or ended by the server; a server that has become one that only reads.
  if (state.starts_with("08") || state.starts_with("57P") || state.starts_with("53") || state == "25006" ||
      state.empty()) {
    return StoreErrc::unavailable;
  }
  return StoreErrc::broken;
}

StoreError error_of(PGresult const* result) {
  std::string const state = field(result, PG_DIAG_SQLSTATE);
  std::string message = "PostgreSQL refused a statement";
  if (!state.empty()) message += " (" + state + ")";
  // Class 22 is about values, and quotes them.
  if (!state.starts_with("22")) message += ": " + field(result, PG_DIAG_MESSAGE_PRIMARY);
  return {errc_of_sqlstate(state), std::move(message)};
}

}  // namespace storymap::server::store
