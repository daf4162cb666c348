// tests/core/test_trello.cpp - Trello boards into maps: every row of the table in trello.hpp, and real boards.
#include <gtest/gtest.h>
#include <storymap/detail/trello_words.hpp>
#include <storymap/nlohmann.hpp>
#include <storymap/trello.hpp>
#include <storymap/visit.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;

/// Reads a board that must be good.
Import import(std::string_view text, ReadOptions const& options = {}) {
  Import import;
  Result<Map> map = read_trello(text, options, import.report);
  EXPECT_TRUE(map.has_value()) << to_string(map.error());
  if (!map) return import;
  Result<void> const good = check(*map);
  EXPECT_TRUE(good.has_value()) << to_string(good.error());
  import.map = *std::move(map);
  return import;
}

/// A board with the lists l1 "To Do" and l2 "Done", and the given cards and further members.
std::string board(std::string_view cards, std::string_view more = "") {
  std::string text = R"({"id":"b1","name":"Shop","lists":[{"id":"l1","name":"To Do","pos":1},)";
  return text.append(R"({"id":"l2","name":"Done","pos":2}],"cards":[)").append(cards).append("]").append(more) + "}";
}

std::vector<Story> stories(Map const& map) {
  std::vector<Story> all;
  for_each_story(map, [&](Activity const&, Task const&, Story const& story) { all.push_back(story); });
  return all;
}

std::vector<std::string> titles(Map const& map) {
  std::vector<std::string> all;
  for (Story const& story : stories(map)) all.push_back(story.title);
  return all;
}

/// The only story of a board with one card.
Story story(std::string_view card, std::string_view more = "") {
  std::vector<Story> const all = stories(import(board(card, more)).map);
  EXPECT_EQ(all.size(), 1U);
  return all.empty() ? Story{} : all.front();
}

std::string external(Story const& story, std::string_view field) {
  std::string const* json = story.external.at(0).fields.find(field);
  return json != nullptr ? *json : "(none)";
}

std::string extra(Story const& story, std::string_view field) {
  std::string const* json = story.extra.find(field);
  return json != nullptr ? *json : "(none)";
}

/// How many places the notes of a kind stand for that say this.
std::size_t noted(ImportReport const& report, ImportNote::Kind kind, std::string_view words) {
  std::size_t times = 0;
  for (ImportNote const& note : report.notes) {
    if (note.kind == kind && note.message.find(words) != std::string::npos) times += note.times;
  }
  return times;
}

TEST(Trello, BoardIsTheMapAndItsOnlyActivity) {
  Map const map =
      import(R"({"id":"b1","name":"Shop","desc":"Sells *things*","shortLink":"AbC","url":"https://t.co/b/AbC",
                             "closed":true,"lists":[],"cards":[]})")
          .map;
  EXPECT_EQ(map.name, "Shop");
  EXPECT_EQ(map.description, "Sells *things*");
  ASSERT_EQ(map.activities.size(), 1U);
  EXPECT_EQ(map.activities[0].id.str(), "b1");
  EXPECT_EQ(map.activities[0].title, "Shop");
  EXPECT_EQ(map.activities[0].external,
            (std::vector{External{"trello", "AbC", "https://t.co/b/AbC", {{"archived", "true"}}}}));
}

TEST(Trello, ListsAreTasksAndCardsAreStoriesInTheOrderOfTheBoard) {
  Map const map = import(R"({"lists":[{"id":"l2","name":"Pay","pos":20.5},{"id":"l1","name":"Find","pos":3}],"cards":[
                             {"id":"c3","name":"By card","idList":"l2","pos":9},
                             {"id":"c1","name":"By name","idList":"l1","pos":7},
                             {"id":"c2","name":"By price","idList":"l1","pos":6.5},
                             {"id":"c4","name":"By invoice","desc":"On **paper**","idList":"l2","pos":9}]})")
                      .map;
  std::vector<Task> const& tasks = map.activities.at(0).tasks;
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0].title, "Find");
  EXPECT_EQ(tasks[0].id.str(), "l1");
  EXPECT_EQ(tasks[1].title, "Pay");
  EXPECT_EQ(titles(map), (std::vector<std::string>{"By price", "By name", "By card", "By invoice"}));
  EXPECT_EQ(tasks[1].stories.at(1).description, "On **paper**");
  EXPECT_EQ(tasks[1].stories.at(1).id.str(), "c4");
}

