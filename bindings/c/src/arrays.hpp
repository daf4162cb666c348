// bindings/c/src/arrays.hpp - memory that the caller is given, and frees.
#pragma once

#include <storymap.h>

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>

namespace storymap::c {

struct FreeMemory {
  void operator()(void* memory) const noexcept { ::operator delete(memory); }
};

/// Memory that is the caller's as soon as a call has succeeded.
template <class T>
using Owned = std::unique_ptr<T[], FreeMemory>;

/// Room for `size` elements; never null.
template <class T>
[[nodiscard]] Owned<T> make_room(std::size_t size) {
  static_assert(std::is_trivially_copyable_v<T>);
  if (size > SIZE_MAX / sizeof(T) - 1) throw std::bad_alloc();
  return Owned<T>(static_cast<T*>(::operator new((size + 1) * sizeof(T))));
}

/// Gives a filled array away: `array` is {data, size}.
template <class Array, class T>
void give(Array* array, Owned<T> data, std::size_t size) noexcept {
  array->data = data.release();
  array->size = size;
}

/// The same for a copy of elements.
template <class Array, class T>
void give_copy(Array* array, std::span<T const> elements) {
  Owned<T> data = make_room<T>(elements.size());
  if (!elements.empty()) std::memcpy(data.get(), elements.data(), elements.size_bytes());
  give(array, std::move(data), elements.size());
}

/// A text, with a NUL behind it.
[[nodiscard]] inline Owned<char> copy_text(std::string_view text) {
  Owned<char> data = make_room<char>(text.size());
  if (!text.empty()) std::memcpy(data.get(), text.data(), text.size());
  data[text.size()] = '\0';
  return data;
}

inline void give(storymap_buffer* buffer, std::string_view text) { give(buffer, copy_text(text), text.size()); }

/// Frees an array and leaves it empty.
template <class Array>
void take_back(Array* array) noexcept {
  if (array == nullptr) return;
  ::operator delete(const_cast<std::remove_const_t<std::remove_pointer_t<decltype(array->data)>>*>(array->data));
  array->data = nullptr;
  array->size = 0;
}

}  // namespace storymap::c
