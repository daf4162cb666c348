// tests/core/test_model.cpp - unknown fields, the words of the model, and what every map must keep.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <storymap/model.hpp>

#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace storymap;

std::vector<std::string> names(Fields const& fields) {
  std::vector<std::string> out;
  for (Field const& field : fields) out.push_back(field.name);
  return out;
}

TEST(Fields, SortByNameAndKeepTheLastValueOfAName) {
  Fields const fields = {{"size", "2"}, {"colour", "\"red\""}, {"size", "3"}};
  EXPECT_EQ(names(fields), (std::vector<std::string>{"colour", "size"}));
  EXPECT_EQ(*fields.find("size"), "3");
}

TEST(Fields, EqualHoweverTheyWereOrdered) {
  EXPECT_EQ((Fields{{"a", "1"}, {"b", "2"}}), (Fields{{"b", "2"}, {"a", "1"}}));
  EXPECT_NE((Fields{{"a", "1"}}), (Fields{{"a", "2"}}));
  EXPECT_NE((Fields{{"a", "1"}}), (Fields{{"b", "1"}}));
}

TEST(Fields, SetFindAndErase) {
  Fields fields;
  EXPECT_TRUE(fields.empty());
  fields.set("zone", "null");
  fields.set("age", "7");
  fields.set("age", "8");
  EXPECT_EQ(fields.size(), 2U);
  EXPECT_EQ(*fields.find("age"), "8");
  EXPECT_EQ(fields.find("ag"), nullptr);
  EXPECT_EQ(fields.find("zoo"), nullptr);
  EXPECT_TRUE(fields.erase("age"));
  EXPECT_FALSE(fields.erase("age"));
  EXPECT_EQ(names(fields), std::vector<std::string>{"zone"});
}

TEST(Status, WordsGoThereAndBack) {
  for (std::string_view const word : {"todo", "in_progress", "done", "blocked"}) {
    ASSERT_TRUE(parse_status(word));
    EXPECT_EQ(to_string(*parse_status(word)), word);
  }
  for (std::string_view const word : {"", "Todo", "in progress", "done "}) EXPECT_FALSE(parse_status(word)) << word;
}

TEST(LinkKind, WordsGoThereAndBack) {
  for (std::string_view const word : {"blocks", "relates", "duplicates"}) {
    ASSERT_TRUE(parse_link_kind(word));
    EXPECT_EQ(to_string(*parse_link_kind(word)), word);
  }
  for (std::string_view const word : {"", "Blocks", "is blocked by"}) EXPECT_FALSE(parse_link_kind(word)) << word;
}

TEST(Link, IsTheSameWhateverItsUnknownFields) {
  Link const link{LinkKind::blocks, StoryId("s1"), StoryId("s2"), {}};
  EXPECT_TRUE(same_link(link, {LinkKind::blocks, StoryId("s1"), StoryId("s2"), {{"since", "1"}}}));
  EXPECT_FALSE(same_link(link, {LinkKind::relates, StoryId("s1"), StoryId("s2"), {}}));
  EXPECT_FALSE(same_link(link, {LinkKind::blocks, StoryId("s2"), StoryId("s1"), {}}));
}

/// A map that uses every field: one activity, one task, two stories, two personas, one release, one link.
Map full() {
  std::vector<External> const jira = {{"jira", "SHOP-1", "https://shop.example/SHOP-1", {{"status", "\"In QA\""}}}};
  Fields const extra = {{"colour", "\"red\""}};
  Story first{StoryId("s1"),
              "Pay by card",
              "As a buyer",
              {"The card is charged once"},
              "Must",
              Status::blocked,
              2.5,
              {"money", "mvp"},
              {PersonaId("p1"), PersonaId("p2")},
              ReleaseId("r1"),
              jira,
              extra};
  Story second;
  second.id = StoryId("s2");
  second.points = 0;
  Map map;
  map.name = "Shop";
  map.description = "A shop";
  map.personas = {{PersonaId("p1"), "Buyer", "Buys", jira, extra}, {PersonaId("p2"), "Seller", "", {}, {}}};
  map.releases = {{ReleaseId("r1"), "First", "Ships first", jira, extra}};
  map.links = {{LinkKind::blocks, StoryId("s1"), StoryId("s2"), extra}};
  map.activities = {{ActivityId("a1"),
                     "Buy",
                     "Buys things",
                     {{TaskId("t1"), "Pay", "Pays", {first, second}, jira, extra}},
                     jira,
                     extra}};
  map.extra = extra;
  return map;
}

TEST(Check, AcceptsAMapThatUsesEveryField) { EXPECT_TRUE(check(full())); }

TEST(Check, AcceptsAMapThatLacksEverything) {
  EXPECT_TRUE(check(Map{})) << "an empty map is valid; what it lacks is a matter for validate";
  Map untitled;
  untitled.activities = {{ActivityId("a1"), "", "", {}, {}, {}}};
  EXPECT_TRUE(check(untitled));
}

