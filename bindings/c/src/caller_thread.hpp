// bindings/c/src/caller_thread.hpp - work on a thread of its own whose callbacks run on the caller's.
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace storymap::c {

/// Many languages can be called back only by the thread that called the library, while the library calls back from
/// whatever thread it works on. This hands such calls over and waits for them.
class CallerThread {
 public:
  /// Runs `work` on another thread, and what it `ask`s for on this one, until it is done. Passes its exception on.
  template <class Work>
  void run(Work&& work) {
    std::exception_ptr failed;
    std::thread worker([&] {
      try {
        work();
      } catch (...) {
        failed = std::current_exception();
      }
      finish();
    });
    serve();
    worker.join();
    if (failed) std::rethrow_exception(failed);
  }

  /// From any thread: calls `question` on the caller's thread and returns its answer. `question` does not throw.
  [[nodiscard]] bool ask(std::function<bool()> const& question) {
    std::scoped_lock const turn(turns_);
    std::unique_lock lock(mutex_);
    question_ = &question;
    changed_.notify_all();
    changed_.wait(lock, [&] { return question_ == nullptr; });
    return answer_;
  }

 private:
  void serve() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [&] { return question_ != nullptr || done_; });
      if (question_ == nullptr) return;
      answer_ = (*question_)();
      question_ = nullptr;
      changed_.notify_all();
    }
  }

  void finish() {
    std::scoped_lock const lock(mutex_);
    done_ = true;
    changed_.notify_all();
  }

  std::mutex turns_;  ///< one question at a time
  std::mutex mutex_;
  std::condition_variable changed_;
  std::function<bool()> const* question_ = nullptr;
  bool answer_ = false;
  bool done_ = false;
};

}  // namespace storymap::c
