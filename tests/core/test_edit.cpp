// tests/core/test_edit.cpp - every kind of edit: what it does, what takes it back, and when it is refused.
#include <gtest/gtest.h>
#include <storymap/edit.hpp>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "support/edit_checks.hpp"
#include "support/sample_map.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

Set<Story> set_story(std::string field, Value value) { return {StoryId("s3"), std::move(field), std::move(value)}; }

// ---- add -------------------------------------------------------------------------------------------------------

TEST(AddEdit, PutsANounFirstBetweenAndLast) {
  EXPECT_EQ(ids(changed({Add<Activity>{{ActivityId("a9"), "", "", {}, {}, {}}, {}}}).activities), "a9 a1 a2 a3");
  EXPECT_EQ(outline(changed({Add<Task>{sample_task("t9", "", {}), in_activity("a1", "t1")}})),
            "a1(t1(s1 s2) t9() t2(s3 s4 s5)) a2(t3(s6) t4()) a3()");
  EXPECT_EQ(outline(changed({Add<Story>{sample_story("s9", ""), in_task("t2", "s5")}})),
            "a1(t1(s1 s2) t2(s3 s4 s5 s9)) a2(t3(s6) t4()) a3()");
  EXPECT_EQ(ids(changed({Add<Release>{{ReleaseId("r9"), "", "", {}, {}}, {{}, ReleaseId("r1")}}}).releases),
            "r1 r9 r2");
  EXPECT_EQ(ids(changed({Add<Persona>{{PersonaId("p9"), "", "", {}, {}}, {{}, PersonaId("p2")}}}).personas),
            "p1 p2 p9");
}

TEST(AddEdit, CarriesTheWholeNoun) {
  Story story = story_of(sample_map(), "s3");
  story.id = StoryId("s9");
  EXPECT_EQ(story_of(changed({Add<Story>{story, in_task("t4")}}), "s9"), story);
}

TEST(AddEdit, OfAPersonaAndAReleaseMayBeUsedByTheNextEdit) {
  Story story = sample_story("s9", "");
  story.personas = {PersonaId("p9"), PersonaId("p1")};
  story.release = ReleaseId("r9");
  Map const map =
      changed({Add<Persona>{{PersonaId("p9"), "", "", {}, {}}, {}}, Add<Release>{{ReleaseId("r9"), "", "", {}, {}}, {}},
               Add<Task>{sample_task("t9", "", {}), in_activity("a3")}, Add<Story>{story, in_task("t9")}});
  EXPECT_EQ(story_of(map, "s9"), story);
}

TEST(AddEdit, IsRefused) {
  auto const with = [](auto const& change) {
    Story story = sample_story("s9", "");
    change(story);
    return Add<Story>{story, in_task("t1")};
  };
  expect_refused({
      {Add<Story>{sample_story("s1", ""), in_task("t1")}, Errc::duplicate_id, "/value/id"},
      {Add<Task>{sample_task("t3", "", {}), in_activity("a1")}, Errc::duplicate_id, "/value/id"},
      {Add<Story>{sample_story("", ""), in_task("t1")}, Errc::invalid_field, "/value/id"},
      {Add<Story>{sample_story("a\nb", ""), in_task("t1")}, Errc::invalid_field, "/value/id"},
      {Add<Story>{sample_story("s9", ""), in_task("t9")}, Errc::unknown_id, "/place/parent"},
      {Add<Story>{sample_story("s9", ""), in_task("t1", "s3")}, Errc::unknown_id, "/place/after"},
      {Add<Story>{sample_story("s9", ""), in_task("t1", "s9")}, Errc::unknown_id, "/place/after"},
      {Add<Task>{sample_task("t9", "", {}), in_activity("a9")}, Errc::unknown_id, "/place/parent"},
      {Add<Release>{{ReleaseId("r9"), "", "", {}, {}}, {{}, ReleaseId("r8")}}, Errc::unknown_id, "/place/after"},
      {Add<Task>{sample_task("t9", "", {sample_story("s9", "")}), in_activity("a1")}, Errc::invalid_field,
       "/value/stories"},
      {Add<Activity>{{ActivityId("a9"), "", "", {sample_task("t9", "", {})}, {}, {}}, {}}, Errc::invalid_field,
       "/value/tasks"},
      {Add<Persona>{{PersonaId("p9"), bad_text, "", {}, {}}, {}}, Errc::invalid_encoding, "/value/name"},
      {with([](Story& s) { s.title = bad_text; }), Errc::invalid_encoding, "/value/title"},
      {with([](Story& s) { s.description = bad_text; }), Errc::invalid_encoding, "/value/description"},
      {with([](Story& s) {
         s.acceptance_criteria = {"", bad_text};
       }),
       Errc::invalid_encoding, "/value/acceptance_criteria/1"},
      {with([](Story& s) { s.priority = bad_text; }), Errc::invalid_encoding, "/value/priority"},
      {with([](Story& s) { s.points = -1; }), Errc::invalid_field, "/value/points"},
      {with([](Story& s) { s.points = std::numeric_limits<double>::infinity(); }), Errc::invalid_field,
       "/value/points"},
      {with([](Story& s) {
         s.labels = {"a", "a"};
       }),
       Errc::invalid_field, "/value/labels/1"},
      {with([](Story& s) { s.labels = {bad_text}; }), Errc::invalid_encoding, "/value/labels/0"},
      {with([](Story& s) { s.personas = {PersonaId("p9")}; }), Errc::unknown_id, "/value/personas/0"},
      {with([](Story& s) {
         s.personas = {PersonaId("p1"), PersonaId("p1")};
       }),
       Errc::invalid_field, "/value/personas/1"},
      {with([](Story& s) { s.release = ReleaseId("r9"); }), Errc::unknown_id, "/value/release"},
      {with([](Story& s) {
         s.external = {{}, {bad_text, "", "", {}}};
       }),
       Errc::invalid_encoding, "/value/external/1/system"},
      {with([](Story& s) {
         s.external = {{"", bad_text, "", {}}};
       }),
       Errc::invalid_encoding, "/value/external/0/key"},
      {with([](Story& s) {
         s.external = {{"", "", bad_text, {}}};
       }),
       Errc::invalid_encoding, "/value/external/0/url"},
      {with([](Story& s) {
         s.external = {{"", "", "", {{bad_text, "1"}}}};
       }),
       Errc::invalid_encoding, "/value/external/0"},
      {with([](Story& s) {
         s.extra = {{"x", bad_text}};
       }),
       Errc::invalid_encoding, "/value"},
  });
}

