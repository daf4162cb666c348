// bindings/c/src/index.hpp - the handle of an index of similar rows.
#pragma once

#include "handle.hpp"

#include <storymap.h>
#include <storymap/similarity.hpp>

#include <utility>

struct storymap_index : storymap::c::Handle<storymap_index> {
  explicit storymap_index(storymap::SimilarityIndex index) : rows(std::move(index)) {}
  storymap::SimilarityIndex rows;
};
