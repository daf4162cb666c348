// storymap/detail/block.hpp - an array whose elements begin as whatever was in memory.
// Room: base. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>

STORYMAP_BEGIN

namespace detail {

/// An array that is written before it is read: a vector would first fill it with zeros, which for the largest arrays of
/// the engine takes as long as filling them.
template <class T>
class Block {
  static_assert(std::is_trivially_default_constructible_v<T> && std::is_trivially_destructible_v<T>);

 public:
  Block() = default;
  explicit Block(std::size_t size) : data_(new T[size]), size_(size) {}

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] T* data() noexcept { return data_.get(); }
  [[nodiscard]] T const* data() const noexcept { return data_.get(); }
  [[nodiscard]] T& operator[](std::size_t at) noexcept { return data_[at]; }
  [[nodiscard]] T const& operator[](std::size_t at) const noexcept { return data_[at]; }
  [[nodiscard]] std::span<T const> span() const noexcept { return {data_.get(), size_}; }

  /// Makes it at least so large; what was in it may be lost.
  void ensure(std::size_t size) {
    if (size > size_) *this = Block(size + size / 4);
  }

 private:
  std::unique_ptr<T[]> data_;
  std::size_t size_ = 0;
};

}  // namespace detail

STORYMAP_END