// ---- remove ----------------------------------------------------------------------------------------------------

TEST(RemoveEdit, TakesANounAway) {
  EXPECT_EQ(ids(changed({Remove<Activity>{ActivityId("a3")}}).activities), "a1 a2");
  EXPECT_EQ(outline(changed({Remove<Task>{TaskId("t4")}})), "a1(t1(s1 s2) t2(s3 s4 s5)) a2(t3(s6)) a3()");
  EXPECT_EQ(outline(changed({Remove<Story>{StoryId("s5")}})), "a1(t1(s1 s2) t2(s3 s4)) a2(t3(s6) t4()) a3()");
  EXPECT_EQ(ids(changed({Remove<Release>{ReleaseId("r2")}}).releases), "r1");
  EXPECT_EQ(ids(changed({Remove<Persona>{PersonaId("p2")}}).personas), "p1");
}

TEST(RemoveEdit, IsUndoneByAnAddWithTheWholeValueAndPlace) {
  Map map = sample_map();
  Story const card = story_of(map, "s3");
  Result<Edits> const undo = apply(map, Edits{RemoveLink{{LinkKind::blocks, StoryId("s1"), StoryId("s3")}},
                                              RemoveLink{{LinkKind::relates, StoryId("s3"), StoryId("s4")}},
                                              Remove<Story>{StoryId("s3")}, Remove<Story>{StoryId("s4")}});
  ASSERT_TRUE(undo);
  EXPECT_EQ((*undo)[0], Edit(Add<Story>{sample_story("s4", "Pay by invoice"), in_task("t2")}));
  EXPECT_EQ((*undo)[1], Edit(Add<Story>{card, in_task("t2")}));
}

TEST(RemoveEdit, IsRefused) {
  expect_refused({
      {Remove<Activity>{ActivityId("a9")}, Errc::unknown_id, "/id"},
      {Remove<Task>{TaskId("t9")}, Errc::unknown_id, "/id"},
      {Remove<Story>{StoryId("s9")}, Errc::unknown_id, "/id"},
      {Remove<Release>{ReleaseId("")}, Errc::unknown_id, "/id"},
      {Remove<Persona>{PersonaId("r1")}, Errc::unknown_id, "/id"},
      {Remove<Activity>{ActivityId("a2")}, Errc::in_use, "/id"},
      {Remove<Task>{TaskId("t1")}, Errc::in_use, "/id"},
      {Remove<Story>{StoryId("s1")}, Errc::in_use, "/id"},
      {Remove<Story>{StoryId("s4")}, Errc::in_use, "/id"},
      {Remove<Release>{ReleaseId("r1")}, Errc::in_use, "/id"},
      {Remove<Persona>{PersonaId("p1")}, Errc::in_use, "/id"},
  });
}

TEST(RemoveEdit, IsAllowedOnceNothingRefersToTheNoun) {
  Map const map =
      changed({set_story("release", std::monostate{}), set_story("personas", std::vector<std::string>{"p2"}),
               Remove<Release>{ReleaseId("r1")}, Remove<Persona>{PersonaId("p1")}});
  EXPECT_EQ(ids(map.releases), "r2");
  EXPECT_EQ(ids(map.personas), "p2");
}

TEST(RemoveEdit, FreesTheIdForAnotherNoun) {
  EXPECT_EQ(
      story_of(changed({Remove<Story>{StoryId("s5")}, Add<Story>{sample_story("s5", "New"), in_task("t4")}}), "s5")
          .title,
      "New");
}

// ---- move ------------------------------------------------------------------------------------------------------

