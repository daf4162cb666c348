// server/app/housekeeping.hpp - what is done every hour, whether or not somebody asks.
// Room: app.
#pragma once

#include "server/base/log.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace storymap::server::app {

/// Calls something now and then on a thread of its own, until it is destroyed. What that throws is noted in the log.
class Housekeeping {
 public:
  Housekeeping(std::function<void()> work, std::chrono::milliseconds pause, Log log);
  Housekeeping(Housekeeping const&) = delete;
  Housekeeping& operator=(Housekeeping const&) = delete;
  /// Waits for what runs.
  ~Housekeeping() = default;

 private:
  void run(std::stop_token const& stop);

  std::function<void()> work_;
  std::chrono::milliseconds pause_;
  Log log_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;
};

}  // namespace storymap::server::app
