// storymap/detail/block.hpp - an array whose elements begin as whatever was in memory.
// Room: base. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#if defined(__linux__) && defined(__GLIBC__)
// As <sys/mman.h> declares it, which would bring hundreds of names into every program.
extern "C" int madvise(void* address, std::size_t length, int advice) noexcept;
#endif

STORYMAP_BEGIN

namespace detail {

/// Memory in huge pages where the system has them: what is written in no order then costs far fewer page faults and far
/// fewer misses of the translation cache.
struct HugePages {
  static constexpr std::size_t page = std::size_t{1} << 21U;
  static constexpr std::align_val_t alignment{page};

  /// Throws std::bad_alloc.
  [[nodiscard]] static void* allocate(std::size_t bytes) {
    std::size_t const rounded = (bytes + page - 1) / page * page;
    void* const memory = ::operator new(rounded, alignment);
#if defined(__linux__) && defined(__GLIBC__)
    constexpr int use_huge_pages = 14;  // MADV_HUGEPAGE of Linux
    // Where the advice cannot be followed, the memory is as good, only slower.
    (void)madvise(memory, rounded, use_huge_pages);
#endif
    return memory;
  }
  static void free(void* memory) noexcept { ::operator delete(memory, alignment); }
};

/// An array that is written before it is read: a vector would first fill it with zeros, which for the largest arrays of
/// the engine takes as long as filling them.
template <class T>
class Block {
  static_assert(std::is_trivially_default_constructible_v<T> && std::is_trivially_copyable_v<T>);
  static constexpr std::align_val_t alignment{std::max(alignof(T), alignof(std::max_align_t))};

 public:
  Block() = default;
  explicit Block(std::size_t size) : data_(allocate(size), Free{is_huge(size)}), size_(size) {}

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] T* data() noexcept { return data_.get(); }
  [[nodiscard]] T const* data() const noexcept { return data_.get(); }
  [[nodiscard]] T& operator[](std::size_t at) noexcept { return data_[at]; }
  [[nodiscard]] T const& operator[](std::size_t at) const noexcept { return data_[at]; }
  [[nodiscard]] std::span<T const> span() const noexcept { return {data_.get(), size_}; }

  /// Writes to every page of one of `slices` equal slices, so that the system hands it out. Threads that are to write
  /// all over a large block each do this for a slice of their own before: they would hinder each other later.
  void touch(std::size_t slice, std::size_t slices) noexcept {
    constexpr std::size_t step = std::max<std::size_t>(1, 4096 / sizeof(T));
    for (std::size_t at = size_ / slices * slice; at < size_ / slices * (slice + 1); at += step) data_[at] = T{};
  }

  /// Makes it at least so large; what was in it may be lost.
  void ensure(std::size_t size) {
    if (size > size_) *this = Block(size + size / 4);
  }

  /// Makes it at least so large; the first `kept` elements stay.
  void grow(std::size_t size, std::size_t kept) {
    if (size <= size_) return;
    Block larger(std::max(size, 2 * size_));
    std::copy_n(data(), kept, larger.data());
    *this = std::move(larger);
  }

 private:
  struct Free {
    bool huge = false;
    void operator()(T* data) const noexcept { huge ? HugePages::free(data) : ::operator delete(data, alignment); }
  };

  [[nodiscard]] static bool is_huge(std::size_t size) noexcept { return size >= 2 * HugePages::page / sizeof(T); }
  [[nodiscard]] static T* allocate(std::size_t size) {
    if (size > SIZE_MAX / 2 / sizeof(T)) throw std::bad_array_new_length();
    std::size_t const bytes = size * sizeof(T);
    return static_cast<T*>(is_huge(size) ? HugePages::allocate(bytes) : ::operator new(bytes, alignment));
  }

  std::unique_ptr<T[], Free> data_;
  std::size_t size_ = 0;
};

}  // namespace detail

STORYMAP_END
