// storymap/parallel.hpp - running blocks of work on several threads, with progress and cancellation.
// Room: base. Depends on result.hpp and simd.hpp.
#pragma once

#include <storymap/result.hpp>
#include <storymap/simd.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

STORYMAP_BEGIN

/// Called now and then with how much is done of how much, always on the thread that started the work. Returning false
/// asks the work to stop: it ends with Errc::cancelled.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// How to run a long computation. The answer never depends on it.
struct RunOptions {
  unsigned threads = 1;     ///< 0: as many as the machine has
  Progress progress = {};   ///< may be empty
  Simd simd = best_simd();  ///< which instructions the fast loops use; one that this machine has
};

[[nodiscard]] inline unsigned thread_count(RunOptions const& run) noexcept {
  unsigned const wanted = run.threads == 0 ? std::thread::hardware_concurrency() : run.threads;
  return wanted == 0 ? 1U : wanted;
}

/// How many threads so many blocks of work are worth: never more than there are blocks.
[[nodiscard]] inline unsigned thread_count(RunOptions const& run, std::size_t blocks) noexcept {
  return blocks < thread_count(run) ? static_cast<unsigned>(blocks) : thread_count(run);
}

namespace detail {

/// Hands out block numbers and remembers the first exception.
class BlockQueue {
 public:
  explicit BlockQueue(std::size_t blocks) : blocks_(blocks) {}

  /// Runs blocks until none is left; `after_block` runs after each one with the number finished by everyone.
  template <class Work, class AfterBlock>
  void drain(unsigned worker, Work& work, AfterBlock&& after_block) {
    try {
      for (std::size_t block = next_++; block < blocks_ && !stopped_; block = next_++) {
        work(worker, block);
        after_block(++done_);
      }
    } catch (...) {
      stop(std::current_exception());
    }
  }

  void stop(std::exception_ptr reason = nullptr) {
    std::scoped_lock const lock(mutex_);
    stopped_ = true;
    if (!failure_) failure_ = std::move(reason);
  }

  [[nodiscard]] bool stopped() const noexcept { return stopped_; }
  [[nodiscard]] std::exception_ptr failure() const noexcept { return failure_; }

 private:
  std::size_t const blocks_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> done_ = 0;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;
  std::exception_ptr failure_;
};

}  // namespace detail

/// Calls `work(worker, block)` once for every block in [0, blocks), on `thread_count(run, blocks)` threads including
/// the caller's; `worker` < that count names the thread, so that each may keep scratch space of its own. Blocks are
/// handed out in order. An exception of `work` stops the others and is thrown again here. When the system gives no more
/// threads, those there are do the work.
template <class Work>
Result<void> for_each_block(std::size_t blocks, RunOptions const& run, Work&& work) {
  detail::BlockQueue queue(blocks);
  std::vector<std::jthread> helpers;
  try {
    for (unsigned worker = 1; worker < thread_count(run, blocks); ++worker) {
      helpers.emplace_back([&queue, &work, worker] { queue.drain(worker, work, [](std::size_t) {}); });
    }
  } catch (std::system_error const&) {
    // The answer does not depend on how many there are.
  }
  bool cancelled = false;
  queue.drain(0, work, [&](std::size_t done) {
    if (run.progress && !run.progress(done, blocks)) {
      cancelled = true;
      queue.stop();
    }
  });
  helpers.clear();
  if (queue.failure()) std::rethrow_exception(queue.failure());
  if (cancelled) return failure(Errc::cancelled, "stopped by the caller");
  return {};
}

STORYMAP_END
