// storymap/detail/edit_list.hpp - siblings as a linked list, while edits change their order.
// Room: model. Depends on visit.hpp.
//
// A place is "behind that sibling", so edits never ask for positions: each costs the same however long the list is. The
// nouns themselves stay where they are in memory until the whole batch is written back.
#pragma once

#include <storymap/visit.hpp>

#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

template <class Item>
class SiblingList;

/// Where an item of the map is, and what stands before and behind it.
template <class Item>
struct Sibling {
  Item* item = nullptr;
  SiblingList<Item>* list = nullptr;
  Sibling* before = nullptr;
  Sibling* behind = nullptr;
};

/// The order of the items of one list of the map. It runs ahead of the list, its home, until it is written.
template <class Item>
class SiblingList {
 public:
  SiblingList(std::vector<Item>& home, ParentId<Item> parent) : parent_(std::move(parent)), home_(&home) {}

  /// Walks along the items, forwards or backwards.
  template <Sibling<Item>* Sibling<Item>::*Next>
  class Walk {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Item;
    using difference_type = std::ptrdiff_t;
    using pointer = Item const*;
    using reference = Item const&;

    Walk() = default;
    explicit Walk(Sibling<Item> const* at) : at_(at) {}

    [[nodiscard]] Item const& operator*() const noexcept { return *at_->item; }
    [[nodiscard]] Item const* operator->() const noexcept { return at_->item; }
    Walk& operator++() noexcept {
      at_ = at_->*Next;
      return *this;
    }
    Walk operator++(int) noexcept { return std::exchange(*this, Walk(at_->*Next)); }
    friend bool operator==(Walk const&, Walk const&) = default;

   private:
    Sibling<Item> const* at_ = nullptr;
  };
  using Forwards = Walk<&Sibling<Item>::behind>;
  using Backwards = Walk<&Sibling<Item>::before>;

  [[nodiscard]] Forwards begin() const noexcept { return Forwards(first_); }
  [[nodiscard]] Forwards end() const noexcept { return Forwards(); }
  [[nodiscard]] Backwards rbegin() const noexcept { return Backwards(last_); }
  [[nodiscard]] Backwards rend() const noexcept { return Backwards(); }
  [[nodiscard]] Item const& back() const noexcept { return *last_->item; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] ParentId<Item> const& parent() const noexcept { return parent_; }

  /// Puts an item at the end of the list in which it stands in memory already.
  void adopt(Sibling<Item>& sibling) noexcept { insert(sibling, last_); }

  /// Makes room for one more item, so that neither `insert` nor `collect` can fail.
  void make_room() {
    if (size_ < order_.capacity()) return;
    order_.reserve(order_.capacity() == 0 ? size_ + 1 : 2 * size_);
  }

  /// Only an open list is changed and written.
  void open() noexcept { is_open_ = true; }
  [[nodiscard]] bool is_open() const noexcept { return is_open_; }

  /// Puts an item behind `before`, which stands in this list, or first.
  void insert(Sibling<Item>& sibling, Sibling<Item>* before) noexcept {
    sibling.list = this;
    sibling.before = before;
    sibling.behind = std::exchange(before != nullptr ? before->behind : first_, &sibling);
    (sibling.behind != nullptr ? sibling.behind->before : last_) = &sibling;
    ++size_;
  }

  /// Takes an item out of the order; it stays in memory.
  void take_out(Sibling<Item>& sibling) noexcept {
    (sibling.before != nullptr ? sibling.before->behind : first_) = sibling.behind;
    (sibling.behind != nullptr ? sibling.behind->before : last_) = sibling.before;
    --size_;
  }

  /// The list that the order is written to is another one from now on: its noun has moved in memory.
  void set_home(std::vector<Item>& home) noexcept { home_ = &home; }

  /// The noun of the list goes. Items that have left the list may still lie in its memory, which is kept for them.
  void outlive_home() noexcept {
    remains_.swap(*home_);
    home_ = &remains_;
  }

  /// First half of writing: moves the items together in their order and calls `moved(Sibling<Item>&)` for each. Every
  /// open list must be collected before the first one is written.
  template <class F>
  void collect(F&& moved) noexcept {
    for (Sibling<Item>* at = first_; at != nullptr; at = at->behind) {
      order_.push_back(std::move(*at->item));
      at->item = &order_.back();
      moved(*at);
    }
  }

  /// Second half: puts the items into the list of the map.
  void write() noexcept {
    home_->swap(order_);
    std::vector<Item>().swap(order_);
    is_open_ = false;
  }

 private:
  ParentId<Item> parent_;
  std::vector<Item>* home_;
  std::vector<Item> order_;    ///< empty until the items are collected, with room for them while the list is open
  std::vector<Item> remains_;  ///< the memory of a home that is gone
  Sibling<Item>* first_ = nullptr;
  Sibling<Item>* last_ = nullptr;
  std::size_t size_ = 0;
  bool is_open_ = false;
};

}  // namespace detail

STORYMAP_END