TEST(Check, NounsOfDifferentKindsMayShareAnId) {
  Map map;
  map.personas = {{PersonaId("1"), "", "", {}, {}}};
  map.releases = {{ReleaseId("1"), "", "", {}, {}}};
  map.activities = {{ActivityId("1"), "", "", {{TaskId("1"), "", "", {}, {}, {}}}, {}, {}}};
  EXPECT_TRUE(check(map));
}

/// One way to break `full()`, and what `check` must say about it.
struct Offence {
  std::string_view path;
  Errc code;
  std::function<void(Map&)> commit;
  std::string message = {};
};

Task& task(Map& map) { return map.activities[0].tasks[0]; }
Story& story(Map& map) { return task(map).stories[0]; }

void expect_refused(std::vector<Offence> const& offences) {
  for (Offence const& offence : offences) {
    Map map = full();
    offence.commit(map);
    auto const result = check(map);
    ASSERT_FALSE(result) << offence.path;
    EXPECT_EQ(result.error().path, offence.path);
    EXPECT_EQ(result.error().code, offence.code) << offence.path;
    EXPECT_THAT(result.error().message, testing::HasSubstr(offence.message));
  }
}

TEST(Check, RefusesInvalidIds) {
  std::string const expected = "expected an id of 1 to 128 bytes of UTF-8 without control characters";
  expect_refused({
      {"/personas/0/id", Errc::invalid_field, [](Map& m) { m.personas[0].id = PersonaId(""); }, expected},
      {"/releases/0/id", Errc::invalid_field, [](Map& m) { m.releases[0].id = ReleaseId("\n"); }, expected},
      {"/activities/0/id", Errc::invalid_field, [](Map& m) { m.activities[0].id = ActivityId("\xFF"); }, expected},
      {"/activities/0/tasks/0/id", Errc::invalid_field, [](Map& m) { task(m).id = TaskId(); }, expected},
      {"/activities/0/tasks/0/stories/0/id", Errc::invalid_field,
       [](Map& m) { story(m).id = StoryId(std::string(129, 's')); }, expected},
  });
}

TEST(Check, RefusesIdsUsedTwiceForOneNoun) {
  expect_refused({
      {"/personas/1/id", Errc::duplicate_id, [](Map& m) { m.personas[1].id = PersonaId("p1"); },
       "the persona id 'p1' is used twice"},
      {"/releases/1/id", Errc::duplicate_id, [](Map& m) { m.releases.push_back(m.releases[0]); },
       "the release id 'r1' is used twice"},
      {"/activities/1/id", Errc::duplicate_id, [](Map& m) { m.activities.push_back(m.activities[0]); },
       "the activity id 'a1' is used twice"},
      {"/activities/0/tasks/1/id", Errc::duplicate_id, [](Map& m) { m.activities[0].tasks.push_back(task(m)); },
       "the task id 't1' is used twice"},
      {"/activities/0/tasks/0/stories/1/id", Errc::duplicate_id, [](Map& m) { task(m).stories[1].id = StoryId("s1"); },
       "the story id 's1' is used twice"},
  });
}

TEST(Check, IdsAreUniqueAcrossTheWholeMap) {
  expect_refused({
      {"/activities/1/tasks/0/id", Errc::duplicate_id,
       [](Map& m) {
         m.activities.push_back({ActivityId("a2"), "", "", {task(m)}, {}, {}});
       }},
      {"/activities/0/tasks/1/stories/0/id", Errc::duplicate_id,
       [](Map& m) {
         m.activities[0].tasks.push_back({TaskId("t2"), "", "", {story(m)}, {}, {}});
       }},
  });
}

TEST(Check, RefusesReferencesToNothing) {
  expect_refused({
      {"/activities/0/tasks/0/stories/0/release", Errc::unknown_id, [](Map& m) { story(m).release = ReleaseId("r9"); },
       "no release has the id 'r9'"},
      {"/activities/0/tasks/0/stories/0/personas/1", Errc::unknown_id,
       [](Map& m) { story(m).personas[1] = PersonaId("p9"); }, "no persona has the id 'p9'"},
      {"/links/0/from", Errc::unknown_id, [](Map& m) { m.links[0].from = StoryId("s9"); }, "no story has the id 's9'"},
      {"/links/0/to", Errc::unknown_id, [](Map& m) { m.links[0].to = StoryId("t1"); }, "no story has the id 't1'"},
  });
}

TEST(Check, RefusesListsThatRepeat) {
  expect_refused({
      {"/activities/0/tasks/0/stories/0/labels/2", Errc::invalid_field,
       [](Map& m) { story(m).labels.emplace_back("money"); }, "the label 'money' is listed twice"},
      {"/activities/0/tasks/0/stories/0/personas/2", Errc::invalid_field,
       [](Map& m) { story(m).personas.emplace_back("p1"); }, "the persona 'p1' is listed twice"},
      {"/links/1", Errc::duplicate_id,
       [](Map& m) {
         m.links.push_back({LinkKind::blocks, StoryId("s1"), StoryId("s2"), {}});
       },
       "the same link is listed twice"},
      {"/links/0", Errc::invalid_field, [](Map& m) { m.links[0].to = StoryId("s1"); },
       "a story cannot be linked to itself"},
  });
}

