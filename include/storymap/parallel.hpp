// storymap/parallel.hpp - running blocks of work on several threads, with progress and cancellation.
// Room: base. Depends on result.hpp and simd.hpp.
#pragma once

#include <storymap/result.hpp>
#include <storymap/simd.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

STORYMAP_BEGIN

/// Called now and then with how much is done of how much, always on the thread that started the work. It may hear the
/// same twice. Returning false asks the work to stop: it ends with Errc::cancelled.
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

  /// Runs blocks until none is left; `after_block()` runs after each one.
  template <class Work, class AfterBlock>
  void drain(unsigned worker, Work& work, AfterBlock&& after_block) {
    try {
      for (std::size_t block = next_++; block < blocks_ && !stopped_; block = next_++) {
        work(worker, block);
        ++done_;
        after_block();
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

  /// How many blocks are finished.
  [[nodiscard]] std::size_t done() const noexcept { return done_; }
  [[nodiscard]] std::exception_ptr failure() const noexcept { return failure_; }

  void join() {
    std::scoped_lock const lock(mutex_);
    ++helpers_;
  }
  void leave() {
    std::scoped_lock const lock(mutex_);
    if (--helpers_ == 0) left_.notify_all();
  }
  /// Waits until all who joined have left; false when they have not after some time.
  [[nodiscard]] bool wait(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    return left_.wait_for(lock, most, [this] { return helpers_ == 0; });
  }

 private:
  std::size_t const blocks_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> done_ = 0;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;
  std::condition_variable left_;
  std::size_t helpers_ = 0;
  std::exception_ptr failure_;
};

/// Tells the caller how far the work is, and stops it when he says so.
class BlockProgress {
 public:
  BlockProgress(Progress const& progress, std::size_t blocks, BlockQueue& queue)
      : progress_(progress), blocks_(blocks), queue_(queue) {}

  /// On the caller's thread only.
  void tell(std::size_t done) {
    if (!progress_ || cancelled_) return;
    try {
      cancelled_ = !progress_(done, blocks_);
      if (cancelled_) queue_.stop();
    } catch (...) {
      cancelled_ = true;
      queue_.stop(std::current_exception());
    }
  }
  [[nodiscard]] bool cancelled() const noexcept { return cancelled_; }

 private:
  Progress const& progress_;
  std::size_t blocks_;
  BlockQueue& queue_;
  bool cancelled_ = false;
};

}  // namespace detail

/// Calls `work(worker, block)` once for every block in [0, blocks), on `thread_count(run, blocks)` threads including
/// the caller's; `worker` < that count names the thread, so that each may keep scratch space of its own. Blocks are
/// handed out in order. An exception of `work` stops the others and is thrown again here. When the system gives no more
/// threads, those there are do the work.
///
/// Progress is told before the first block, after each block of the caller's thread, every few milliseconds while it
/// waits for the others, and in the end: (0, blocks) and (blocks, blocks) are always among what it hears.
template <class Work>
Result<void> for_each_block(std::size_t blocks, RunOptions const& run, Work&& work) {
  constexpr std::chrono::milliseconds patience{20};
  detail::BlockQueue queue(blocks);
  detail::BlockProgress progress(run.progress, blocks, queue);
  if (blocks > 0) progress.tell(0);
  std::vector<std::jthread> helpers;
  for (unsigned worker = 1; worker < thread_count(run, blocks) && !progress.cancelled(); ++worker) {
    queue.join();
    try {
      helpers.emplace_back([&queue, &work, worker] {
        queue.drain(worker, work, [] {});
        queue.leave();
      });
    } catch (std::system_error const&) {
      // The answer does not depend on how many there are.
      queue.leave();
      break;
    }
  }
  queue.drain(0, work, [&] {
    if (queue.done() < blocks) progress.tell(queue.done());
  });
  while (run.progress && !queue.wait(patience)) progress.tell(queue.done());
  helpers.clear();
  if (queue.failure()) std::rethrow_exception(queue.failure());
  if (blocks > 0) progress.tell(blocks);
  if (queue.failure()) std::rethrow_exception(queue.failure());
  if (progress.cancelled()) return failure(Errc::cancelled, "stopped by the caller");
  return {};
}

STORYMAP_END
