// bindings/c/src/arrays.cpp - freeing what the caller was given.
#include "arrays.hpp"

using storymap::c::take_back;

void storymap_buffer_free(storymap_buffer* buffer) { take_back(buffer); }
void storymap_pairs_free(storymap_pairs* pairs) { take_back(pairs); }
void storymap_matches_free(storymap_matches* matches) { take_back(matches); }
void storymap_rows_free(storymap_rows* rows) { take_back(rows); }
void storymap_live_matches_free(storymap_live_matches* matches) { take_back(matches); }
void storymap_ids_free(storymap_ids* ids) { take_back(ids); }
