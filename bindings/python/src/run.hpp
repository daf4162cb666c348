// bindings/python/src/run.hpp - a long call: the GIL released, Ctrl-C and progress honoured.
#pragma once

#include "errors.hpp"

#include <storymap/parallel.hpp>

#include <pybind11/pybind11.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace storymap::python {

namespace py = pybind11;

/// How long the library has worked for all calls so far: what a call takes beyond that is what Python costs.
inline std::atomic<std::int64_t> library_nanoseconds = 0;

/// Adds the time it lives.
class LibraryTimer {
 public:
  LibraryTimer() = default;
  LibraryTimer(LibraryTimer const&) = delete;
  LibraryTimer& operator=(LibraryTimer const&) = delete;
  ~LibraryTimer() {
    auto const passed = std::chrono::steady_clock::now() - begin_;
    library_nanoseconds += std::chrono::duration_cast<std::chrono::nanoseconds>(passed).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// Runs the library without the GIL. Now and then, on the thread that called, it takes the GIL again to let signal
/// handlers run and to tell `progress(done, total)`; what those raise stops the work and reaches the caller.
class LongCall {
 public:
  /// `progress` is None or callable; `threads` 0 for as many as the machine has.
  LongCall(unsigned threads, py::object progress) : progress_(std::move(progress)) {
    run_.threads = threads;
    run_.progress = [this](std::uint64_t done, std::uint64_t total) { return poll(done, total); };
  }
  LongCall(LongCall const&) = delete;
  LongCall& operator=(LongCall const&) = delete;

  /// Calls `work(RunOptions)`, which returns a Result and touches no Python object, and returns the value.
  template <class Work>
  auto operator()(Work&& work) {
    return beyond_library([&](RunOptions const& run) {
      LibraryTimer const timer;
      return work(run);
    });
  }

  /// The same for what Python costs: the time does not count as the library's.
  template <class Work>
  auto beyond_library(Work&& work) {
    auto result = [&] {
      py::gil_scoped_release const released;
      return work(static_cast<RunOptions const&>(run_));
    }();
    if (raised_) throw py::error_already_set(std::move(*raised_));
    return value_or_raise(std::move(result));
  }

  /// Within the work, with the GIL: runs what may raise. False, and what was raised is kept for the caller, when it
  /// does.
  template <class Act>
  [[nodiscard]] bool guard(Act&& act) {
    try {
      act();
      return true;
    } catch (py::error_already_set& error) {
      if (!raised_) raised_.emplace(std::move(error));
      return false;
    }
  }

 private:
  static constexpr std::chrono::milliseconds interval{50};

  bool poll(std::uint64_t done, std::uint64_t total) {
    auto const now = std::chrono::steady_clock::now();
    bool const is_news = done == total && !told_all_;
    if (now - polled_ < interval && !is_news) return true;
    polled_ = now;
    told_all_ = done == total;
    py::gil_scoped_acquire const acquired;
    return guard([&] {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      if (!progress_.is_none()) progress_(done, total);
    });
  }

  py::object progress_;
  RunOptions run_;
  std::chrono::steady_clock::time_point polled_ = std::chrono::steady_clock::now();
  bool told_all_ = false;  ///< it may be told often that all is done, as long as the rest of the work lasts
  std::optional<py::error_already_set> raised_;
};

}  // namespace storymap::python
