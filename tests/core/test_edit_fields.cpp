// tests/core/test_edit_fields.cpp - edits of fields, links and labels, and plans for removals.
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

using Texts = std::vector<std::string>;

Set<Story> set(std::string field, Value value) { return {StoryId("s3"), std::move(field), std::move(value)}; }
Story after(std::string field, Value value) {
  return story_of(changed({set(std::move(field), std::move(value))}), "s3");
}

LinkKey const blocks{LinkKind::blocks, StoryId("s1"), StoryId("s3")};
LinkKey const relates{LinkKind::relates, StoryId("s3"), StoryId("s4")};

// ---- set -------------------------------------------------------------------------------------------------------

TEST(SetEdit, ChangesEveryFieldOfAStory) {
  EXPECT_EQ(after("title", "Pay").title, "Pay");
  EXPECT_EQ(after("title", "").title, "");
  EXPECT_EQ(after("description", "x").description, "x");
  EXPECT_EQ(after("acceptance_criteria", Texts{"a", "a"}).acceptance_criteria, (Texts{"a", "a"}));
  EXPECT_EQ(after("priority", "Low").priority, "Low");
  EXPECT_EQ(after("status", "blocked").status, Status::blocked);
  EXPECT_EQ(after("points", 0.5).points, 0.5);
  EXPECT_EQ(after("personas", Texts{"p2", "p1"}).personas, (std::vector{PersonaId("p2"), PersonaId("p1")}));
  EXPECT_EQ(after("release", "r2").release, ReleaseId("r2"));
  std::vector<External> const twice = {{"trello", "1", "", {}}, {"trello", "1", "", {}}};
  EXPECT_EQ(after("external", twice).external, twice);
}

TEST(SetEdit, ClearsWhatAStoryMayLack) {
  EXPECT_EQ(after("description", {}).description, "");
  EXPECT_TRUE(after("acceptance_criteria", {}).acceptance_criteria.empty());
  EXPECT_EQ(after("priority", {}).priority, "");
  EXPECT_EQ(after("points", {}).points, std::nullopt);
  EXPECT_TRUE(after("personas", {}).personas.empty());
  EXPECT_EQ(after("release", {}).release, std::nullopt);
  EXPECT_TRUE(after("external", {}).external.empty());
  EXPECT_TRUE(after("colour", {}).extra.empty());
}

TEST(SetEdit, KeepsUnknownFieldsAsJson) {
  EXPECT_EQ(after("colour", JsonText{"\"blue\""}).extra, (Fields{{"colour", "\"blue\""}}));
  EXPECT_EQ(after("size", JsonText{"[1]"}).extra, (Fields{{"colour", "\"red\""}, {"size", "[1]"}}));
  EXPECT_EQ(after("size", {}).extra, (Fields{{"colour", "\"red\""}})) << "clearing what is absent";
  EXPECT_EQ(after("tasks", JsonText{"1"}).extra.size(), 2U) << "no word of a story";
}

TEST(SetEdit, ChangesEveryOtherNoun) {
  Map const map = changed({
      Set<Activity>{ActivityId("a1"), "title", "Shop"},
      Set<Task>{TaskId("t1"), "description", "x"},
      Set<Task>{TaskId("t1"), "status", JsonText{"1"}},
      Set<Release>{ReleaseId("r1"), "title", "One"},
      Set<Persona>{PersonaId("p1"), "name", "Client"},
      Set<Persona>{PersonaId("p1"), "title", JsonText{"\"Ms\""}},
      Set<Persona>{PersonaId("p1"), "external", std::vector<External>{{"crm", "7", "", {}}}},
  });
  EXPECT_EQ(map.activities[0].title, "Shop");
  EXPECT_EQ(map.activities[0].tasks[0].description, "x");
  EXPECT_EQ(map.activities[0].tasks[0].extra, (Fields{{"status", "1"}})) << "the schema knows no status of a task";
  EXPECT_EQ(map.releases[0].title, "One");
  EXPECT_EQ(map.personas[0], (Persona{PersonaId("p1"), "Client", "", {{"crm", "7", "", {}}}, {{"title", "\"Ms\""}}}));
}

