// tests/support/precise_json.hpp - the slow twin of `read_json`, for tests and fuzz targets.
#pragma once

#include <storymap/detail/json_tree.hpp>
#include <storymap/detail/read_json_document.hpp>
#include <storymap/json.hpp>

#include <string_view>

namespace storymap_test {

/// `read_json` without the fast parser.
[[nodiscard]] inline storymap::Result<storymap::Map> read_precisely(std::string_view text,
                                                                    storymap::ImportReport& report) {
  storymap::Result<storymap::detail::JsonTree> const tree =
      storymap::detail::parse_json_tree(text, storymap::ReadLimits().depth);
  if (!tree) return storymap::Failure{tree.error()};
  storymap::Result<storymap::Map> map = storymap::detail::read_json_document(tree->root(), report);
  if (!map) return map;
  if (storymap::Result<void> good = check(*map); !good) return failure_of(std::move(good));
  return map;
}

}  // namespace storymap_test
