// tests/core/test_trello_cards.cpp - Trello cards into stories: labels, checklists, custom fields, status and the rest.
#include <gtest/gtest.h>
#include <storymap/detail/trello_words.hpp>
#include <storymap/trello.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/trello_board.hpp"

namespace {

using namespace storymap;
using namespace storymap_test::trello;

std::string_view const labels =
    R"(,"labels":[{"id":"ux","name":"UX","color":"sky"},{"id":"v2","name":"v2.0","color":"red"},
  {"id":"bug","name":"Bug","color":"red"},{"id":"mvp","name":"MVP"},{"id":"never","name":"Never used"}])";

TEST(TrelloCards, TheFirstLabelOfACardIsItsRelease) {
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

TEST(TrelloCards, ALabelNamedLikeAReleaseGoesFirst) {
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

TEST(TrelloCards, KnowsTheNamesOfReleases) {
  for (char const* name : {"MVP", "mvp 2", "Release 2", "release", "Sprint 3", "Sprint3", "v1", "V1.2.0", "1.0",
                           "Version 2.1", "Milestone 1a", "Релиз 3", "Спринт 12", "リリース2"}) {
    EXPECT_TRUE(detail::names_a_release(name)) << name;
  }
  for (char const* name :
       {"", "v", "Bug", "2019", "Release blocker", "Sprint goal", "UX", "1.", ".5", "MVP candidates"}) {
    EXPECT_FALSE(detail::names_a_release(name)) << name;
  }
}

TEST(TrelloCards, LabelsWithoutANameAreCalledByTheirColour) {
  Import const shop = import(board(R"({"id":"c1","idList":"l1","idLabels":["a","b","c"]})",
                                   R"(,"labels":[{"id":"a","name":"","color":"orange_dark"},
                                       {"id":"b","name":" ","color":"orange_dark"},{"id":"c","name":null,"color":null}])"));
  EXPECT_EQ(stories(shop.map).at(0).labels, (std::vector<std::string>{"orange_dark", "unnamed"}));
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::merged, "same name"), 1U);
}

TEST(TrelloCards, OldExportsNameLabelsOnTheCardsOnly) {
  Import const shop = import(board(R"({"id":"c1","idList":"l1","labels":[{"color":"red","name":"Bug"}]},
                                      {"id":"c2","idList":"l1","labels":[{"color":"red","name":"Bug"},
                                       {"id":"x","color":"blue","name":"Task"}],"idLabels":["x"]})"));
  EXPECT_EQ(stories(shop.map).at(0).labels, (std::vector<std::string>{"Bug"}));
  EXPECT_EQ(stories(shop.map).at(1).labels, (std::vector<std::string>{"Bug", "Task"}));
  EXPECT_EQ(shop.map.releases.size(), 1U);
  EXPECT_EQ(shop.map.releases[0].id.str(), "r1");
  EXPECT_EQ(shop.report.count_of("labels"), 0U) << "the file has no list of labels";
}

TEST(TrelloCards, ALabelTheExportLacksIsReported) {
  Import const shop = import(board(R"({"id":"c1","idList":"l1","idLabels":["gone"]})"));
  EXPECT_TRUE(stories(shop.map).at(0).labels.empty());
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::dropped, "label"), 1U);
}

