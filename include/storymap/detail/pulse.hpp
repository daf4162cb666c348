// storymap/detail/pulse.hpp - a long call that its caller can stop at any time.
// Room: base. Depends on parallel.hpp.
#pragma once

#include <storymap/parallel.hpp>
#include <storymap/result.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The progress of one call from its first step to its last, whatever the steps are.
///
/// Only a few steps have something to count for the caller. All others ask him with what he was told last whether he
/// still wants the answer: between two steps, behind each block of work, and from long loops, which beat. Who is asked
/// to stop does so by throwing Stopped, which leaves all loops of all threads at once; `watched` catches it.
class Pulse {
 public:
  struct Stopped {};

  /// On the caller's thread. `run` outlives this.
  explicit Pulse(RunOptions const& run) : run_(run), asking_{.threads = run.threads, .simd = run.simd} {
    if (run.progress) asking_.progress = [this](std::uint64_t, std::uint64_t) { return ask(); };
  }
  Pulse(Pulse const&) = delete;
  Pulse& operator=(Pulse const&) = delete;

  [[nodiscard]] unsigned threads() const noexcept { return thread_count(run_); }
  /// How many threads so many blocks of work are worth.
  [[nodiscard]] unsigned threads(std::size_t blocks) const noexcept { return thread_count(run_, blocks); }
  [[nodiscard]] Simd simd() const noexcept { return run_.simd; }

  /// The caller hears of `total` from now on, of which nothing is done.
  void expect(std::uint64_t total) noexcept {
    done_ = 0;
    total_ = total;
  }
  /// So much more is done. On any thread.
  void advance(std::uint64_t done) noexcept { done_ += done; }

  /// Asks the caller on his thread, looks at what he said on any other. Throws Stopped.
  void check() {
    if (run_.progress && !(std::this_thread::get_id() == caller_ ? ask() : !stopped_)) throw Stopped{};
  }

  /// for_each_block for a step that has nothing to count. Throws Stopped.
  template <class Work>
  void for_each(std::size_t blocks, Work&& work) {
    if (!for_each_block(blocks, asking_, work)) throw Stopped{};
  }

  /// for_each_block, of whose blocks the caller hears. Throws Stopped.
  template <class Work>
  void for_each_counted(std::size_t blocks, Work&& work) {
    RunOptions counting{.threads = run_.threads};
    if (run_.progress) {
      counting.progress = [this](std::uint64_t done, std::uint64_t total) {
        total_ = total;
        done_ = done;
        return ask();
      };
    }
    if (!for_each_block(blocks, counting, work)) throw Stopped{};
  }

  /// What progress has thrown, if it has.
  [[nodiscard]] std::exception_ptr const& failure() const noexcept { return failure_; }

 private:
  /// False when the work is to stop. Who has said so once is not asked again.
  [[nodiscard]] bool ask() noexcept {
    if (stopped_) return false;
    try {
      stopped_ = !run_.progress(done_, total_);
    } catch (...) {
      failure_ = std::current_exception();
      stopped_ = true;
    }
    return !stopped_;
  }

  RunOptions const& run_;
  RunOptions asking_;
  std::thread::id caller_ = std::this_thread::get_id();
  // Nothing of one, as long as nobody knows how much there is to do: who divides by the total may do so.
  std::atomic<std::uint64_t> done_ = 0;
  std::atomic<std::uint64_t> total_ = 1;
  std::atomic<bool> stopped_ = false;
  std::exception_ptr failure_;
};

/// The pulse of one loop on one thread: it counts what the loop has looked at, and checks now and then.
class Beat {
 public:
  explicit Beat(Pulse& pulse) noexcept : pulse_(pulse) {}

  /// The loop has looked at so many more elements. Throws Pulse::Stopped.
  void operator()(std::size_t elements = 1) {
    elements_ += elements;
    if (elements_ < elements_between) return;
    elements_ = 0;
    pulse_.check();
  }

 private:
  /// Even if each of them is a miss of the cache, that is a few milliseconds.
  static constexpr std::size_t elements_between = std::size_t{1} << 16U;

  Pulse& pulse_;
  std::size_t elements_ = 0;
};

/// Stands for a Beat in loops that nobody can stop.
struct NoBeat {
  void operator()(std::size_t = 1) const noexcept {}
};

/// Makes a vector longer, a piece at a time: to fill hundreds of megabytes takes a while.
template <class T, class Beat>
void lengthen(std::vector<T>& vector, std::size_t size, T const& value, Beat&& beat) {
  constexpr std::size_t piece = std::size_t{1} << 18U;
  vector.reserve(size);
  while (vector.size() < size) {
    std::size_t const more = std::min(piece, size - vector.size());
    vector.resize(vector.size() + more, value);
    beat(more);
  }
}

/// Has the system hand out a large block of memory, by all threads: see Block::touch.
template <class Memory>
void touch(Memory& memory, Pulse& pulse) {
  constexpr std::size_t elements_per_slice = std::size_t{1} << 20U;
  std::size_t const slices = memory.size() / elements_per_slice + 1;
  pulse.for_each(slices, [&](unsigned, std::size_t slice) { memory.touch(slice, slices); });
}

/// Runs `work(pulse)`, which returns a Result, until it is done or the caller wants no more.
template <class Work>
[[nodiscard]] std::invoke_result_t<Work, Pulse&> watched(RunOptions const& run, Work&& work) {
  Pulse pulse(run);
  try {
    return work(pulse);
  } catch (Pulse::Stopped const&) {
    if (pulse.failure()) std::rethrow_exception(pulse.failure());
    return failure(Errc::cancelled, "stopped by the caller");
  }
}

}  // namespace detail

STORYMAP_END
