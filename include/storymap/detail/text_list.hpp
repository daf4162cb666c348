// storymap/detail/text_list.hpp - many short texts in one block of memory.
// Room: base. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Texts 0, 1, 2, ..., one behind the other.
class TextList {
 public:
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(end_.size()); }

  [[nodiscard]] std::string_view operator[](std::uint32_t number) const noexcept {
    STORYMAP_ASSERT(number < size());
    std::size_t const begin = number == 0 ? 0 : end_[number - 1];
    return std::string_view(bytes_).substr(begin, end_[number] - begin);
  }

  void push_back(std::string_view text) {
    bytes_.append(text);
    end_.push_back(bytes_.size());
  }

  /// Bytes of memory held.
  [[nodiscard]] std::size_t memory() const noexcept {
    return bytes_.capacity() + end_.capacity() * sizeof(std::size_t);
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> end_;
};

}  // namespace detail

STORYMAP_END