TEST(Check, LinksThatDifferInKindOrDirectionAreNotTheSame) {
  Map map = full();
  map.links.push_back({LinkKind::relates, StoryId("s1"), StoryId("s2"), {}});
  map.links.push_back({LinkKind::blocks, StoryId("s2"), StoryId("s1"), {}});
  EXPECT_TRUE(check(map));
}

TEST(Check, RefusesPointsThatAreNoEstimate) {
  for (double const points :
       {-1.0, -0.001, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    expect_refused({{"/activities/0/tasks/0/stories/0/points", Errc::invalid_field,
                     [&](Map& m) { story(m).points = points; }, "expected a finite number of points, 0 or more"}});
  }
}

TEST(Check, RefusesTextThatIsNotUtf8) {
  std::string const bad = "ab\xC3";
  std::string const expected = "byte 2 is not UTF-8";
  auto const put = [&](std::string_view path, std::function<std::string&(Map&)> const& field) {
    return Offence{path, Errc::invalid_encoding, [=](Map& m) { field(m) = bad; }, expected};
  };
  expect_refused({
      put(
          "/name", [](Map & m) -> auto& { return m.name; }),
      put(
          "/description", [](Map & m) -> auto& { return m.description; }),
      put(
          "/personas/0/name", [](Map & m) -> auto& { return m.personas[0].name; }),
      put(
          "/personas/1/description", [](Map & m) -> auto& { return m.personas[1].description; }),
      put(
          "/releases/0/title", [](Map & m) -> auto& { return m.releases[0].title; }),
      put(
          "/releases/0/description", [](Map & m) -> auto& { return m.releases[0].description; }),
      put(
          "/releases/0/external/0/system", [](Map & m) -> auto& { return m.releases[0].external[0].system; }),
      put(
          "/activities/0/title", [](Map & m) -> auto& { return m.activities[0].title; }),
      put(
          "/activities/0/description", [](Map & m) -> auto& { return m.activities[0].description; }),
      put(
          "/activities/0/external/0/key", [](Map & m) -> auto& { return m.activities[0].external[0].key; }),
      put(
          "/activities/0/tasks/0/title", [](Map & m) -> auto& { return task(m).title; }),
      put(
          "/activities/0/tasks/0/description", [](Map & m) -> auto& { return task(m).description; }),
      put(
          "/activities/0/tasks/0/external/0/url", [](Map & m) -> auto& { return task(m).external[0].url; }),
      put(
          "/activities/0/tasks/0/stories/0/title", [](Map & m) -> auto& { return story(m).title; }),
      put(
          "/activities/0/tasks/0/stories/0/description", [](Map & m) -> auto& { return story(m).description; }),
      put(
          "/activities/0/tasks/0/stories/0/priority", [](Map & m) -> auto& { return story(m).priority; }),
      put(
          "/activities/0/tasks/0/stories/0/labels/1", [](Map & m) -> auto& { return story(m).labels[1]; }),
      put(
          "/activities/0/tasks/0/stories/0/acceptance_criteria/0",
          [](Map & m) -> auto& { return story(m).acceptance_criteria[0]; }),
  });
}

TEST(Check, RefusesUnknownFieldsThatAreNotUtf8) {
  Fields const bad_value = {{"colour", "\"\xFF\""}};
  Fields const bad_name = {{"\xFF", "1"}};
  expect_refused({
      {"", Errc::invalid_encoding, [&](Map& m) { m.extra = bad_value; }},
      {"", Errc::invalid_encoding, [&](Map& m) { m.extra = bad_name; }},
      {"/personas/1", Errc::invalid_encoding, [&](Map& m) { m.personas[1].extra = bad_value; }},
      {"/releases/0", Errc::invalid_encoding, [&](Map& m) { m.releases[0].extra = bad_name; }},
      {"/links/0", Errc::invalid_encoding, [&](Map& m) { m.links[0].extra = bad_value; }},
      {"/activities/0", Errc::invalid_encoding, [&](Map& m) { m.activities[0].extra = bad_value; }},
      {"/activities/0/tasks/0", Errc::invalid_encoding, [&](Map& m) { task(m).extra = bad_value; }},
      {"/activities/0/tasks/0/stories/0", Errc::invalid_encoding, [&](Map& m) { story(m).extra = bad_value; }},
      {"/activities/0/tasks/0/stories/0/external/0", Errc::invalid_encoding,
       [&](Map& m) { story(m).external[0].fields = bad_name; }},
  });
}

TEST(Check, NamesTheFirstOffenceOnly) {
  expect_refused({{"/personas/0/id", Errc::invalid_field, [](Map& m) {
                     m.personas[0].id = PersonaId("");
                     story(m).points = -1;
                     m.links[0].to = StoryId("s9");
                   }}});
}

}  // namespace