std::string_view const labels =
    R"(,"labels":[{"id":"ux","name":"UX","color":"sky"},{"id":"v2","name":"v2.0","color":"red"},
  {"id":"bug","name":"Bug","color":"red"},{"id":"mvp","name":"MVP"},{"id":"never","name":"Never used"}])";

TEST(Trello, TheFirstLabelOfACardIsItsRelease) {
  Import const shop = import(board(R"({"id":"c1","idList":"l1","idLabels":["bug","ux"]},{"id":"c2","idList":"l1"},
                                      {"id":"c3","idList":"l1","idLabels":["bug"]})",
                                   labels));
  std::vector<Story> const all = stories(shop.map);
  EXPECT_EQ(all.at(0).labels, (std::vector<std::string>{"UX", "Bug"})) << "in the order of the board";
  EXPECT_EQ(all.at(0).release, ReleaseId("ux"));
  EXPECT_EQ(all.at(1).release, std::nullopt);
  EXPECT_EQ(all.at(2).release, ReleaseId("bug"));
  ASSERT_EQ(shop.map.releases.size(), 2U) << "a label that is nobody's first makes no release";
  EXPECT_EQ(shop.map.releases[0].title, "UX");
  EXPECT_EQ(shop.map.releases[0].external, (std::vector{External{"trello", "ux", "", {{"color", "\"sky\""}}}}));
  EXPECT_EQ(shop.map.releases[1].title, "Bug");
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::read, "a label became a release"), 2U);
}

TEST(Trello, ALabelNamedLikeAReleaseGoesFirst) {
  Map const map = import(board(R"({"id":"c1","idList":"l1","idLabels":["ux","mvp","bug"]},
                                  {"id":"c2","idList":"l1","idLabels":["ux"]},
                                  {"id":"c3","idList":"l1","idLabels":["mvp","v2"]})",
                               labels))
                      .map;
  std::vector<Story> const all = stories(map);
  EXPECT_EQ(all.at(0).release, ReleaseId("mvp"));
  EXPECT_EQ(all.at(0).labels, (std::vector<std::string>{"UX", "Bug", "MVP"}));
  EXPECT_EQ(all.at(1).release, ReleaseId("ux"));
  EXPECT_EQ(all.at(2).release, ReleaseId("v2"));
  std::vector<std::string> names;
  for (Release const& release : map.releases) names.push_back(release.title);
  EXPECT_EQ(names, (std::vector<std::string>{"v2.0", "MVP", "UX"})) << "the plan first, what stands in for one last";
}

TEST(Trello, KnowsTheNamesOfReleases) {
  for (char const* name : {"MVP", "mvp 2", "Release 2", "release", "Sprint 3", "Sprint3", "v1", "V1.2.0", "1.0",
                           "Version 2.1", "Milestone 1a", "Релиз 3", "Спринт 12", "リリース2"}) {
    EXPECT_TRUE(detail::names_a_release(name)) << name;
  }
  for (char const* name :
       {"", "v", "Bug", "2019", "Release blocker", "Sprint goal", "UX", "1.", ".5", "MVP candidates"}) {
    EXPECT_FALSE(detail::names_a_release(name)) << name;
  }
}

TEST(Trello, LabelsWithoutANameAreCalledByTheirColour) {
  Import const shop = import(board(R"({"id":"c1","idList":"l1","idLabels":["a","b","c"]})",
                                   R"(,"labels":[{"id":"a","name":"","color":"orange_dark"},
                                       {"id":"b","name":" ","color":"orange_dark"},{"id":"c","name":null,"color":null}])"));
  EXPECT_EQ(stories(shop.map).at(0).labels, (std::vector<std::string>{"orange_dark", "unnamed"}));
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::merged, "same name"), 1U);
}

