// tests/core/test_merge.cpp - what two sides made of one map, together: fields, lists and conflicts.
#include <gtest/gtest.h>
#include <storymap/merge.hpp>

#include <string>
#include <utility>
#include <vector>

#include "support/edit_checks.hpp"
#include "support/merge_checks.hpp"
#include "support/sample_map.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

using Kind = Conflict::Kind;
using Texts = std::vector<std::string>;

Set<Story> set(std::string field, Value value) { return {StoryId("s3"), std::move(field), std::move(value)}; }

/// What becomes of story s3 without any conflict.
Story card(Edits const& ours, Edits const& theirs) { return story_of(merged(ours, theirs), "s3"); }

TEST(Merge, OfAMapWithItselfIsThatMap) { EXPECT_EQ(merged({}, {}), sample_map()); }

TEST(Merge, TakesTheSideThatChanged) {
  Edits const edits = {set("title", "Pay"),
                       set("release", {}),
                       Remove<Story>{StoryId("s5")},
                       AddLabel{StoryId("s3"), "x", "money"},
                       Move<Task>{TaskId("t2"), in_activity("a3")},
                       SetMap{"theme", {}}};
  EXPECT_EQ(merged(edits, {}), changed(edits));
  EXPECT_EQ(merged({}, edits), changed(edits));
  EXPECT_EQ(merged(edits, edits), changed(edits)) << "the same change on both sides is one change";
}

TEST(Merge, TakesDifferentFieldsOfOneNoun) {
  Story const story = card({set("title", "Ours"), set("colour", {})},
                           {set("points", 8.0), set("size", JsonText{"1"}), set("status", "done")});
  EXPECT_EQ(story.title, "Ours");
  EXPECT_EQ(story.points, 8);
  EXPECT_EQ(story.status, Status::done);
  EXPECT_EQ(story.extra, (Fields{{"size", "1"}}));
}

TEST(Merge, KeepsOursWhenBothChangedAField) {
  Edits const ours = {set("title", "Ours"),
                      set("points", 0.5),
                      set("status", "done"),
                      set("release", "r2"),
                      set("priority", ""),
                      set("colour", {}),
                      SetMap{"name", "Ours"},
                      Set<Persona>{PersonaId("p1"), "name", "Ours"},
                      Set<Activity>{ActivityId("a1"), "title", "Ours"}};
  Edits const theirs = {set("title", "Theirs"),
                        set("points", {}),
                        set("status", "blocked"),
                        set("release", {}),
                        set("priority", "Low"),
                        set("colour", JsonText{"1"}),
                        SetMap{"name", "Theirs"},
                        Set<Persona>{PersonaId("p1"), "name", "Theirs"},
                        Set<Activity>{ActivityId("a1"), "title", "Theirs"}};
  EXPECT_EQ(merged(ours, theirs,
                   {{Kind::field, "/name", "Shop", "Ours", "Theirs"},
                    {Kind::field, "/persona/p1/name", "Buyer", "Ours", "Theirs"},
                    {Kind::field, "/activity/a1/title", "Buy", "Ours", "Theirs"},
                    {Kind::field, "/story/s3/title", "Pay by card", "Ours", "Theirs"},
                    {Kind::field, "/story/s3/priority", "Must", "", "Low"},
                    {Kind::field, "/story/s3/status", "in_progress", "done", "blocked"},
                    {Kind::field, "/story/s3/points", "3", "0.5", ""},
                    {Kind::field, "/story/s3/release", "r1", "r2", ""},
                    {Kind::field, "/story/s3/colour", "\"red\"", "", "1"}}),
            changed(ours));
}

TEST(Merge, TakesAddedAndRemovedLabelsOfBothSides) {
  StoryId const id("s3");
  EXPECT_EQ(card({RemoveLabel{id, "money"}, AddLabel{id, "ours", "web"}},
                 {AddLabel{id, "theirs", "web"}, RemoveLabel{id, "mvp"}, AddLabel{id, "first", {}}})
                .labels,
            (Texts{"first", "web", "ours", "theirs"}));
  EXPECT_EQ(card({AddLabel{id, "same", "web"}}, {AddLabel{id, "x", "web"}, AddLabel{id, "same", "x"}}).labels,
            (Texts{"money", "mvp", "web", "x", "same"}));
}

TEST(Merge, TakesAddedAndRemovedPersonasOfBothSides) {
  Story const story = card({set("personas", Texts{"p2", "p1"})},
                           {Add<Persona>{{PersonaId("p9"), "New", "", {}, {}}, {}}, set("personas", Texts{"p9"})});
  EXPECT_EQ(story.personas, (std::vector{PersonaId("p2"), PersonaId("p9")}));
}

TEST(Merge, TakesDifferentCriteriaOfBothSides) {
  auto const criteria = [](Texts ours, Texts theirs) {
    return card({set("acceptance_criteria", std::move(ours))}, {set("acceptance_criteria", std::move(theirs))})
        .acceptance_criteria;
  };
  std::string const a = "The card is charged once";
  std::string const b = "A receipt is sent";
  EXPECT_EQ(criteria({"A", b}, {a, "B"}), (Texts{"A", "B"}));
  EXPECT_EQ(criteria({a, b, "ours"}, {a, b, "theirs"}), (Texts{a, b, "ours", "theirs"})) << "ours come first";
  EXPECT_EQ(criteria({a, b, "same", "ours"}, {a, b, "theirs", "same"}), (Texts{a, b, "same", "ours", "theirs"}));
  EXPECT_EQ(criteria({"same", b, "ours"}, {"same", b}), (Texts{"same", b, "ours"}));
  EXPECT_EQ(criteria({b}, {a, b, "theirs"}), (Texts{b, "theirs"}));
  EXPECT_EQ(criteria({a}, {a, "between", b}), (Texts{a, "between"}));
  EXPECT_EQ(criteria({"A", b}, {"before", a, b}), (Texts{"before", "A", b}));
  EXPECT_EQ(criteria({a, "x", b, b}, {a, b, "x"}), (Texts{a, "x", b, b, "x"})) << "items may repeat";
}

