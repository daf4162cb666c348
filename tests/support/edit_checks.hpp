// tests/support/edit_checks.hpp - what the tests of edits expect of any edit, and short names for places.
#pragma once

#include <gtest/gtest.h>
#include <storymap/edit.hpp>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "support/sample_map.hpp"

namespace storymap {

// How a failing test shows edits.
template <class Noun>
std::ostream& operator<<(std::ostream& out, Add<Noun> const& edit) {
  return out << "add " << edit.value.id.str() << " after " << (edit.place.after ? edit.place.after->str() : "nothing");
}
template <class Noun>
std::ostream& operator<<(std::ostream& out, Remove<Noun> const& edit) {
  return out << "remove " << edit.id.str();
}
template <class Noun>
std::ostream& operator<<(std::ostream& out, Move<Noun> const& edit) {
  return out << "move " << edit.id.str() << " after " << (edit.place.after ? edit.place.after->str() : "nothing");
}
template <class Noun>
std::ostream& operator<<(std::ostream& out, Set<Noun> const& edit) {
  return out << "set " << edit.id.str() << " " << edit.field;
}

}  // namespace storymap

namespace storymap_test {

using Edits = std::vector<storymap::Edit>;

inline constexpr char const* bad_text = "\xFF";

/// Applies the edits to a map, expects that their inverse restores it, and returns the changed map.
inline storymap::Map changed(storymap::Map map, Edits const& edits) {
  storymap::Map const original = map;
  storymap::Result<Edits> const undo = apply(map, edits);
  EXPECT_TRUE(undo) << to_string(undo.error());
  if (!undo) return map;
  EXPECT_EQ(undo->size(), edits.size());
  EXPECT_TRUE(check(map));
  storymap::Map back = map;
  storymap::Result<Edits> const redo = apply(back, *undo);
  EXPECT_TRUE(redo) << to_string(redo.error());
  EXPECT_EQ(back, original);
  if (redo) {
    EXPECT_TRUE(apply(back, *redo));
    EXPECT_EQ(back, map) << "the inverse of the inverse";
  }
  return map;
}

/// The same with the sample map.
inline storymap::Map changed(Edits const& edits) { return changed(sample_map(), edits); }

struct Refusal {
  storymap::Edit edit;
  storymap::Errc code;
  std::string path;
};

/// Expects that the sample map refuses each edit and stays what it is.
inline void expect_refused(std::vector<Refusal> const& refusals) {
  for (std::size_t i = 0; i < refusals.size(); ++i) {
    SCOPED_TRACE("refusal " + std::to_string(i));
    storymap::Map map = sample_map();
    storymap::Result<Edits> const undo = apply(map, Edits{refusals[i].edit});
    EXPECT_EQ(map, sample_map());
    ASSERT_FALSE(undo);
    EXPECT_EQ(to_string(undo.error().code), to_string(refusals[i].code)) << undo.error().message;
    EXPECT_EQ(undo.error().path, "/0" + refusals[i].path);
    EXPECT_FALSE(undo.error().message.empty());
    EXPECT_NE(undo.error().message.back(), '.');
  }
}

[[nodiscard]] inline storymap::Place<storymap::Story> in_task(std::string task) {
  return {storymap::TaskId(std::move(task)), std::nullopt};
}
[[nodiscard]] inline storymap::Place<storymap::Story> in_task(std::string task, std::string after) {
  return {storymap::TaskId(std::move(task)), storymap::StoryId(std::move(after))};
}
[[nodiscard]] inline storymap::Place<storymap::Task> in_activity(std::string activity) {
  return {storymap::ActivityId(std::move(activity)), std::nullopt};
}
[[nodiscard]] inline storymap::Place<storymap::Task> in_activity(std::string activity, std::string after) {
  return {storymap::ActivityId(std::move(activity)), storymap::TaskId(std::move(after))};
}

}  // namespace storymap_test