TEST(Trello, OldExportsNameLabelsOnTheCardsOnly) {
  Import const shop = import(board(R"({"id":"c1","idList":"l1","labels":[{"color":"red","name":"Bug"}]},
                                      {"id":"c2","idList":"l1","labels":[{"color":"red","name":"Bug"},
                                       {"id":"x","color":"blue","name":"Task"}],"idLabels":["x"]})"));
  EXPECT_EQ(stories(shop.map).at(0).labels, (std::vector<std::string>{"Bug"}));
  EXPECT_EQ(stories(shop.map).at(1).labels, (std::vector<std::string>{"Bug", "Task"}));
  EXPECT_EQ(shop.map.releases.size(), 1U);
  EXPECT_EQ(shop.map.releases[0].id.str(), "r1");
  EXPECT_EQ(shop.report.count_of("labels"), 0U) << "the file has no list of labels";
}

TEST(Trello, ALabelTheExportLacksIsReported) {
  Import const shop = import(board(R"({"id":"c1","idList":"l1","idLabels":["gone"]})"));
  EXPECT_TRUE(stories(shop.map).at(0).labels.empty());
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::dropped, "label"), 1U);
}

TEST(Trello, ChecklistsAreAcceptanceCriteria) {
  std::string const one = R"({"idCard":"c1","name":"Tests","pos":2,"checkItems":[
      {"name":"second","state":"incomplete","pos":9},{"name":"first","state":"complete","pos":3.5}]})";
  Story const single = story(R"({"id":"c1","idList":"l1"})", ",\"checklists\":[" + one + "]");
  EXPECT_EQ(single.acceptance_criteria, (std::vector<std::string>{"first", "second"}));
  EXPECT_EQ(external(single, "checklists"), R"([{"name":"Tests","states":["complete","incomplete"]}])");

  std::string const other =
      R"({"idCard":"c1","name":"Docs","pos":1,"checkItems":[{"name":"page","state":"complete"}]})";
  Story const several = story(R"({"id":"c1","idList":"l1"})", ",\"checklists\":[" + one + "," + other + "]");
  EXPECT_EQ(several.acceptance_criteria, (std::vector<std::string>{"Docs: page", "Tests: first", "Tests: second"}));
}

TEST(Trello, AChecklistOfNoCardIsReported) {
  Import const shop =
      import(board(R"({"id":"c1","idList":"l1"})", R"(,"checklists":[{"idCard":"gone","checkItems":[]}])"));
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::dropped, "checklist"), 1U);
  EXPECT_EQ(shop.report.count_of("checklists"), 1U);
}

/// A card with one value of one custom field.
Story with_field(std::string_view field, std::string_view item) {
  std::string const fields = R"(,"customFields":[{"id":"f1",)" + std::string(field) + "}]";
  return story(R"({"id":"c1","idList":"l1","customFieldItems":[{"idCustomField":"f1",)" + std::string(item) + "}]}",
               fields);
}

TEST(Trello, CustomFieldsNamedLikeAnEstimateAreThePoints) {
  for (char const* name : {"Story Points", "points", "Estimate", "SP", "Оценка", "Стори поинты"}) {
    std::string const field = "\"name\":\"" + std::string(name) + "\"";
    EXPECT_EQ(with_field(field, R"("value":{"number":"3.5"})").points, 3.5) << name;
    EXPECT_EQ(with_field(field, R"("value":{"number":8})").points, 8) << name;
    EXPECT_EQ(with_field(field, R"("value":{"text":" 0,5 "})").points, 0.5) << name;
  }
  EXPECT_EQ(with_field(R"("name":"SP","options":[{"id":"o1","value":{"text":"13"}}])", R"("idValue":"o1")").points, 13);
}

TEST(Trello, AnEstimateThatIsNoNumberStaysAField) {
  for (char const* value : {"XL", "-1", "nan", "inf", "3 days"}) {
    Story const story = with_field(R"("name":"Points")", "\"value\":{\"text\":\"" + std::string(value) + "\"}");
    EXPECT_FALSE(story.points) << value;
    EXPECT_EQ(extra(story, "Points"), "\"" + std::string(value) + "\"");
  }
}

TEST(Trello, CustomFieldsNamedLikeAPriorityAreThePriority) {
  for (char const* name : {"Priority", "приоритет"}) {
    std::string const field =
        "\"name\":\"" + std::string(name) + R"(","options":[{"id":"o1","value":{"text":"High"}}])";
    EXPECT_EQ(with_field(field, R"("idValue":"o1")").priority, "High") << name;
  }
}

