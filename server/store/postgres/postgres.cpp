// server/store/postgres/postgres.cpp - bodies of postgres.hpp.
#include "server/store/postgres/postgres.hpp"

#include "server/store/postgres/lane.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <deque>
#include <exception>
#include <random>
#include <utility>

namespace storymap::server::store {
namespace {

namespace asio = boost::asio;

/// How often work is done again that lost against others, or whose connection was lost before its end.
constexpr int most_tries = 4;

/// A statement waits for those before it only in its own transaction.
class Transaction final : public Connection {
 public:
  explicit Transaction(PgLink& link) : link_(link) {}

  Task<Rows> execute(std::string_view sql, Values values) override { return run(std::string(sql), std::move(values)); }
  Task<> execute_script(std::string_view sql) override { return run_script(std::string(sql)); }
  [[nodiscard]] Dialect dialect() const noexcept override { return Dialect::postgres; }

 private:
  Task<Rows> run(std::string sql, Values values) { co_return co_await link_.execute(sql, values); }
  Task<> run_script(std::string sql) { co_await link_.execute_script(std::move(sql)); }

  PgLink& link_;
};

/// Throws StoreError.
Task<> commit(PgLink& link) {
  try {
    (void)co_await link.execute("COMMIT", Values());
  } catch (StoreError const& error) {
    if (link.is_open()) throw;
    throw StoreError(StoreErrc::outcome_unknown, error.what());
  }
}

/// Runs the work in one transaction. Throws what the work throws, and StoreError.
Task<> run_once(PgLink& link, Database::Work const& work) {
  PgLink::Pending const begun = link.send("BEGIN", {});
  std::exception_ptr failure;
  try {
    Transaction transaction(link);
    co_await work(transaction);
    (void)co_await link.finish(begun);
    co_await commit(link);
  } catch (...) {
    failure = std::current_exception();
  }
  if (!failure) co_return;
  try {
    if (link.is_open()) (void)co_await link.execute("ROLLBACK", Values());
  } catch (StoreError const& error) {
    link.close(StoreErrc::unavailable, error.what());
  }
  std::rethrow_exception(failure);
}

/// Whether to run again what failed: a connection that is lost is one of several, which may be there.
class Tries {
 public:
  explicit Tries(std::chrono::milliseconds wait) : until_(std::chrono::steady_clock::now() + wait) {}

  [[nodiscard]] bool allow_another(StoreErrc code) noexcept {
    ++made_;
    if (made_ == most_tries) return false;
    if (code == StoreErrc::unavailable) return std::chrono::steady_clock::now() < until_;
    return code == StoreErrc::conflict;
  }
  [[nodiscard]] int made() const noexcept { return made_; }

 private:
  std::chrono::steady_clock::time_point until_;
  int made_ = 0;
};

/// So long who lost waits, and not all the same time.
Task<> back_off(asio::io_context& context, int tries) {
  thread_local std::minstd_rand random{std::random_device{}()};
  std::uniform_int_distribution<int> spread(1, 10 << tries);
  asio::steady_timer timer(context, std::chrono::milliseconds(spread(random)));
  co_await timer.async_wait(asio::use_awaitable);
}

class Postgres final : public Database {
 public:
  explicit Postgres(PostgresOptions options) : options_(std::move(options)) {
    if (options_.has_pooler) {
      options_.writers += options_.readers;
      options_.readers = 0;
    }
    ConnectionKeywords const keywords = connection_keywords(options_);
    for (std::size_t k = 0; k < options_.lanes; ++k) lanes_.emplace_back(options_, keywords);
  }

  Task<Rows> read(std::string_view sql, Values values) override {
    PgLane& lane = next_lane();
    auto work = [](Postgres& self, PgLane& on, std::string_view statement, Values const& all) -> Task<Rows> {
      for (Tries tries(self.options_.wait);;) {
        try {
          co_return co_await self.read_once(on, statement, all);
        } catch (StoreError const& error) {
          if (!tries.allow_another(error.code())) throw;
        }
        co_await back_off(on.context(), tries.made());
      }
    };
    co_return co_await asio::co_spawn(lane.context(), work(*this, lane, sql, values), asio::use_awaitable);
  }

  Task<> run_transaction(Work work) override {
    PgLane& lane = next_lane();
    auto run = [](Postgres& self, PgLane& on, Work const& job) -> Task<> {
      for (Tries tries(self.options_.wait);;) {
        try {
          PgLane::Lease const lease = co_await on.writer();
          co_await run_once(lease.link(), job);
          co_return;
        } catch (StoreError const& error) {
          if (!tries.allow_another(error.code())) throw;
        }
        co_await back_off(on.context(), tries.made());
      }
    };
    co_await asio::co_spawn(lane.context(), run(*this, lane, work), asio::use_awaitable);
  }

  [[nodiscard]] Dialect dialect() const noexcept override { return Dialect::postgres; }

 private:
  Task<Rows> read_once(PgLane& lane, std::string_view sql, Values const& values) {
    if (options_.has_pooler) {
      PgLane::Lease const lease = co_await lane.writer();
      co_return co_await lease.link().execute(sql, values);
    }
    std::shared_ptr<PgLink> const link = co_await lane.reader();
    co_return co_await link->execute(sql, values);
  }

  [[nodiscard]] PgLane& next_lane() noexcept { return lanes_[next_++ % lanes_.size()]; }

  PostgresOptions options_;
  std::deque<PgLane> lanes_;
  std::atomic<std::size_t> next_ = 0;
};

}  // namespace

std::unique_ptr<Database> open_postgres(PostgresOptions options) {
  return std::make_unique<Postgres>(std::move(options));
}

}  // namespace storymap::server::store
