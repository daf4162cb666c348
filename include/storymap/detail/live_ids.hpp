// storymap/detail/live_ids.hpp - which row holds the text with an id.
// Room: engine. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>

STORYMAP_BEGIN

namespace detail {

/// A table from ids to rows. Ids are given in ascending order, so those in use lie side by side, and pages of them take
/// four bytes each; a page goes when its last id goes.
class LiveIds {
 public:
  static constexpr std::uint32_t absent = UINT32_MAX;

  [[nodiscard]] std::uint32_t row(std::uint64_t id) const noexcept {
    auto const page = pages_.find(id / page_size);
    return page == pages_.end() ? absent : page->second->rows[id % page_size];
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// Adds an id that is not there.
  void add(std::uint64_t id, std::uint32_t row) {
    std::unique_ptr<Page>& page = pages_[id / page_size];
    if (!page) page = std::make_unique<Page>();
    page->rows[id % page_size] = row;
    ++page->used;
    ++size_;
  }

  /// Removes an id that is there.
  void remove(std::uint64_t id) {
    auto const page = pages_.find(id / page_size);
    page->second->rows[id % page_size] = absent;
    --size_;
    if (--page->second->used == 0) pages_.erase(page);
  }

  [[nodiscard]] std::size_t memory() const noexcept { return pages_.size() * (sizeof(Page) + 64); }

 private:
  static constexpr std::size_t page_size = 64;

  struct Page {
    Page() { rows.fill(absent); }
    std::array<std::uint32_t, page_size> rows;
    std::uint32_t used = 0;
  };

  std::unordered_map<std::uint64_t, std::unique_ptr<Page>> pages_;
  std::size_t size_ = 0;
};

}  // namespace detail

STORYMAP_END