TEST(Trello, OtherCustomFieldsStayUnknownFields) {
  EXPECT_EQ(extra(with_field(R"("name":"Cost")", R"("value":{"number":"12.50"})"), "Cost"), "12.5");
  EXPECT_EQ(extra(with_field(R"("name":"Team")", R"("value":{"text":"12"})"), "Team"), "\"12\"");
  EXPECT_EQ(extra(with_field(R"("name":"Legal")", R"("value":{"checked":"true"})"), "Legal"), "true");
  EXPECT_EQ(extra(with_field(R"("name":"From")", R"("value":{"date":"1999-12-31T12:00:00.000Z"})"), "From"),
            "\"1999-12-31T12:00:00.000Z\"");
  EXPECT_EQ(extra(with_field(R"("name":"Team","options":[{"id":"o1","value":{"text":"Blue"}}])", R"("idValue":"o1")"),
                  "Team"),
            "\"Blue\"");
  EXPECT_EQ(extra(with_field(R"("name":"Team")", R"("idValue":"gone")"), "Team"), "\"gone\"");
  EXPECT_TRUE(with_field(R"("name":"Team")", R"("value":null,"idValue":null)").extra.empty());
}

TEST(Trello, CustomFieldsNeverHideAFieldOfTheStory) {
  EXPECT_EQ(extra(with_field(R"("name":"status")", R"("value":{"text":"odd"})"), "status (Trello)"), "\"odd\"");
  EXPECT_EQ(extra(with_field(R"("name":"")", R"("value":{"text":"odd"})"), "custom field"), "\"odd\"");
  Story const twice = story(R"({"id":"c1","idList":"l1","customFieldItems":[{"idCustomField":"a","value":{"text":"1"}},
                                 {"idCustomField":"b","value":{"text":"2"}},{"idCustomField":"?","value":{"text":"3"}}]})",
                            R"(,"customFields":[{"id":"a","name":"Team"},{"id":"b","name":"Team"}])");
  EXPECT_EQ(extra(twice, "Team"), "\"1\"");
  EXPECT_EQ(extra(twice, "Team-2"), "\"2\"");
  EXPECT_EQ(extra(twice, "custom field ?"), "\"3\"");
}

TEST(Trello, OnlyTheFirstFieldOfPointsIsTaken) {
  Story const twice =
      story(R"({"id":"c1","idList":"l1","customFieldItems":[{"idCustomField":"b","value":{"number":"2"}},
                                 {"idCustomField":"a","value":{"number":"1"}}]})",
            R"(,"customFields":[{"id":"a","name":"SP"},{"id":"b","name":"Points"}])");
  EXPECT_EQ(twice.points, 1);
  EXPECT_EQ(extra(twice, "Points"), "2");
}

TEST(Trello, ACompleteDateIsDone) {
  EXPECT_EQ(story(R"({"id":"c1","idList":"l1","due":"2019-01-01T00:00:00.000Z","dueComplete":true})").status,
            Status::done);
  EXPECT_EQ(story(R"({"id":"c1","idList":"l1","due":"2019-01-01T00:00:00.000Z","dueComplete":false})").status,
            Status::todo);
}

TEST(Trello, TheTitleOfAListIsTheStatusOfItsCards) {
  Import const shop = import(board(R"({"id":"c1","idList":"l2"},{"id":"c2","idList":"l1"})"));
  EXPECT_EQ(stories(shop.map).at(0).status, Status::todo);
  EXPECT_EQ(stories(shop.map).at(1).status, Status::done);
  EXPECT_EQ(external(stories(shop.map).at(1), "list"), "\"Done\"") << "the source's own word stays";
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::read, "status"), 1U);
}

TEST(Trello, KnowsTheTitlesOfLists) {
  std::vector<std::pair<Status, std::vector<char const*>>> const known = {
      {Status::done,
       {"Done", "DONE!", "Done (May)", "Food Grindr: Done", "Готово", "Сделано", "Erledigt", "Terminé", "Fait", "完了",
        "クローズ", "Shipped", "✅ Done"}},
      {Status::in_progress,
       {"Doing", "in Progress", "In-Progress", "Testing/Review", "Review", "В работе", "En cours", "In Arbeit",
        "作業中", "Ready for QA", "Готово к тестированию", "WIP"}},
      {Status::blocked, {"Blocked", "On Hold", "Заблокировано", "Blockiert", "保留"}}};
  for (auto const& [status, names] : known) {
    for (char const* name : names) EXPECT_EQ(detail::status_of_list(name), status) << name;
  }
  for (char const* name :
       {"", "To Do", "TODO", "Backlog", "Ideas", "To be done", "Not done", "Definition of Done", "Abandoned",
        "Review the order", "Complete the profile", "Live chat", "未完了", "К выполнению", "À faire"}) {
    EXPECT_EQ(detail::status_of_list(name), std::nullopt) << name;
  }
}

