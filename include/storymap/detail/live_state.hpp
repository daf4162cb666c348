// storymap/detail/live_state.hpp - a live index behind its locks.
// Room: engine. Depends on detail/live_core.hpp and detail/live_search.hpp.
#pragma once

#include <storymap/detail/live_core.hpp>
#include <storymap/detail/live_search.hpp>

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Many readers or one writer. A writer that waits stops new readers, so that it waits only for those that are at work:
/// std::shared_mutex alone may let it wait for ever.
class LiveLock {
 public:
  /// Calls `read()` while nothing changes.
  template <class Read>
  decltype(auto) read(Read&& read) {
    std::shared_lock<std::shared_mutex> const lock = shared();
    return read();
  }

  /// Calls `prepare()` while others read and nobody changes anything, then `change()` while nobody else does anything.
  template <class Prepare, class Change>
  void write(Prepare&& prepare, Change&& change) {
    std::scoped_lock const turn(writers_);
    prepare();
    std::scoped_lock const gate(gate_);
    std::scoped_lock const lock(data_);
    change();
  }

 private:
  [[nodiscard]] std::shared_lock<std::shared_mutex> shared() {
    std::scoped_lock const gate(gate_);
    return std::shared_lock(data_);
  }

  std::mutex writers_;
  std::mutex gate_;
  std::shared_mutex data_;
};

/// Searches that are not at work, to be used again: each holds memory for one question.
class SearchPool {
 public:
  template <class Ask>
  decltype(auto) with_search(Ask&& ask) {
    Borrowed const borrowed(*this);
    return ask(*borrowed.search);
  }

 private:
  struct Borrowed {
    explicit Borrowed(SearchPool& from) : pool(from), search(from.take()) {}
    Borrowed(Borrowed const&) = delete;
    Borrowed& operator=(Borrowed const&) = delete;
    ~Borrowed() { pool.give_back(search); }

    SearchPool& pool;
    std::unique_ptr<LiveSearch> mutable search;
  };

  [[nodiscard]] std::unique_ptr<LiveSearch> take() {
    {
      std::scoped_lock const lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<LiveSearch> search = std::move(idle_.back());
        idle_.pop_back();
        return search;
      }
    }
    return std::make_unique<LiveSearch>();
  }
  /// Keeps it, unless there is no memory for that.
  void give_back(std::unique_ptr<LiveSearch>& search) noexcept {
    try {
      std::scoped_lock const lock(mutex_);
      idle_.push_back(std::move(search));
    } catch (std::bad_alloc const&) {
      search.reset();
    }
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<LiveSearch>> idle_;
};

/// What a LiveIndex holds.
class LiveState {
 public:
  explicit LiveState(LiveOptions options) : core(std::move(options)) {}

  LiveCore core;
  LiveLock lock;
  SearchPool pool;
};

}  // namespace detail

STORYMAP_END
