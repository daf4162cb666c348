// server/base/async_mutex.hpp - one at a time, waiting without holding a thread.
// Room: base.
#pragma once

#include "server/base/problem.hpp"
#include "server/base/task.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <utility>

namespace storymap::server {

/// A mutex for coroutines: first come, first served. Each waits on an executor that runs one thing at a time (an
/// io_context of one thread, or a strand).
class AsyncMutex {
 public:
  AsyncMutex() = default;
  AsyncMutex(AsyncMutex const&) = delete;
  AsyncMutex& operator=(AsyncMutex const&) = delete;

  /// Holds the mutex for as long as it lives.
  class Guard {
   public:
    explicit Guard(AsyncMutex& mutex) noexcept : mutex_(&mutex) {}
    Guard(Guard&& other) noexcept : mutex_(std::exchange(other.mutex_, nullptr)) {}
    Guard& operator=(Guard&&) = delete;
    ~Guard() {
      if (mutex_ != nullptr) mutex_->unlock();
    }

   private:
    AsyncMutex* mutex_;
  };

  /// Waits until nobody else holds it. Throws Problem 503 `overloaded` when that takes longer than `patience`.
  Task<Guard> lock(std::chrono::milliseconds patience = std::chrono::seconds(5)) {
    std::shared_ptr<Waiter> waiter;
    auto const executor = co_await boost::asio::this_coro::executor;
    {
      std::scoped_lock const lock(mutex_);
      if (!std::exchange(is_held_, true)) co_return Guard(*this);
      waiter = std::make_shared<Waiter>(boost::asio::steady_timer(executor, patience));
      waiting_.push_back(waiter);
    }
    boost::system::error_code expired;
    co_await waiter->timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, expired));
    std::scoped_lock const lock(mutex_);
    if (waiter->has_it) co_return Guard(*this);
    waiting_.erase(std::find(waiting_.begin(), waiting_.end(), waiter));
    throw overloaded();
  }

 private:
  struct Waiter {
    explicit Waiter(boost::asio::steady_timer wait) : timer(std::move(wait)) {}
    boost::asio::steady_timer timer;
    bool has_it = false;
  };

  void unlock() noexcept {
    std::scoped_lock const lock(mutex_);
    if (waiting_.empty()) {
      is_held_ = false;
      return;
    }
    std::shared_ptr<Waiter> const next = std::move(waiting_.front());
    waiting_.pop_front();
    next->has_it = true;
    boost::asio::post(next->timer.get_executor(), [next] { next->timer.cancel(); });
  }

  std::mutex mutex_;
  bool is_held_ = false;
  std::deque<std::shared_ptr<Waiter>> waiting_;
};

}  // namespace storymap::server