std::string_view const half_archived =
    R"({"lists":[{"id":"l1","name":"Open"},{"id":"l2","name":"Old","closed":true,"pos":1}],"cards":[
         {"id":"c1","name":"kept","idList":"l1"},{"id":"c2","name":"archived","idList":"l1","closed":true},
         {"id":"c3","name":"on an archived list","idList":"l2"}]})";

TEST(Trello, KeepsWhatIsArchived) {
  Import const all = import(half_archived);
  EXPECT_EQ(titles(all.map), (std::vector<std::string>{"kept", "archived", "on an archived list"}));
  EXPECT_EQ(external(stories(all.map)[0], "archived"), "(none)");
  EXPECT_EQ(external(stories(all.map)[1], "archived"), "true");
  EXPECT_EQ(*all.map.activities[0].tasks[1].external[0].fields.find("archived"), "true");
}

TEST(Trello, LeavesOutWhatIsArchivedWhenAsked) {
  ReadOptions options;
  options.archived = false;
  Import const open = import(half_archived, options);
  EXPECT_EQ(titles(open.map), (std::vector<std::string>{"kept"}));
  EXPECT_EQ(open.map.activities[0].tasks.size(), 1U);
  EXPECT_EQ(noted(open.report, ImportNote::Kind::dropped, "an archived card is"), 1U);
  EXPECT_EQ(noted(open.report, ImportNote::Kind::dropped, "an archived list is"), 1U);
  EXPECT_EQ(noted(open.report, ImportNote::Kind::dropped, "because its list is archived"), 1U);
  EXPECT_EQ(open.report.count_of("cards"), 3U) << "counts say what the file holds";
}

TEST(Trello, CardsOnAListTheExportLacksGetATaskOfTheirOwn) {
  Import const shop =
      import(board(R"({"id":"c1","name":"a","idList":"gone"},{"id":"c2","name":"b"},{"id":"c3","idList":"l1"})"));
  Task const& last = shop.map.activities[0].tasks.back();
  EXPECT_EQ(last.title, "Unknown list");
  EXPECT_EQ(last.stories.size(), 2U);
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::defaulted, "list that the export lacks"), 2U);
  EXPECT_EQ(shop.report.notes.back().path, "/cards/0/idList");
}

TEST(Trello, IdsStayUnlessTheyCannot) {
  Import const shop = import(board(R"({"id":"x","idList":"l1"},{"id":"x","idList":"l1"},{"id":"x-2","idList":"l1"},
                                      {"id":"x","idList":"l1"},{"idList":"l1"},{"id":"a\nb","idList":"l1"})"));
  std::vector<std::string> ids;
  for (Story const& story : stories(shop.map)) ids.push_back(story.id.str());
  EXPECT_EQ(ids, (std::vector<std::string>{"x", "x-2", "x-2-2", "x-3", "s1", "s2"}));
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::renamed, "same id"), 3U);
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::renamed, "cannot take"), 1U);
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::defaulted, "without an id"), 1U);
}

TEST(Trello, KeepsWhereACardLives) {
  Story const card = story(
      R"({"id":"c1","idList":"l1","idShort":12,"shortLink":"q1W2","shortUrl":"https://t.co/c/q1W2","url":"https://t.co/c/q1W2/12-pay",
          "start":"2019-01-01","due":"2019-02-01","dueComplete":true,"closed":true,"idMembers":["m1","m2","m9"],
          "attachments":[{"name":"Sketch \"A\"","url":"https://t.co/a.png"}]})",
      R"(,"members":[{"id":"m1","fullName":"Ann","username":"ann1"},{"id":"m2","fullName":"","username":"bob"}])");
  ASSERT_EQ(card.external.size(), 1U);
  EXPECT_EQ(card.external[0], (External{"trello",
                                        "q1W2",
                                        "https://t.co/c/q1W2",
                                        {{"archived", "true"},
                                         {"attachments", R"([{"name":"Sketch \"A\"","url":"https://t.co/a.png"}])"},
                                         {"due", "\"2019-02-01\""},
                                         {"dueComplete", "true"},
                                         {"idShort", "12"},
                                         {"list", "\"To Do\""},
                                         {"members", R"(["Ann","bob","m9"])"},
                                         {"start", "\"2019-01-01\""}}}));
}