TEST(SetEdit, ChangesTheMapItself) {
  Map const map =
      changed({SetMap{"name", "Store"}, SetMap{"description", {}}, SetMap{"theme", {}}, SetMap{"id", JsonText{"7"}}});
  EXPECT_EQ(map.name, "Store");
  EXPECT_EQ(map.description, "");
  EXPECT_EQ(map.extra, (Fields{{"id", "7"}}));
}

TEST(SetEdit, IsUndoneByASetOfTheOldValue) {
  auto const undo = [](Edit edit) {
    Map map = sample_map();
    return apply(map, Edits{std::move(edit)}).value().at(0);
  };
  EXPECT_EQ(undo(set("title", "x")), Edit(set("title", "Pay by card")));
  EXPECT_EQ(undo(set("points", {})), Edit(set("points", 3.0)));
  EXPECT_EQ(undo(Set<Story>{StoryId("s1"), "points", 1.0}), Edit(Set<Story>{StoryId("s1"), "points", {}}));
  EXPECT_EQ(undo(Set<Story>{StoryId("s1"), "release", "r1"}), Edit(Set<Story>{StoryId("s1"), "release", {}}));
  EXPECT_EQ(undo(set("personas", {})), Edit(set("personas", Texts{"p1"})));
  EXPECT_EQ(undo(set("status", "done")), Edit(set("status", "in_progress")));
  EXPECT_EQ(undo(set("colour", {})), Edit(set("colour", JsonText{"\"red\""})));
  EXPECT_EQ(undo(set("size", JsonText{"1"})), Edit(set("size", {})));
}

TEST(SetEdit, IsRefused) {
  expect_refused({
      {Set<Story>{StoryId("s9"), "title", "x"}, Errc::unknown_id, "/id"},
      {Set<Release>{ReleaseId("r9"), "title", "x"}, Errc::unknown_id, "/id"},
      {set("title", {}), Errc::invalid_field, "/value"},
      {set("title", 1.0), Errc::invalid_field, "/value"},
      {set("title", bad_text), Errc::invalid_encoding, "/value"},
      {set("title", JsonText{"\"x\""}), Errc::invalid_field, "/value"},
      {set("status", {}), Errc::invalid_field, "/value"},
      {set("status", "Done"), Errc::invalid_field, "/value"},
      {set("status", 1.0), Errc::invalid_field, "/value"},
      {set("points", "3"), Errc::invalid_field, "/value"},
      {set("points", -0.5), Errc::invalid_field, "/value"},
      {set("points", std::numeric_limits<double>::quiet_NaN()), Errc::invalid_field, "/value"},
      {set("points", std::numeric_limits<double>::infinity()), Errc::invalid_field, "/value"},
      {set("acceptance_criteria", "x"), Errc::invalid_field, "/value"},
      {set("acceptance_criteria", Texts{"x", bad_text}), Errc::invalid_encoding, "/value/1"},
      {set("personas", "p1"), Errc::invalid_field, "/value"},
      {set("personas", Texts{"p1", "p9"}), Errc::unknown_id, "/value/1"},
      {set("personas", Texts{"p1", "p2", "p1"}), Errc::invalid_field, "/value/2"},
      {set("release", "r9"), Errc::unknown_id, "/value"},
      {set("release", ""), Errc::unknown_id, "/value"},
      {set("external", Texts{"x"}), Errc::invalid_field, "/value"},
      {set("external", std::vector<External>{{"jira", bad_text, "", {}}}), Errc::invalid_encoding, "/value/0/key"},
      {set("colour", "red"), Errc::invalid_field, "/value"},
      {set("colour", JsonText{bad_text}), Errc::invalid_encoding, "/value"},
      {set(bad_text, JsonText{"1"}), Errc::invalid_encoding, "/field"},
      {set("id", "s9"), Errc::invalid_field, "/field"},
      {set("id", JsonText{"1"}), Errc::invalid_field, "/field"},
      {set("labels", Texts{"x"}), Errc::invalid_field, "/field"},
      {Set<Task>{TaskId("t1"), "stories", {}}, Errc::invalid_field, "/field"},
      {Set<Activity>{ActivityId("a1"), "tasks", {}}, Errc::invalid_field, "/field"},
      {Set<Persona>{PersonaId("p1"), "name", {}}, Errc::invalid_field, "/value"},
      {SetMap{"name", {}}, Errc::invalid_field, "/value"},
      {SetMap{"storymap", JsonText{"2"}}, Errc::invalid_field, "/field"},
      {SetMap{"personas", {}}, Errc::invalid_field, "/field"},
      {SetMap{"releases", {}}, Errc::invalid_field, "/field"},
      {SetMap{"links", {}}, Errc::invalid_field, "/field"},
      {SetMap{"activities", {}}, Errc::invalid_field, "/field"},
      {SetMap{"theme", "dark"}, Errc::invalid_field, "/value"},
  });
}

