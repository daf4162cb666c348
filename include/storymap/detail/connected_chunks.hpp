// storymap/detail/connected_chunks.hpp - parts of posting lists whose rows are all in one set.
// Room: engine. Depends on detail/shared_union_find.hpp.
#pragma once

#include <storymap/detail/shared_union_find.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Which chunks of the postings can be skipped because all of their rows are already connected with a row.
///
/// Sets only grow, so a chunk that was found to be of one set remains so. Every such chunk points at a later one up to
/// which all chunks were of its set; the pointers are shortened on the way, as paths are in a union-find, so that a
/// list of k rows that are all alike is skipped in nearly one step and not in k.
class ConnectedChunks {
 public:
  /// Postings in a chunk.
  static constexpr std::size_t chunk_size = 256;

  ConnectedChunks(std::size_t postings, SharedUnionFind& sets) : sets_(sets), chunks_(postings / chunk_size) {}

  /// The first chunk in [chunk, last] that may hold a row that is not connected with `row`.
  [[nodiscard]] std::size_t skip(std::size_t chunk, std::size_t last, std::uint32_t row) noexcept {
    while (chunk < last && is_connected(chunk, row)) {
      std::size_t const next = chunks_[chunk].next.load(std::memory_order_relaxed);
      if (next < last && is_connected(next, row)) {
        chunks_[chunk].next.store(chunks_[next].next.load(std::memory_order_relaxed), std::memory_order_relaxed);
      }
      chunk = next;
    }
    return chunk < last ? chunk : last;
  }

  /// Looks whether all rows of a chunk are of one set; `row_at(k)` is the k-th of them.
  template <class RowAt>
  void look(std::size_t chunk, RowAt&& row_at) noexcept {
    Chunk& looked_at = chunks_[chunk];
    if (looked_at.row.load(std::memory_order_relaxed) != none) return;
    std::uint32_t const first = row_at(0);
    for (std::size_t k = 1; k < chunk_size; ++k) {
      if (!sets_.are_joined(first, row_at(k))) return;
    }
    looked_at.next.store(static_cast<std::uint32_t>(chunk + 1), std::memory_order_relaxed);
    // Whoever sees the row sees the pointer.
    looked_at.row.store(first, std::memory_order_release);
  }

 private:
  static constexpr std::uint32_t none = UINT32_MAX;

  struct Chunk {
    std::atomic<std::uint32_t> row = none;  ///< one of the rows when all are of one set
    std::atomic<std::uint32_t> next = 0;
  };

  [[nodiscard]] bool is_connected(std::size_t chunk, std::uint32_t row) noexcept {
    std::uint32_t const one = chunks_[chunk].row.load(std::memory_order_acquire);
    return one != none && sets_.are_joined(one, row);
  }

  SharedUnionFind& sets_;
  std::vector<Chunk> chunks_;
};

}  // namespace detail

STORYMAP_END
