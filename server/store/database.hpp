// server/store/database.hpp - the port to a database: what the repositories ask, whichever driver answers.
// Room: store.
//
//     Rows const found = co_await database.read("SELECT name FROM projects WHERE id = $1", {id});
//
//     auto rename = [&](Connection& in) -> Task<> {
//       co_await in.execute("UPDATE projects SET name = $1 WHERE id = $2", {name, id});
//     };
//     co_await database.transaction(rename);
#pragma once

#include "server/base/task.hpp"
#include "server/store/values.hpp"

#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace storymap::server::store {

/// What went wrong in a database.
enum class StoreErrc : std::uint8_t {
  unavailable,      ///< not reached, or lost before the statement was sent: nothing has happened
  overloaded,       ///< too many wait for a connection: nothing has happened
  timed_out,        ///< took longer than allowed, and was stopped
  conflict,         ///< lost against others after some tries: serialization failure, deadlock, busy
  unique,           ///< would be there twice
  foreign_key,      ///< refers to what is not there, or is referred to
  constraint,       ///< another constraint
  outcome_unknown,  ///< the connection was lost during COMMIT: it has happened or not
  broken,           ///< the statement or the database is faulty
};

class StoreError : public std::exception {
 public:
  /// `message` is for logs, and never contains values.
  StoreError(StoreErrc code, std::string message) : code_(code), message_(std::move(message)) {}

  [[nodiscard]] StoreErrc code() const noexcept { return code_; }
  [[nodiscard]] char const* what() const noexcept override { return message_.c_str(); }

 private:
  StoreErrc code_;
  std::string message_;
};

/// Which SQL a database speaks, where it cannot be the same for all.
enum class Dialect : std::uint8_t { sqlite, postgres };

/// A connection inside a transaction. Used by one coroutine at a time, which awaits nothing but its statements.
class Connection {
 public:
  Connection() = default;
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;
  virtual ~Connection() = default;

  /// Runs one statement in the portable subset of SQL: "$1" for the first value, text compared byte by byte, times as
  /// milliseconds in BIGINT, ON CONFLICT, RETURNING. Throws StoreError; after that the transaction only rolls back.
  virtual Task<Rows> execute(std::string_view sql, Values values = {}) = 0;

  /// Several statements separated by semicolons, without values and without answers: for migrations.
  virtual Task<> execute_script(std::string_view sql) = 0;

  [[nodiscard]] virtual Dialect dialect() const noexcept = 0;
};

/// A database with its connections. Every call has a deadline of the driver's options and throws StoreError.
class Database {
 public:
  using Work = std::function<Task<>(Connection&)>;

  Database() = default;
  Database(Database const&) = delete;
  Database& operator=(Database const&) = delete;
  virtual ~Database() = default;

  /// One statement that only reads, outside of a transaction. It sees all that was committed before.
  virtual Task<Rows> read(std::string_view sql, Values values = {}) = 0;

  /// Runs `work` in one transaction: all of it or, when it throws, nothing. Conflicts with others run it again, so it
  /// must not change anything but the database. It is resumed on an executor of the driver and the caller on his own.
  virtual Task<> run_transaction(Work work) = 0;

  [[nodiscard]] virtual Dialect dialect() const noexcept = 0;

  /// The same for work that returns something: `Task<T> work(Connection&)`.
  template <class Function>
  auto transaction(Function function) -> std::invoke_result_t<Function&, Connection&> {
    using Answer = typename std::invoke_result_t<Function&, Connection&>::value_type;
    if constexpr (std::is_void_v<Answer>) {
      Work work = std::ref(function);
      co_await run_transaction(std::move(work));
    } else {
      std::optional<Answer> answer;
      Work work = [&](Connection& connection) -> Task<> { answer.emplace(co_await function(connection)); };
      co_await run_transaction(std::move(work));
      co_return std::move(*answer);
    }
  }

  /// One statement that writes, in a transaction of its own.
  Task<Rows> write(std::string_view sql, Values values = {}) {
    auto work = [&](Connection& connection) -> Task<Rows> { co_return co_await connection.execute(sql, values); };
    co_return co_await transaction(work);
  }
};

}  // namespace storymap::server::store
