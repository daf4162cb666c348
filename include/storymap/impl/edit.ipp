// storymap/impl/edit.ipp - bodies of edit.hpp: applying edits.
#pragma once

#include <storymap/detail/map_editor.hpp>
#include <storymap/edit.hpp>
#include <storymap/impl/edit_plan.ipp>
#include <storymap/impl/rebase.ipp>

STORYMAP_BEGIN

STORYMAP_DECL Result<std::vector<Edit>> apply(Map& map, std::span<Edit const> edits) {
  return detail::MapEditor(map).apply_all(edits);
}

STORYMAP_END
