// bindings/c/src/corpus.hpp - the handle of a list of texts.
#pragma once

#include "handle.hpp"

#include <storymap.h>
#include <storymap/corpus.hpp>

struct storymap_corpus : storymap::c::Handle<storymap_corpus> {
  storymap::Corpus texts;
};
