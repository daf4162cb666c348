// storymap/impl/nlohmann_tree.ipp - body of detail/json_tree.hpp where nlohmann/json fills the tree.
// Room: formats. Depends on detail/nlohmann_tree.hpp.
#pragma once

#include <storymap/detail/nlohmann_tree.hpp>

STORYMAP_BEGIN

namespace detail {

STORYMAP_DECL Result<JsonTree> parse_json_tree(std::string_view text, std::size_t max_depth, std::size_t first_line) {
  return parse_nlohmann_tree(text, max_depth, first_line);
}

}  // namespace detail

STORYMAP_END
