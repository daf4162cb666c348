// storymap/detail/live_postings.hpp - lists of the rows that have a term, kept in order while rows come and go.
// Room: engine. Depends on detail/live_arena.hpp.
#pragma once

#include <storymap/detail/live_arena.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Ascending lists of rows, in which a row stands as often as the term occurs in it. Nothing else is stored: what a row
/// adds to a score is linear in its counts, so a scan adds once for each time, and most counts are one.
///
/// Most lists are tiny and a few hold most postings, so there are three forms: one posting stands in the handle, up to
/// `most_small` in a block of the arena, and more in windows of 2^16 rows, two bytes each.
class LivePostings {
 public:
  /// A list; what it means is known here only.
  using Handle = std::uint32_t;
  static constexpr Handle none = UINT32_MAX;
  static constexpr std::uint32_t row_limit = std::uint32_t{1} << 30U;
  static constexpr std::uint32_t rows_per_window = std::uint32_t{1} << 16U;

  /// The postings of a large list in one window; rows are counted from its first.
  struct Window {
    std::uint32_t number = 0;
    std::vector<std::uint16_t> rows;
  };

  /// Adds a row `count` times, count > 0.
  void add(Handle& list, std::uint32_t row, std::uint32_t count) {
    STORYMAP_ASSERT(row < row_limit && count > 0);
    if (list == none && count == 1) {
      list = row;
      return;
    }
    if (form(list) == one || list == none) make_small(list, count);
    if (form(list) == small) {
      if (add_small(list, row, count)) return;
      make_large(list);
    }
    add_large(large_[index(list)], row, count);
  }

  /// Takes a row out that stands there `count` times.
  void remove(Handle& list, std::uint32_t row, std::uint32_t count) {
    STORYMAP_ASSERT(list != none);
    if (form(list) == one) {
      list = none;
    } else if (form(list) == small) {
      remove_small(list, row, count);
    } else {
      remove_large(list, row, count);
    }
  }

  /// Asks for the memory of a list that is to be changed soon.
  void prefetch(Handle list) const noexcept {
    if (list == none || form(list) == one) return;
    if (form(list) == small) {
      __builtin_prefetch(arena_[index(list)], 1);
    } else {
      __builtin_prefetch(&large_[index(list)], 1);
    }
  }

  /// How many postings there are.
  [[nodiscard]] std::size_t size(Handle list) const noexcept {
    if (list == none) return 0;
    if (form(list) == one) return 1;
    return form(list) == small ? count_of(arena_[index(list)]) : large_[index(list)].size;
  }

  /// The windows of a large list, else nothing.
  [[nodiscard]] std::span<Window const> windows(Handle list) const noexcept {
    if (list == none || form(list) != large) return {};
    return large_[index(list)].windows;
  }

  /// The rows of a list that is not large. `list` must outlive them.
  [[nodiscard]] std::span<std::uint32_t const> rows(Handle const& list) const noexcept {
    if (list == none || form(list) == large) return {};
    if (form(list) == one) return {&list, 1};
    std::uint32_t const* const block = arena_[index(list)];
    return {block + 1, count_of(block)};
  }

  /// Calls `visit(row)` for every posting.
  template <class Visit>
  void for_each(Handle list, Visit&& visit) const {
    for (std::uint32_t const row : rows(list)) visit(row);
    for (Window const& window : windows(list)) {
      std::uint32_t const first = window.number * rows_per_window;
      for (std::uint16_t const row : window.rows) visit(first + row);
    }
  }

  /// Calls `visit(row, count)` for every row, once, and `ahead(row)` some rows before it.
  template <class Ahead, class Visit>
  void for_each_row(Handle const& list, Ahead&& ahead, Visit&& visit) const {
    walk(rows(list), 0, ahead, visit);
    for (Window const& window : windows(list)) {
      walk(std::span<std::uint16_t const>(window.rows), window.number * rows_per_window, ahead, visit);
    }
  }

  [[nodiscard]] std::size_t memory() const noexcept {
    std::size_t bytes = arena_.memory() + large_.capacity() * sizeof(Large) + freed_.capacity() * sizeof(std::uint32_t);
    for (Large const& list : large_) {
      bytes += list.windows.capacity() * sizeof(Window);
      for (Window const& window : list.windows) bytes += window.rows.capacity() * sizeof(std::uint16_t);
    }
    return bytes;
  }

 private:
  struct Large {
    std::size_t size = 0;
    std::vector<Window> windows;
  };

  // The two highest bits of a handle.
  static constexpr std::uint32_t one = 0;
  static constexpr std::uint32_t small = 1;
  static constexpr std::uint32_t large = 2;
  [[nodiscard]] static std::uint32_t form(Handle list) noexcept { return list >> 30U; }
  [[nodiscard]] static std::uint32_t index(Handle list) noexcept { return list & (row_limit - 1); }

  // A small block: how many rows it holds in the lower half of its first number, its units in the upper, then the rows.
  static constexpr std::uint32_t most_small = LiveArena::most_units * 4 - 1;
  [[nodiscard]] static std::uint32_t count_of(std::uint32_t const* block) noexcept { return *block & 0xFFFFU; }
  [[nodiscard]] static std::uint32_t units_of(std::uint32_t const* block) noexcept { return *block >> 16U; }
  [[nodiscard]] static std::uint32_t units_for(std::uint32_t rows) noexcept { return rows / 4 + 1; }

