// tests/server/recording_database.hpp - a database that keeps what it was asked.
#pragma once

#include "server/store/database.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap_test {

/// Passes everything on and keeps the statements, without their values.
class RecordingDatabase final : public storymap::server::store::Database {
  template <class T = void>
  using Task = storymap::server::Task<T>;
  using Connection = storymap::server::store::Connection;
  using Rows = storymap::server::store::Rows;
  using Values = storymap::server::store::Values;

 public:
  explicit RecordingDatabase(std::unique_ptr<Database> database) : database_(std::move(database)) {}

  Task<Rows> read(std::string_view sql, Values values = {}) override {
    keep(sql);
    return database_->read(sql, std::move(values));
  }
  Task<> run_transaction(Work work) override {
    auto recorded = [this, work = std::move(work)](Connection& in) -> Task<> {
      Recorder recorder(*this, in);
      co_await work(recorder);
    };
    return database_->run_transaction(std::move(recorded));
  }
  [[nodiscard]] storymap::server::store::Dialect dialect() const noexcept override { return database_->dialect(); }

  [[nodiscard]] std::vector<std::string>& statements() { return statements_; }

 private:
  class Recorder final : public Connection {
   public:
    Recorder(RecordingDatabase& database, Connection& in) : database_(database), in_(in) {}
    Task<Rows> execute(std::string_view sql, Values values = {}) override {
      database_.keep(sql);
      return in_.execute(sql, std::move(values));
    }
    Task<> execute_script(std::string_view sql) override { return in_.execute_script(sql); }
    [[nodiscard]] storymap::server::store::Dialect dialect() const noexcept override { return in_.dialect(); }

   private:
    RecordingDatabase& database_;
    Connection& in_;
  };

  void keep(std::string_view sql) {
    std::scoped_lock const lock(mutex_);
    statements_.emplace_back(sql);
  }

  std::unique_ptr<Database> database_;
  std::mutex mutex_;
  std::vector<std::string> statements_;
};

}  // namespace storymap_test
