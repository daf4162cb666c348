// bindings/c/src/handle.hpp - what a handle points to, and whether it still does.
#pragma once

#include <storymap/result.hpp>

#if !defined(NDEBUG)
#include <mutex>
#include <unordered_map>
#endif

namespace storymap::c {

#if defined(NDEBUG)

/// The base of every handle. A release build trusts its callers.
template <class Derived>
class Handle {
 public:
  [[nodiscard]] static bool is_live(Derived const*) noexcept { return true; }

 protected:
  Handle() = default;
  ~Handle() = default;
};

#else

/// The handles that were given away and not freed, with what they are.
class LiveHandles {
 public:
  static LiveHandles& all() {
    static LiveHandles handles;
    return handles;
  }

  void add(void const* handle, void const* kind) {
    std::scoped_lock const lock(mutex_);
    kinds_.emplace(handle, kind);
  }
  void remove(void const* handle) noexcept {
    std::scoped_lock const lock(mutex_);
    kinds_.erase(handle);
  }
  [[nodiscard]] bool has(void const* handle, void const* kind) {
    std::scoped_lock const lock(mutex_);
    auto const found = kinds_.find(handle);
    return found != kinds_.end() && found->second == kind;
  }

 private:
  std::mutex mutex_;
  std::unordered_map<void const*, void const*> kinds_;
};

/// The base of every handle. A debug build remembers which are alive, so that a freed one, or one of another kind, is
/// an error and not a crash.
template <class Derived>
class Handle {
 public:
  Handle(Handle const&) = delete;
  Handle& operator=(Handle const&) = delete;

  [[nodiscard]] static bool is_live(Derived const* handle) {
    return LiveHandles::all().has(static_cast<Handle const*>(handle), &kind);
  }

 protected:
  Handle() { LiveHandles::all().add(this, &kind); }
  ~Handle() { LiveHandles::all().remove(this); }

 private:
  static constexpr char kind = 0;
};

#endif

}  // namespace storymap::c
