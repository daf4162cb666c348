// storymap/impl/ids.ipp - bodies of ids.hpp.
#pragma once

#include <storymap/ids.hpp>
#include <storymap/utf8.hpp>

STORYMAP_BEGIN

STORYMAP_DECL bool is_valid_id(std::string_view text) noexcept {
  if (text.empty() || text.size() > max_id_bytes) return false;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const point = decode_utf8(text, at);
    bool const control = point.value < 0x20U || (point.value >= 0x7FU && point.value <= 0x9FU);
    if (point.size == 0 || control) return false;
    at += point.size;
  }
  return true;
}

STORYMAP_END