TEST(Trello, DataOfEleganttIsNoDescription) {
  std::string const data =
      R"(---\n[Elegantt data. What's this?](http://t.co)\n[](Elegantt_data:dont_delete{\"psd\":\"2017\"}))";
  Story const written = story(R"({"id":"c1","idList":"l1","desc":"Pay --- by card\n\n\n)" + data + "\"}");
  EXPECT_EQ(written.description, "Pay --- by card");
  EXPECT_EQ(external(written, "elegantt"), "\"" + data + "\"");
  EXPECT_EQ(story(R"({"id":"c1","idList":"l1","desc":"\n\n)" + data + "\"}").description, "");
  Story const answered = story(R"({"id":"c1","idList":"l1","desc":")" + data + "\\nand more\"}");
  EXPECT_NE(answered.description.find("and more"), std::string::npos) << "nothing that people wrote is taken away";
  EXPECT_EQ(external(answered, "elegantt"), "(none)");
}

TEST(Trello, NullIsTheSameAsMissing) {
  Import const bare =
      import(R"({"id":null,"name":null,"desc":null,"lists":[{"id":"l1","name":null,"pos":null,"closed":null}],
      "cards":[{"id":"c1","name":null,"desc":null,"idList":"l1","due":null,"labels":null,"idLabels":null,"customFieldItems":null}],
      "labels":null,"checklists":null,"customFields":null,"members":null,"actions":null,"unknown":{"deep":[1,{}]}})");
  Import const missing = import(R"({"lists":[{"id":"l1"}],"cards":[{"id":"c1","idList":"l1"}]})");
  EXPECT_EQ(bare.map, missing.map);
  EXPECT_EQ(bare.report, missing.report);
}

TEST(Trello, PeopleOfTheHistoryAreCountedOnce) {
  Import const shop = import(board("", R"(,"members":[{"id":"m1"}],"actions":[{"memberCreator":{"id":"m1"}},
      {"memberCreator":{"id":"m2"},"member":{"id":"m3"}},{"memberCreator":null,"data":{"text":"a comment"}}])"));
  EXPECT_EQ(shop.report.count_of("members"), 3U);
  EXPECT_EQ(shop.report.count_of("actions"), 3U);
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::dropped, "history"), 1U);
}

TEST(Trello, AValueOfTheWrongKindIsAnErrorWithItsPlace) {
  struct Case {
    std::string text;
    char const* path;
    char const* message;
  };
  std::vector<Case> const cases = {
      {R"({"lists":{},"cards":[]})", "/lists", "expected an array, found an object"},
      {R"({"lists":[],"cards":[7]})", "/cards/0", "expected an object, found a number"},
      {R"({"lists":[],"cards":[{"name":["x"]}]})", "/cards/0/name", "expected a string, found an array"},
      {R"({"lists":[{"pos":"top"}],"cards":[]})", "/lists/0/pos", "expected a number, found a string"},
      {R"({"lists":[{"closed":"no"}],"cards":[]})", "/lists/0/closed", "expected true or false, found a string"},
      {R"({"lists":[],"cards":[{"idLabels":["a",null]}]})", "/cards/0/idLabels/1", "expected a string, found null"},
      {board("", R"(,"checklists":[{"checkItems":[{"name":1}]}])"), "/checklists/0/checkItems/0/name",
       "found a number"},
      {board(R"({"customFieldItems":[{"value":{"text":{}}}]})"), "/cards/0/customFieldItems/0/value/text",
       "expected a string, a number, or true or false, found an object"},
  };
  for (Case const& bad : cases) {
    ImportReport report;
    Result<Map> const map = read_trello(bad.text, {}, report);
    ASSERT_FALSE(map.has_value()) << bad.text;
    EXPECT_EQ(map.error().code, Errc::invalid_field);
    EXPECT_EQ(map.error().path, bad.path);
    EXPECT_NE(map.error().message.find(bad.message), std::string::npos) << map.error().message;
  }
}