// ---- links and labels ------------------------------------------------------------------------------------------

std::vector<LinkKind> kinds(Map const& map) {
  std::vector<LinkKind> out;
  for (Link const& link : map.links) out.push_back(link.kind);
  return out;
}

TEST(LinkEdit, AddsAtItsPlaceAndRemoves) {
  Link const link{LinkKind::duplicates, StoryId("s2"), StoryId("s1"), {{"by", "1"}}};
  using enum LinkKind;
  EXPECT_EQ(kinds(changed({AddLink{link, {}}})), (std::vector{duplicates, blocks, relates}));
  EXPECT_EQ(kinds(changed({AddLink{link, ::blocks}})), (std::vector{blocks, duplicates, relates}));
  EXPECT_EQ(changed({AddLink{link, ::relates}}).links.back(), link);
  EXPECT_EQ(kinds(changed({RemoveLink{::blocks}})), (std::vector{relates}));
  EXPECT_EQ(kinds(changed({RemoveLink{::relates}, RemoveLink{::blocks}})), std::vector<LinkKind>{});
}

TEST(LinkEdit, SameStoriesMayBeLinkedTheOtherWayOrInAnotherKind) {
  changed({AddLink{{LinkKind::blocks, StoryId("s3"), StoryId("s1"), {}}, {}},
           AddLink{{LinkKind::relates, StoryId("s1"), StoryId("s3"), {}}, {}}});
}

TEST(LinkEdit, IsRefused) {
  auto const link = [](std::string from, std::string to) {
    return Link{LinkKind::blocks, StoryId(std::move(from)), StoryId(std::move(to)), {}};
  };
  expect_refused({
      {AddLink{link("s9", "s1"), {}}, Errc::unknown_id, "/value/from"},
      {AddLink{link("s1", "s9"), {}}, Errc::unknown_id, "/value/to"},
      {AddLink{link("s1", "s1"), {}}, Errc::invalid_field, "/value"},
      {AddLink{link("s1", "s3"), {}}, Errc::duplicate_id, "/value"},
      {AddLink{{LinkKind::blocks, StoryId("s1"), StoryId("s2"), {{"x", bad_text}}}, {}}, Errc::invalid_encoding,
       "/value"},
      {AddLink{link("s1", "s2"), LinkKey{LinkKind::blocks, StoryId("s1"), StoryId("s4")}}, Errc::unknown_id, "/after"},
      {RemoveLink{{LinkKind::blocks, StoryId("s3"), StoryId("s1")}}, Errc::unknown_id, "/link"},
  });
}

