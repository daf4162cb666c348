// server/store/postgres/lane.hpp - a thread with its connections to PostgreSQL, and who may use them when.
// Room: store.
#pragma once

#include "server/store/postgres/link.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <thread>
#include <utility>

namespace storymap::server::store {

/// All but the constructor and the destructor runs on the lane's own thread.
class PgLane {
  struct Slot {
    bool is_reader = false;
    bool is_lent = false;
    std::shared_ptr<PgLink> link;
  };

 public:
  /// A connection that nobody else uses until this ends.
  class Lease {
   public:
    Lease(PgLane& lane, Slot& slot) : lane_(&lane), slot_(&slot), link_(slot.link) {}
    Lease(Lease&& other) noexcept
        : lane_(other.lane_), slot_(std::exchange(other.slot_, nullptr)), link_(std::move(other.link_)) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (slot_ != nullptr) lane_->give_back(*slot_);
    }
    [[nodiscard]] PgLink& link() const noexcept { return *link_; }

   private:
    PgLane* lane_;
    Slot* slot_;
    std::shared_ptr<PgLink> link_;
  };

  PgLane(PostgresOptions const& options, ConnectionKeywords keywords);
  PgLane(PgLane const&) = delete;
  PgLane& operator=(PgLane const&) = delete;
  /// Closes the connections and waits until nobody uses them.
  ~PgLane();

  [[nodiscard]] boost::asio::io_context& context() noexcept { return context_; }

  /// A connection for one statement; others send theirs on it at the same time. Throws StoreError `unavailable` when
  /// none is there in time, `overloaded` when too many wait.
  [[nodiscard]] Task<std::shared_ptr<PgLink>> reader();

  /// A connection for a transaction. Who asked first gets one first. Throws as `reader` does.
  [[nodiscard]] Task<Lease> writer();

 private:
  struct Waiter {
    boost::asio::steady_timer timer;
    Slot* slot = nullptr;  ///< that is lent to it
  };

  [[nodiscard]] Task<> keep_connected(Slot& slot);
  [[nodiscard]] Task<> connect(Slot& slot);
  [[nodiscard]] Task<> pause(std::chrono::milliseconds time);
  [[nodiscard]] Slot* best_reader() noexcept;
  [[nodiscard]] Slot* free_writer() noexcept;
  [[nodiscard]] Task<Slot*> wait(std::list<Waiter>& queue);
  [[nodiscard]] StoreError give_up() const;
  void give_back(Slot& slot) noexcept;
  /// A connection is there: those who wait for one get it.
  void offer(Slot& slot) noexcept;
  void stop();

  PostgresOptions options_;
  ConnectionKeywords keywords_;
  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  std::list<Slot> slots_;
  std::list<Waiter> waiting_readers_;
  std::list<Waiter> waiting_writers_;
  std::list<boost::asio::steady_timer> pauses_;
  std::string last_failure_ = "PostgreSQL is not reached";
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace storymap::server::store