TEST(MoveEdit, ReordersSiblings) {
  auto const moved = [](Place<Story> const& place) {
    return ids(changed({Move<Story>{StoryId("s4"), place}}).activities[0].tasks[1].stories);
  };
  EXPECT_EQ(moved(in_task("t2")), "s4 s3 s5");
  EXPECT_EQ(moved(in_task("t2", "s3")), "s3 s4 s5") << "where it was";
  EXPECT_EQ(moved(in_task("t2", "s5")), "s3 s5 s4");
  EXPECT_EQ(ids(changed({Move<Activity>{ActivityId("a1"), {{}, ActivityId("a3")}}}).activities), "a2 a3 a1");
  EXPECT_EQ(ids(changed({Move<Release>{ReleaseId("r2"), {}}}).releases), "r2 r1");
  EXPECT_EQ(ids(changed({Move<Persona>{PersonaId("p1"), {{}, PersonaId("p2")}}}).personas), "p2 p1");
}

TEST(MoveEdit, TakesEverythingInTheNounAlong) {
  EXPECT_EQ(outline(changed({Move<Story>{StoryId("s3"), in_task("t3", "s6")}})),
            "a1(t1(s1 s2) t2(s4 s5)) a2(t3(s6 s3) t4()) a3()");
  EXPECT_EQ(outline(changed({Move<Task>{TaskId("t2"), in_activity("a2", "t3")}})),
            "a1(t1(s1 s2)) a2(t3(s6) t2(s3 s4 s5) t4()) a3()");
  EXPECT_EQ(outline(changed({Move<Task>{TaskId("t1"), in_activity("a3")},
                             Move<Story>{StoryId("s6"), in_task("t1", "s1")}, Move<Activity>{ActivityId("a3"), {}}})),
            "a3(t1(s1 s6 s2)) a1(t2(s3 s4 s5)) a2(t3() t4())");
}

TEST(MoveEdit, IsRefused) {
  expect_refused({
      {Move<Story>{StoryId("s9"), in_task("t1")}, Errc::unknown_id, "/id"},
      {Move<Story>{StoryId("s1"), in_task("t9")}, Errc::unknown_id, "/place/parent"},
      {Move<Story>{StoryId("s1"), in_task("t1", "s3")}, Errc::unknown_id, "/place/after"},
      {Move<Story>{StoryId("s1"), in_task("t2", "s9")}, Errc::unknown_id, "/place/after"},
      {Move<Story>{StoryId("s1"), in_task("t1", "s1")}, Errc::invalid_field, "/place/after"},
      {Move<Task>{TaskId("t1"), in_activity("a9")}, Errc::unknown_id, "/place/parent"},
      {Move<Activity>{ActivityId("a9"), {}}, Errc::unknown_id, "/id"},
      {Move<Persona>{PersonaId("p1"), {{}, PersonaId("p1")}}, Errc::invalid_field, "/place/after"},
  });
}

// ---- apply -----------------------------------------------------------------------------------------------------

TEST(Apply, OfNothingDoesNothing) { EXPECT_EQ(changed(Edits{}), sample_map()); }

TEST(Apply, TakesBackEarlierEditsWhenALaterOneIsRefused) {
  Map map = sample_map();
  Result<Edits> const undo = apply(map, Edits{set_story("title", std::string("x")), RemoveLabel{StoryId("s3"), "mvp"},
                                              Move<Task>{TaskId("t2"), in_activity("a3")}, Remove<Task>{TaskId("t1")}});
  ASSERT_FALSE(undo);
  EXPECT_EQ(undo.error().path, "/3/id");
  EXPECT_EQ(undo.error().message, "the task 't1' still has stories: 2");
  EXPECT_EQ(map, sample_map());
}

TEST(Apply, TakesVectorsAndSpansWithoutNamingItsNamespace) {
  Map map = sample_map();
  Edits edits = {SetMap{"name", "Store"}};
  EXPECT_TRUE(apply(map, edits));
  EXPECT_TRUE(apply(map, std::as_const(edits)));
  EXPECT_TRUE(apply(map, std::span(edits)));
  EXPECT_TRUE(apply(map, std::span<Edit const>(edits)));
}

TEST(Apply, FindsItsWayAfterManyEditsOfOneFamily) {
  Edits edits;
  for (int i = 0; i < 100; ++i) {
    edits.emplace_back(Add<Story>{sample_story("n" + std::to_string(i), ""), in_task("t2")});
    edits.emplace_back(Set<Story>{StoryId("s5"), "title", std::to_string(i)});
    edits.emplace_back(Move<Story>{StoryId("s4"), i % 2 == 0 ? in_task("t4") : in_task("t2", "s5")});
    edits.emplace_back(Set<Story>{StoryId("s4"), "title", std::to_string(i)});
    if (i > 50) edits.emplace_back(Remove<Story>{StoryId("n" + std::to_string(2 * (i - 51)))});
  }
  Map const map = changed(edits);
  EXPECT_EQ(story_of(map, "s4").title, "99");
  EXPECT_EQ(story_of(map, "s5").title, "99");
}

}  // namespace