TEST(LabelEdit, AddsAtItsPlaceAndRemoves) {
  StoryId const id("s3");
  EXPECT_EQ(story_of(changed({AddLabel{id, "new", {}}}), "s3").labels, (Texts{"new", "money", "mvp", "web"}));
  EXPECT_EQ(story_of(changed({AddLabel{id, "new", "money"}}), "s3").labels, (Texts{"money", "new", "mvp", "web"}));
  EXPECT_EQ(story_of(changed({AddLabel{id, "", "web"}}), "s3").labels, (Texts{"money", "mvp", "web", ""}));
  EXPECT_EQ(story_of(changed({RemoveLabel{id, "money"}}), "s3").labels, (Texts{"mvp", "web"}));
  EXPECT_EQ(story_of(changed({RemoveLabel{id, "web"}, RemoveLabel{id, "mvp"}}), "s3").labels, (Texts{"money"}));
  EXPECT_EQ(story_of(changed({AddLabel{StoryId("s1"), "x", {}}}), "s1").labels, (Texts{"x"}));
}

TEST(LabelEdit, IsRefused) {
  expect_refused({
      {AddLabel{StoryId("s9"), "x", {}}, Errc::unknown_id, "/story"},
      {AddLabel{StoryId("s3"), "mvp", {}}, Errc::duplicate_id, "/label"},
      {AddLabel{StoryId("s3"), bad_text, {}}, Errc::invalid_encoding, "/label"},
      {AddLabel{StoryId("s3"), "x", "y"}, Errc::unknown_id, "/after"},
      {RemoveLabel{StoryId("s9"), "x"}, Errc::unknown_id, "/story"},
      {RemoveLabel{StoryId("s3"), "x"}, Errc::unknown_id, "/label"},
  });
}

// ---- plan_remove -----------------------------------------------------------------------------------------------

TEST(PlanRemove, OfAnUnusedNounIsItsRemoval) {
  Map const map = sample_map();
  EXPECT_EQ(plan_remove(map, ActivityId("a3")), (Edits{Remove<Activity>{ActivityId("a3")}}));
  EXPECT_EQ(plan_remove(map, TaskId("t4")), (Edits{Remove<Task>{TaskId("t4")}}));
  EXPECT_EQ(plan_remove(map, StoryId("s2")), (Edits{Remove<Story>{StoryId("s2")}}));
  EXPECT_EQ(plan_remove(map, ReleaseId("r2")), (Edits{Remove<Release>{ReleaseId("r2")}}));
  EXPECT_EQ(plan_remove(map, PersonaId("p2")), (Edits{Remove<Persona>{PersonaId("p2")}}));
}

TEST(PlanRemove, OfAnUnknownNounIsEmpty) {
  Map const map = sample_map();
  EXPECT_TRUE(plan_remove(map, ActivityId("a9")).empty());
  EXPECT_TRUE(plan_remove(map, TaskId("t9")).empty());
  EXPECT_TRUE(plan_remove(map, StoryId("s9")).empty());
  EXPECT_TRUE(plan_remove(map, ReleaseId("r9")).empty());
  EXPECT_TRUE(plan_remove(map, PersonaId("p9")).empty());
}

TEST(PlanRemove, TakesAlongWhatIsInsideAndWhatRefersToIt) {
  Map const map = sample_map();
  EXPECT_EQ(plan_remove(map, StoryId("s3")),
            (Edits{RemoveLink{relates}, RemoveLink{blocks}, Remove<Story>{StoryId("s3")}}));
  EXPECT_EQ(outline(changed(plan_remove(map, TaskId("t2")))), "a1(t1(s1 s2)) a2(t3(s6) t4()) a3()");
  Map const without = changed(plan_remove(map, ActivityId("a1")));
  EXPECT_EQ(outline(without), "a2(t3(s6) t4()) a3()");
  EXPECT_TRUE(without.links.empty());
}

TEST(PlanRemove, ClearsTheReleaseAndThePersonaOfStories) {
  Map const map = changed({set("personas", Texts{"p2", "p1"})});
  EXPECT_EQ(plan_remove(map, ReleaseId("r1")), (Edits{set("release", {}), Remove<Release>{ReleaseId("r1")}}));
  EXPECT_EQ(story_of(changed(map, plan_remove(map, PersonaId("p1"))), "s3").personas, (std::vector{PersonaId("p2")}));
}

}  // namespace
