// storymap/detail/file_names.hpp - the parts of a file name.
// Room: formats. Depends on config.hpp.
#pragma once

#include <storymap/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// The last component of a path.
[[nodiscard]] inline std::string_view file_part(std::string_view path) noexcept {
  return path.substr(path.rfind('/') + 1);
}

/// ".json" for "maps/shop.JSON"; empty when the name has no extension.
[[nodiscard]] inline std::string extension_of(std::string_view path) {
  std::string_view const name = file_part(path);
  std::size_t const dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string extension(name.substr(dot));
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension;
}

/// "shop" for "maps/shop.json".
[[nodiscard]] inline std::string_view stem_of(std::string_view path) noexcept {
  std::string_view const name = file_part(path);
  std::size_t const dot = name.rfind('.');
  return dot == 0 ? name : name.substr(0, dot);
}

}  // namespace detail

STORYMAP_END
