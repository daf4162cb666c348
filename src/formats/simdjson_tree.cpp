// src/formats/simdjson_tree.cpp - simdjson behind simdjson: numbers of any length, where it is the only parser.
// Room: formats.
#include "simdjson_tree.hpp"

STORYMAP_BEGIN

namespace detail {

Result<JsonTree> parse_json_tree(std::string_view text, std::size_t max_depth, std::size_t first_line) {
  return parse_simdjson_tree(text, max_depth, first_line);
}

}  // namespace detail

STORYMAP_END
