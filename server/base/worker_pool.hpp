// server/base/worker_pool.hpp - threads for work that computes or blocks, away from the threads that serve requests.
// Room: base.
#pragma once

#include "server/base/problem.hpp"
#include "server/base/task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace storymap::server {

/// A fixed number of threads with a bounded queue. Work beyond the queue is refused at once with 503: waiting in line
/// for longer than the caller does helps nobody.
class WorkerPool {
 public:
  WorkerPool(std::size_t threads, std::size_t queue) : limit_(threads + queue), pool_(threads) {}
  WorkerPool(WorkerPool const&) = delete;
  WorkerPool& operator=(WorkerPool const&) = delete;
  /// Waits for what runs.
  ~WorkerPool() { pool_.join(); }

  /// Calls `work()` on a thread of the pool and returns here, on the executor of the caller, with what it returned or
  /// threw. Throws Problem 503 `overloaded` when the queue is full.
  template <class Work>
  Task<std::invoke_result_t<Work>> run(Work work) {
    Place const place(*this);
    auto on_the_pool = [](Work job) -> Task<std::invoke_result_t<Work>> { co_return job(); };
    co_return co_await boost::asio::co_spawn(pool_, on_the_pool(std::move(work)), boost::asio::use_awaitable);
  }

  /// How much work runs or waits.
  [[nodiscard]] std::size_t load() const noexcept { return taken_; }

 private:
  /// A place in the queue, for as long as the work takes.
  class Place {
   public:
    explicit Place(WorkerPool& pool) : pool_(pool) {
      if (pool_.taken_.fetch_add(1) < pool_.limit_) return;
      --pool_.taken_;
      throw overloaded();
    }
    Place(Place const&) = delete;
    Place& operator=(Place const&) = delete;
    ~Place() { --pool_.taken_; }

   private:
    WorkerPool& pool_;
  };

  std::size_t limit_;
  std::atomic<std::size_t> taken_ = 0;
  boost::asio::thread_pool pool_;
};

}  // namespace storymap::server
