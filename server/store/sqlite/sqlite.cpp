// server/store/sqlite/sqlite.cpp - bodies of sqlite.hpp.
#include "server/store/sqlite/sqlite.hpp"

#include "server/store/sqlite/handle.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

namespace storymap::server::store {
namespace {

namespace asio = boost::asio;

/// The writer's connection inside a transaction. Its statements block the writer's thread and nobody else.
class Transaction final : public Connection {
 public:
  explicit Transaction(SqliteHandle& handle) : handle_(handle) {}

  Task<Rows> execute(std::string_view sql, Values values) override { co_return handle_.execute(sql, values); }
  Task<> execute_script(std::string_view sql) override {
    handle_.execute_script(std::string(sql));
    co_return;
  }
  [[nodiscard]] Dialect dialect() const noexcept override { return Dialect::sqlite; }

 private:
  SqliteHandle& handle_;
};

/// Counts who waits or works, up to a bound.
class Place {
 public:
  Place(std::atomic<std::size_t>& taken, std::size_t most) : taken_(taken) {
    if (taken_.fetch_add(1) < most) return;
    --taken_;
    throw StoreError(StoreErrc::overloaded, "too many statements wait for the database");
  }
  Place(Place const&) = delete;
  Place& operator=(Place const&) = delete;
  ~Place() { --taken_; }

 private:
  std::atomic<std::size_t>& taken_;
};

class Sqlite final : public Database {
 public:
  explicit Sqlite(SqliteOptions options)
      : options_(std::move(options)),
        writer_(options_.path, true, options_.deadline),
        write_thread_(1),
        read_threads_(options_.readers) {
    for (std::size_t k = 0; k < options_.readers; ++k) {
      idle_.push_back(std::make_unique<SqliteHandle>(options_.path, false, options_.deadline));
    }
  }
  ~Sqlite() override {
    read_threads_.join();
    write_thread_.join();
  }

  Task<Rows> read(std::string_view sql, Values values) override {
    Place const place(taken_, options_.queue);
    auto work = [](Sqlite& self, std::string_view statement, Values const& all) -> Task<Rows> {
      // As many threads as connections: one is always idle.
      std::unique_ptr<SqliteHandle> handle = self.take_reader();
      try {
        Rows rows = handle->execute(statement, all);
        self.give_back(std::move(handle));
        co_return rows;
      } catch (...) {
        self.give_back(std::move(handle));
        throw;
      }
    };
    co_return co_await asio::co_spawn(read_threads_, work(*this, sql, values), asio::use_awaitable);
  }

  Task<> run_transaction(Work work) override {
    Place const place(taken_, options_.queue);
    auto run = [](SqliteHandle& handle, Work const& job) -> Task<> {
      (void)handle.execute("BEGIN IMMEDIATE", {});
      std::exception_ptr failure;
      try {
        Transaction transaction(handle);
        co_await job(transaction);
        (void)handle.execute("COMMIT", {});
      } catch (...) {
        failure = std::current_exception();
      }
      if (!failure) co_return;
      roll_back(handle);
      std::rethrow_exception(failure);
    };
    co_await asio::co_spawn(write_thread_, run(writer_, work), asio::use_awaitable);
  }

  [[nodiscard]] Dialect dialect() const noexcept override { return Dialect::sqlite; }

 private:
  static void roll_back(SqliteHandle& handle) noexcept {
    try {
      (void)handle.execute("ROLLBACK", {});
    } catch (StoreError const&) {
      // Some failures end the transaction by themselves.
    }
  }

  [[nodiscard]] std::unique_ptr<SqliteHandle> take_reader() {
    std::scoped_lock const lock(mutex_);
    std::unique_ptr<SqliteHandle> handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
  }
  void give_back(std::unique_ptr<SqliteHandle> handle) noexcept {
    std::scoped_lock const lock(mutex_);
    idle_.push_back(std::move(handle));
  }

  SqliteOptions options_;
  SqliteHandle writer_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<SqliteHandle>> idle_;
  std::atomic<std::size_t> taken_ = 0;
  asio::thread_pool write_thread_;
  asio::thread_pool read_threads_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(SqliteOptions options) { return std::make_unique<Sqlite>(std::move(options)); }

}  // namespace storymap::server::store
