// storymap/detail/live_arena.hpp - small blocks of memory behind 32-bit handles.
// Room: base. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Hands out blocks of 1 to `most_units` units of 16 bytes. A block given back serves the next request of its size.
/// A pointer would take twice the place of a handle, and a block of malloc 8 bytes more.
class LiveArena {
 public:
  static constexpr std::uint32_t unit_bytes = 16;
  static constexpr std::uint32_t most_units = 128;
  /// Handles are smaller than this: the two highest bits are free for others.
  static constexpr std::uint32_t handle_limit = std::uint32_t{1} << 30U;

  /// A block of whole numbers, not initialised.
  [[nodiscard]] std::uint32_t take(std::uint32_t units) {
    STORYMAP_ASSERT(units >= 1 && units <= most_units);
    std::vector<std::uint32_t>& freed = freed_[units];
    if (!freed.empty()) {
      std::uint32_t const handle = freed.back();
      freed.pop_back();
      return handle;
    }
    if (next_ + units > units_per_chunk) {
      // What is left of the last chunk is smaller than the request, and so small enough to be a block.
      if (next_ < units_per_chunk) freed_[units_per_chunk - next_].push_back(handle_of_next());
      chunks_.push_back(std::make_unique<Chunk>());
      next_ = 0;
      STORYMAP_ASSERT(chunks_.size() * units_per_chunk <= handle_limit);
    }
    std::uint32_t const handle = handle_of_next();
    next_ += units;
    return handle;
  }

  void give_back(std::uint32_t handle, std::uint32_t units) { freed_[units].push_back(handle); }

  [[nodiscard]] std::uint32_t* operator[](std::uint32_t handle) noexcept {
    return chunks_[handle / units_per_chunk]->data() + std::size_t{handle % units_per_chunk} * numbers_per_unit;
  }
  [[nodiscard]] std::uint32_t const* operator[](std::uint32_t handle) const noexcept {
    return chunks_[handle / units_per_chunk]->data() + std::size_t{handle % units_per_chunk} * numbers_per_unit;
  }

  [[nodiscard]] std::size_t memory() const noexcept {
    std::size_t bytes = chunks_.size() * sizeof(Chunk);
    for (auto const& freed : freed_) bytes += freed.capacity() * sizeof(std::uint32_t);
    return bytes;
  }

 private:
  static constexpr std::uint32_t numbers_per_unit = unit_bytes / sizeof(std::uint32_t);
  static constexpr std::uint32_t units_per_chunk = std::uint32_t{1} << 14U;
  using Chunk = std::array<std::uint32_t, std::size_t{units_per_chunk} * numbers_per_unit>;

  [[nodiscard]] std::uint32_t handle_of_next() const noexcept {
    return static_cast<std::uint32_t>(chunks_.size() - 1) * units_per_chunk + next_;
  }

  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::uint32_t next_ = units_per_chunk;
  std::array<std::vector<std::uint32_t>, most_units + 1> freed_;
};

}  // namespace detail

STORYMAP_END
