// server/base/lru_cache.hpp - the newest of what was asked for, up to a bound.
// Room: base.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace storymap::server {

/// Keeps values by key until their costs exceed the capacity: then those go that were not asked for for the longest
/// time. Any thread; values are copied out, so that a value is best a shared pointer. O(1).
template <class Value>
class LruCache {
 public:
  explicit LruCache(std::size_t capacity) : capacity_(capacity) {}

  [[nodiscard]] std::optional<Value> find(std::string const& key) {
    std::scoped_lock const lock(mutex_);
    auto const found = places_.find(key);
    if (found == places_.end()) return std::nullopt;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->value;
  }

  /// Replaces what is there, unless `keeps(old)`: a newer value may have come first.
  template <class Keeps>
  void put(std::string const& key, Value value, std::size_t cost, Keeps&& keeps) {
    std::scoped_lock const lock(mutex_);
    if (auto const found = places_.find(key); found != places_.end()) {
      if (keeps(std::as_const(found->second->value))) return;
      erase(found);
    }
    entries_.push_front({key, std::move(value), cost});
    places_.emplace(key, entries_.begin());
    cost_ += cost;
    // The newest stays, however large it is.
    while (cost_ > capacity_ && entries_.size() > 1) erase(places_.find(entries_.back().key));
  }
  void put(std::string const& key, Value value, std::size_t cost) {
    put(key, std::move(value), cost, [](Value const&) { return false; });
  }

  void forget(std::string const& key) {
    std::scoped_lock const lock(mutex_);
    if (auto const found = places_.find(key); found != places_.end()) erase(found);
  }

  [[nodiscard]] std::size_t size() const {
    std::scoped_lock const lock(mutex_);
    return entries_.size();
  }

 private:
  struct Entry {
    std::string key;
    Value value;
    std::size_t cost;
  };
  using Places = std::unordered_map<std::string, typename std::list<Entry>::iterator>;

  void erase(typename Places::iterator place) {
    cost_ -= place->second->cost;
    entries_.erase(place->second);
    places_.erase(place);
  }

  std::size_t capacity_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  ///< the newest first
  Places places_;
  std::size_t cost_ = 0;
};

}  // namespace storymap::server
