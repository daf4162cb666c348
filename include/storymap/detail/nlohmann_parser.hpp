// storymap/detail/nlohmann_parser.hpp - parses JSON with nlohmann/json alone.
// Room: formats. Depends on detail/json_tree.hpp and nlohmann/json.
#pragma once

#include <storymap/detail/json_tree.hpp>
#include <storymap/impl/nlohmann_tree.ipp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <type_traits>

STORYMAP_BEGIN

namespace detail {

/// Parses JSON texts one after the other. Where simdjson parses there is a class of the same name.
class JsonParser {
 public:
  /// `max_depth` bounds how many containers may be nested, and with it the stack that readers use.
  explicit JsonParser(std::size_t max_depth) : max_depth_(std::clamp(max_depth, std::size_t{1}, deepest_json)) {}

  /// Calls `read(JsonValue)`, which returns a Result, with the value of the text; lines are counted from `first_line`.
  template <class Read>
  auto parse(std::string_view text, Read&& read, std::size_t first_line = 1) const
      -> std::invoke_result_t<Read, JsonTree::Value> {
    Result<JsonTree> const tree = parse_json_tree(text, max_depth_, first_line);
    if (!tree) return Failure{tree.error()};
    return read(tree->root());
  }

 private:
  std::size_t max_depth_;
};

}  // namespace detail

STORYMAP_END