TEST(TrelloCards, ChecklistsAreAcceptanceCriteria) {
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

TEST(TrelloCards, AChecklistOfNoCardIsReported) {
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

TEST(TrelloCards, CustomFieldsNamedLikeAnEstimateAreThePoints) {
  for (char const* name : {"Story Points", "points", "Estimate", "SP", "Оценка", "Стори поинты"}) {
    std::string const field = "\"name\":\"" + std::string(name) + "\"";
    EXPECT_EQ(with_field(field, R"("value":{"number":"3.5"})").points, 3.5) << name;
    EXPECT_EQ(with_field(field, R"("value":{"number":8})").points, 8) << name;
    EXPECT_EQ(with_field(field, R"("value":{"text":" 0,5 "})").points, 0.5) << name;
  }
  EXPECT_EQ(with_field(R"("name":"SP","options":[{"id":"o1","value":{"text":"13"}}])", R"("idValue":"o1")").points, 13);
}

TEST(TrelloCards, AnEstimateThatIsNoNumberStaysAField) {
  for (char const* value : {"XL", "-1", "nan", "inf", "3 days"}) {
    Story const story = with_field(R"("name":"Points")", "\"value\":{\"text\":\"" + std::string(value) + "\"}");
    EXPECT_FALSE(story.points) << value;
    EXPECT_EQ(extra(story, "Points"), "\"" + std::string(value) + "\"");
  }
}

TEST(TrelloCards, CustomFieldsNamedLikeAPriorityAreThePriority) {
  for (char const* name : {"Priority", "приоритет"}) {
    std::string const field =
        "\"name\":\"" + std::string(name) + R"(","options":[{"id":"o1","value":{"text":"High"}}])";
    EXPECT_EQ(with_field(field, R"("idValue":"o1")").priority, "High") << name;
  }
}

TEST(TrelloCards, OtherCustomFieldsStayUnknownFields) {
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

TEST(TrelloCards, CustomFieldsNeverHideAFieldOfTheStory) {
  EXPECT_EQ(extra(with_field(R"("name":"status")", R"("value":{"text":"odd"})"), "status (Trello)"), "\"odd\"");
  EXPECT_EQ(extra(with_field(R"("name":"")", R"("value":{"text":"odd"})"), "custom field"), "\"odd\"");
  Story const twice = story(R"({"id":"c1","idList":"l1","customFieldItems":[{"idCustomField":"a","value":{"text":"1"}},
                                 {"idCustomField":"b","value":{"text":"2"}},{"idCustomField":"?","value":{"text":"3"}}]})",
                            R"(,"customFields":[{"id":"a","name":"Team"},{"id":"b","name":"Team"}])");
  EXPECT_EQ(extra(twice, "Team"), "\"1\"");
  EXPECT_EQ(extra(twice, "Team-2"), "\"2\"");
  EXPECT_EQ(extra(twice, "custom field ?"), "\"3\"");
}

TEST(TrelloCards, OnlyTheFirstFieldOfPointsIsTaken) {
  Story const twice =
      story(R"({"id":"c1","idList":"l1","customFieldItems":[{"idCustomField":"b","value":{"number":"2"}},
                                 {"idCustomField":"a","value":{"number":"1"}}]})",
            R"(,"customFields":[{"id":"a","name":"SP"},{"id":"b","name":"Points"}])");
  EXPECT_EQ(twice.points, 1);
  EXPECT_EQ(extra(twice, "Points"), "2");
}

TEST(TrelloCards, ACompleteDateIsDone) {
  EXPECT_EQ(story(R"({"id":"c1","idList":"l1","due":"2019-01-01T00:00:00.000Z","dueComplete":true})").status,
            Status::done);
  EXPECT_EQ(story(R"({"id":"c1","idList":"l1","due":"2019-01-01T00:00:00.000Z","dueComplete":false})").status,
            Status::todo);
}

TEST(TrelloCards, TheTitleOfAListIsTheStatusOfItsCards) {
  Import const shop = import(board(R"({"id":"c1","idList":"l2"},{"id":"c2","idList":"l1"})"));
  EXPECT_EQ(stories(shop.map).at(0).status, Status::todo);
  EXPECT_EQ(stories(shop.map).at(1).status, Status::done);
  EXPECT_EQ(external(stories(shop.map).at(1), "list"), "\"Done\"") << "the source's own word stays";
  EXPECT_EQ(noted(shop.report, ImportNote::Kind::read, "status"), 1U);
}

TEST(TrelloCards, KnowsTheTitlesOfLists) {
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

TEST(TrelloCards, KeepsWhereACardLives) {
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

TEST(TrelloCards, DataOfEleganttIsNoDescription) {
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

}  // namespace
