// storymap/impl/edit.ipp - bodies of edit.hpp: applying edits.
#pragma once

#include <storymap/detail/map_editor.hpp>
#include <storymap/edit.hpp>
#include <storymap/impl/edit_plan.ipp>
#include <storymap/impl/rebase.ipp>

#include <algorithm>

STORYMAP_BEGIN

STORYMAP_DECL Result<std::vector<Edit>> apply(Map& map, std::span<Edit const> edits) {
  detail::MapEditor editor(map);
  std::vector<Edit> undo;
  undo.reserve(edits.size());
  for (std::size_t i = 0; i < edits.size(); ++i) {
    Result<Edit> inverse = editor.apply(edits[i]);
    if (!inverse) {
      for (auto step = undo.rbegin(); step != undo.rend(); ++step) {
        [[maybe_unused]] bool const undone = editor.apply(*step).has_value();
        STORYMAP_ASSERT(undone);
      }
      Error error = std::move(inverse).error();
      error.path.insert(0, "/" + std::to_string(i));
      return Failure{std::move(error)};
    }
    undo.push_back(*std::move(inverse));
  }
  std::reverse(undo.begin(), undo.end());
  return undo;
}

STORYMAP_END
