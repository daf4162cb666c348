// server/app/housekeeping.cpp - bodies of housekeeping.hpp.
#include "server/app/housekeeping.hpp"

#include <exception>
#include <utility>

namespace storymap::server::app {

Housekeeping::Housekeeping(std::function<void()> work, std::chrono::milliseconds pause, Log log)
    : work_(std::move(work)),
      pause_(pause),
      log_(std::move(log)),
      thread_([this](std::stop_token stop) { run(stop); }) {}

void Housekeeping::run(std::stop_token const& stop) {
  while (!stop.stop_requested()) {
    try {
      work_();
    } catch (std::exception const& error) {
      log_.error("housekeeping failed", {{"reason", error.what()}});
    }
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, pause_, [] { return false; });
  }
}

}  // namespace storymap::server::app
