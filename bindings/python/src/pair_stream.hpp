// bindings/python/src/pair_stream.hpp - pairs as they are found, a chunk at a time.
#pragma once

#include <storymap/similarity.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace storymap::python {

/// Searches on threads of its own and waits when nobody takes what it found. Knows nothing of Python: callers hold no
/// GIL while they wait. The index must outlive it.
class PairStream {
 public:
  using Chunk = std::vector<SimilarPair>;

  /// Chunks have at least `chunk_size` pairs, but for the last one.
  PairStream(SimilarityIndex const& index, double at_least, std::size_t chunk_size, unsigned threads)
      : index_(index), chunk_size_(chunk_size) {
    searcher_ = std::jthread([this, at_least, threads] { search(at_least, threads); });
  }
  PairStream(PairStream const&) = delete;
  PairStream& operator=(PairStream const&) = delete;
  ~PairStream() { stop(); }

  /// What there is after a while: a chunk, nothing yet, or that there will be none. Throws what the search threw.
  struct Next {
    std::optional<Chunk> chunk;
    bool is_end = false;
  };
  [[nodiscard]] Next wait_for(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, most, [&] { return !chunks_.empty() || is_finished_; });
    if (chunks_.empty()) {
      if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
      return {std::nullopt, is_finished_};
    }
    Next next{std::move(chunks_.front()), false};
    chunks_.pop_front();
    changed_.notify_all();
    return next;
  }

  /// Ends the search.
  void stop() {
    {
      std::scoped_lock const lock(mutex_);
      is_stopped_ = true;
      chunks_.clear();
    }
    changed_.notify_all();
    if (searcher_.joinable()) searcher_.join();
  }

  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> progress() const noexcept { return {done_, total_}; }

 private:
  static constexpr std::size_t most_waiting = 4;

  void search(double at_least, unsigned threads) noexcept {
    try {
      Chunk gathered;
      RunOptions run{.threads = threads};
      run.progress = [&](std::uint64_t done, std::uint64_t total) {
        done_ = done;
        total_ = total;
        return !is_stopped_;
      };
      PairVisitor const visit = [&](std::span<SimilarPair const> pairs) {
        gathered.insert(gathered.end(), pairs.begin(), pairs.end());
        return gathered.size() < chunk_size_ || put(std::exchange(gathered, {}));
      };
      (void)index_.for_each_pair(at_least, visit, run);
      if (!gathered.empty()) put(std::move(gathered));
    } catch (...) {
      std::scoped_lock const lock(mutex_);
      failure_ = std::current_exception();
    }
    std::scoped_lock const lock(mutex_);
    is_finished_ = true;
    changed_.notify_all();
  }

  /// False when nobody wants more.
  bool put(Chunk chunk) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return chunks_.size() < most_waiting || is_stopped_; });
    if (is_stopped_) return false;
    chunks_.push_back(std::move(chunk));
    changed_.notify_all();
    return true;
  }

  SimilarityIndex const& index_;
  std::size_t chunk_size_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Chunk> chunks_;
  std::exception_ptr failure_;
  bool is_finished_ = false;
  std::atomic<bool> is_stopped_ = false;
  std::atomic<std::uint64_t> done_ = 0;
  std::atomic<std::uint64_t> total_ = 0;
  std::jthread searcher_;
};

}  // namespace storymap::python