  template <class T, class Ahead, class Visit>
  static void walk(std::span<T const> rows, std::uint32_t first, Ahead&& ahead, Visit&& visit) {
    constexpr std::size_t distance = 12;
    for (std::size_t k = 0; k < std::min(distance, rows.size()); ++k) ahead(first + rows[k]);
    for (std::size_t k = 0; k < rows.size();) {
      std::uint32_t count = 0;
      T const row = rows[k];
      for (; k < rows.size() && rows[k] == row; ++k, ++count) {
        if (k + distance < rows.size()) ahead(first + rows[k + distance]);
      }
      visit(first + row, count);
    }
  }

  /// Turns a list of at most one posting into a small one with room for `more`, or a large one.
  void make_small(Handle& list, std::uint32_t more) {
    Handle const before = list;
    if (more >= most_small) {
      list = take_large();
      if (before != none) add_large(large_[index(list)], before, 1);
      return;
    }
    std::uint32_t const units = units_for(more + 1);
    list = arena_.take(units) | small << 30U;
    std::uint32_t* const block = arena_[index(list)];
    block[0] = units << 16U | (before == none ? 0U : 1U);
    block[1] = before;
  }

  /// False when a block cannot be as large.
  bool add_small(Handle& list, std::uint32_t row, std::uint32_t count) {
    std::uint32_t* block = arena_[index(list)];
    std::uint32_t const size = count_of(block);
    if (count > most_small - size) return false;
    std::uint32_t const units = units_of(block);
    if (units_for(size + count) > units) {
      std::uint32_t const more = std::min(LiveArena::most_units, std::max(units_for(size + count), units + units / 4));
      std::uint32_t const wider = arena_.take(more);
      std::copy_n(block, size + 1, arena_[wider]);
      arena_.give_back(index(list), units);
      list = wider | small << 30U;
      block = arena_[wider];
      block[0] = more << 16U | size;
    }
    std::uint32_t* const end = block + 1 + size;
    std::uint32_t* const at = size == 0 || end[-1] <= row ? end : std::upper_bound(block + 1, end, row);
    std::copy_backward(at, end, end + count);
    std::fill_n(at, count, row);
    block[0] += count;
    return true;
  }

  void remove_small(Handle& list, std::uint32_t row, std::uint32_t count) {
    std::uint32_t* const block = arena_[index(list)];
    std::uint32_t const size = count_of(block);
    std::uint32_t* const at = std::lower_bound(block + 1, block + 1 + size, row);
    STORYMAP_ASSERT(count <= size && at + count <= block + 1 + size && at[count - 1] == row);
    std::copy(at + count, block + 1 + size, at);
    block[0] -= count;
    if (size - count > 1) return;
    Handle const rest = size == count ? none : block[1];
    arena_.give_back(index(list), units_of(block));
    list = rest;
  }

  [[nodiscard]] Handle take_large() {
    if (freed_.empty()) {
      freed_.push_back(static_cast<std::uint32_t>(large_.size()));
      large_.emplace_back();
    }
    Handle const list = freed_.back() | large << 30U;
    freed_.pop_back();
    return list;
  }

  void make_large(Handle& list) {
    Handle const before = list;
    list = take_large();
    Large& to = large_[index(list)];
    for (std::uint32_t const row : rows(before)) add_large(to, row, 1);
    arena_.give_back(index(before), units_of(arena_[index(before)]));
  }

  static void add_large(Large& list, std::uint32_t row, std::uint32_t count) {
    std::uint32_t const number = row / rows_per_window;
    auto at = list.windows.end();
    if (list.windows.empty() || list.windows.back().number != number) {
      at = std::lower_bound(list.windows.begin(), list.windows.end(), number, is_before);
      if (at == list.windows.end() || at->number != number) {
        // The window before is full as a rule and grows no more.
        if (at != list.windows.begin()) (at - 1)->rows.shrink_to_fit();
        at = list.windows.insert(at, Window{number, {}});
      }
    } else {
      --at;
    }
    std::vector<std::uint16_t>& rows = at->rows;
    if (rows.size() + count > rows.capacity())
      rows.reserve(rows.size() + std::max<std::size_t>(count, rows.size() / 4));
    auto const within = static_cast<std::uint16_t>(row % rows_per_window);
    auto const place =
        rows.empty() || rows.back() <= within ? rows.end() : std::upper_bound(rows.begin(), rows.end(), within);
    rows.insert(place, count, within);
    list.size += count;
  }

  void remove_large(Handle& handle, std::uint32_t row, std::uint32_t count) {
    Large& list = large_[index(handle)];
    auto const window = std::lower_bound(list.windows.begin(), list.windows.end(), row / rows_per_window, is_before);
    STORYMAP_ASSERT(window != list.windows.end());
    std::vector<std::uint16_t>& rows = window->rows;
    auto const at = std::lower_bound(rows.begin(), rows.end(), static_cast<std::uint16_t>(row % rows_per_window));
    rows.erase(at, at + static_cast<std::ptrdiff_t>(count));
    list.size -= count;
    if (rows.empty()) list.windows.erase(window);
    if (list.size > most_small / 2) return;
    // So small that it is made small again; half of the size lies between, so that no list goes to and fro.
    std::vector<std::uint32_t> left;
    for_each(handle, [&](std::uint32_t each) { left.push_back(each); });
    list = {};
    freed_.push_back(index(handle));
    handle = none;
    for (std::uint32_t const each : left) add(handle, each, 1);
  }

  [[nodiscard]] static bool is_before(Window const& window, std::uint32_t number) noexcept {
    return window.number < number;
  }

  LiveArena arena_;
  std::vector<Large> large_;
  std::vector<std::uint32_t> freed_;
};

}  // namespace detail

STORYMAP_END