TEST(Trello, WhatIsNoBoardIsAnError) {
  for (char const* text : {"[]", "7", "{}", R"({"lists":[]})", R"({"cards":[]})", R"({"lists":null,"cards":[]})"}) {
    ImportReport report;
    Result<Map> const map = read_trello(text, {}, report);
    ASSERT_FALSE(map.has_value()) << text;
    EXPECT_EQ(map.error().code, Errc::invalid_field) << text;
    EXPECT_NE(map.error().message.find("expected"), std::string::npos);
  }
  ImportReport report;
  EXPECT_EQ(read_trello(R"({"lists":[)", {}, report).error().code, Errc::invalid_syntax);
}

TEST(Trello, IsDetectedByItsListsAndCards) {
  Format const trello = trello_format();
  EXPECT_GT(trello.detect(board(""), ".json"), 50);
  EXPECT_GT(trello.detect(R"({"actions":[{"cards":1}],"cards":[],"lists":[],"members":[)", ""), 50)
      << "even when cut off";
  EXPECT_EQ(trello.detect(R"({"cards":{},"lists":[]})", ".json"), 0);
  EXPECT_EQ(trello.detect(R"({"storymap":1,"activities":[{"cards":[],"lists":[]}]})", ".json"), 0);
  EXPECT_EQ(trello.detect("As a user", ".txt"), 0);
  EXPECT_EQ(trello.write, nullptr);
}

TEST(TrelloBoards, CountsEqualTheIndex) {
  STORYMAP_NEEDS_DATA("trello_boards/index.json");
  std::filesystem::path const folder = *storymap_test::data_dir() / "trello_boards";
  for (nlohmann::json const& entry : nlohmann::json::parse(storymap_test::read_file(folder / "index.json"))) {
    SCOPED_TRACE(entry["file"].get<std::string>());
    Import const board = import(storymap_test::read_file(folder / "open" / entry["file"].get<std::string>()));
    EXPECT_EQ(board.report.counts.size(), 14U);
    for (ImportCount const& count : board.report.counts) {
      ASSERT_TRUE(entry.contains(count.what)) << count.what;
      EXPECT_EQ(count.count, entry[count.what].get<std::uint64_t>()) << count.what;
    }
  }
}

TEST(TrelloBoards, NoCardIsLost) {
  STORYMAP_NEEDS_DATA("trello_boards/open");
  ReadOptions without_archived;
  without_archived.archived = false;
  for (auto const& file : std::filesystem::directory_iterator(*storymap_test::data_dir() / "trello_boards/open")) {
    SCOPED_TRACE(file.path().filename().string());
    std::string const text = storymap_test::read_file(file.path());
    Import const board = import(text);
    EXPECT_GT(trello_format().detect(text, ".json"), 50);
    EXPECT_EQ(stories(board.map).size(), board.report.count_of("cards"));
    EXPECT_EQ(board.map.activities[0].tasks.size(), board.report.count_of("lists"));
    Import const open = import(text, without_archived);
    EXPECT_EQ(stories(open.map).size() + noted(open.report, ImportNote::Kind::dropped, "card"),
              board.report.count_of("cards"));
  }
}

TEST(TrelloBoards, CustomFieldsOfARealBoard) {
  STORYMAP_NEEDS_DATA("trello_boards/open/customfields_masked.json");
  Import const board =
      import(storymap_test::read_file(*storymap_test::data_dir() / "trello_boards/open/customfields_masked.json"));
  EXPECT_EQ(board.report.count_of("customFields"), 5U);
  EXPECT_EQ(board.report.count_of("cfItems"), 175U);
  std::size_t values = 0;
  for (Story const& story : stories(board.map)) values += story.extra.size();
  EXPECT_EQ(values, 175U);
}

TEST(TrelloBoards, ExamplesRead) {
  std::filesystem::path const folder = storymap_test::source_dir() / "examples/trello";
  EXPECT_EQ(stories(import(storymap_test::read_file(folder / "de-amirite.json")).map).size(), 81U);
  EXPECT_EQ(stories(import(storymap_test::read_file(folder / "en-tapmovies.json")).map).size(), 62U);
}

}  // namespace