TEST(Merge, KeepsOursWhenBothChangedOneCriterion) {
  Edits const ours = {set("acceptance_criteria", Texts{"ours", "A receipt is sent"})};
  Edits const theirs = {set("acceptance_criteria", Texts{"theirs", "A \"receipt\" is sent"})};
  EXPECT_EQ(
      merged(ours, theirs,
             {{Kind::field, "/story/s3/acceptance_criteria", R"(["The card is charged once","A receipt is sent"])",
               R"(["ours","A receipt is sent"])", R"(["theirs","A \"receipt\" is sent"])"}}),
      changed(ours));
  Edits const removed = {set("acceptance_criteria", Texts{"insert", "A receipt is sent"})};
  Edits const split = {set("acceptance_criteria", {})};
  EXPECT_EQ(
      merged(removed, split,
             {{Kind::field, "/story/s3/acceptance_criteria", R"(["The card is charged once","A receipt is sent"])",
               R"(["insert","A receipt is sent"])", "[]"}}),
      changed(removed));
}

TEST(Merge, TakesExternalReferencesBySystemAndKey) {
  auto const reference = [](std::string key, std::string url, Fields fields) {
    return External{"jira", std::move(key), std::move(url), std::move(fields)};
  };
  External const base = story_of(sample_map(), "s3").external.front();
  std::vector<External> const ours = {reference("SHOP-3", "https://ours", base.fields), reference("SHOP-4", "", {})};
  std::vector<External> const theirs = {reference("SHOP-5", "", {}), reference("SHOP-3", base.url, {{"status", "1"}})};
  std::vector<External> const both = {
      reference("SHOP-5", "", {}), reference("SHOP-3", "https://ours", {{"status", "1"}}), reference("SHOP-4", "", {})};
  EXPECT_EQ(card({set("external", ours)}, {set("external", theirs)}).external, both);

  std::vector<External> const ours_again = {reference("SHOP-3", "https://ours", {{"status", "2"}})};
  std::vector<External> const theirs_again = {reference("SHOP-3", "https://theirs", {{"status", "1"}})};
  EXPECT_EQ(merged({set("external", ours_again)}, {set("external", theirs_again)},
                   {{Kind::field, "/story/s3/external/jira/SHOP-3/url", base.url, "https://ours", "https://theirs"},
                    {Kind::field, "/story/s3/external/jira/SHOP-3/status", "\"In QA\"", "2", "1"}}),
            changed({set("external", ours_again)}));
  EXPECT_EQ(merged({set("external", ours_again)}, {set("external", std::vector{reference("SHOP-6", "", {})})},
                   {{Kind::removed_changed, "/story/s3/external/jira/SHOP-3", "jira SHOP-3", "jira SHOP-3", ""}})
                .activities[0]
                .tasks[1]
                .stories[0]
                .external.size(),
            2U);
}

TEST(Merge, TakesAddedAndRemovedLinksOfBothSides) {
  Link const ours{LinkKind::blocks, StoryId("s4"), StoryId("s5"), {}};
  Link const theirs{LinkKind::blocks, StoryId("s5"), StoryId("s6"), {}};
  Link const kept = sample_map().links[1];
  Map const map =
      merged({AddLink{ours, key(kept)}, RemoveLink{key(sample_map().links[0])}}, {AddLink{theirs, key(kept)}});
  EXPECT_EQ(map.links, (std::vector{kept, ours, theirs}));
}

TEST(Merge, TakesUnknownFieldsOfALinkOneByOne) {
  Link link = sample_map().links[1];
  auto const with = [&](Fields extra) {
    link.extra = std::move(extra);
    return Edits{RemoveLink{key(link)}, AddLink{link, key(sample_map().links[0])}};
  };
  EXPECT_EQ(merged(with({{"since", "2"}, {"by", "1"}}), with({{"since", "3"}})).links[1].extra,
            (Fields{{"by", "1"}, {"since", "3"}}));
  EXPECT_EQ(merged(with({{"since", "4"}}), with({{"since", "3"}}),
                   {{Kind::field, "/link/relates/s3/s4/since", "2", "4", "3"}})
                .links[1]
                .extra,
            (Fields{{"since", "4"}}));
}

TEST(Merge, KeepsALinkThatOneSideRemovedAndTheOtherChanged) {
  Link link = sample_map().links[0];
  Edits const remove = {RemoveLink{key(link)}};
  link.extra = {{"since", "1"}};
  Edits const change = {RemoveLink{key(link)}, AddLink{link, {}}};
  EXPECT_EQ(merged(change, remove, {{Kind::removed_changed, "/link/blocks/s1/s3", "blocks", "blocks", ""}}),
            changed(change));
  EXPECT_EQ(merged(remove, change, {{Kind::removed_changed, "/link/blocks/s1/s3", "blocks", "", "blocks"}}),
            changed(change));
}

TEST(Merge, RefusesAMapThatIsNone) {
  Map broken = sample_map();
  broken.activities[0].id = ActivityId("");
  Map const map = sample_map();
  EXPECT_EQ(merge(broken, map, map).error().path, "base/activities/0/id");
  EXPECT_EQ(merge(map, broken, map).error().path, "ours/activities/0/id");
  Result<Merged> const result = merge(map, map, broken);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().path, "theirs/activities/0/id");
  EXPECT_EQ(result.error().code, Errc::invalid_field);
}

}  // namespace
