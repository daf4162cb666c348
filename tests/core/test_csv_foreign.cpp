// tests/core/test_csv_foreign.cpp - CSV of spreadsheets and other programs: columns by header and by content.
#include <gtest/gtest.h>
#include <storymap/csv.hpp>
#include <storymap/detail/csv_values.hpp>
#include <storymap/detail/csv_words.hpp>
#include <storymap/visit.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using storymap::Errc;
using storymap::ImportNote;
using storymap::ImportReport;
using storymap::LinkKind;
using storymap::Map;
using storymap::ReadOptions;
using storymap::Status;
using storymap::Story;
namespace csv = storymap::detail::csv;

/// A map that was read, and its report.
struct Read {
  Map map;
  ImportReport report;

  [[nodiscard]] std::vector<Story> stories() const {
    std::vector<Story> stories;
    for_each_story(map, [&](auto const&, auto const&, Story const& story) { stories.push_back(story); });
    return stories;
  }

  [[nodiscard]] bool notes(std::string_view message) const {
    return std::any_of(report.notes.begin(), report.notes.end(),
                       [&](ImportNote const& note) { return note.message == message; });
  }

  [[nodiscard]] std::string all_notes() const {
    std::string all;
    for (ImportNote const& note : report.notes) all += note.message + "\n";
    return all;
  }
};

Read read(std::string_view text, ReadOptions const& options = {}) {
  Read read;
  auto map = read_csv(text, options, read.report);
  EXPECT_TRUE(map.has_value()) << to_string(map.error());
  if (map) read.map = *std::move(map);
  EXPECT_TRUE(check(read.map).has_value());
  return read;
}

/// "Buy: Pay: Pay by card": the titles of a map, a line each.
std::string outline(Map const& map) {
  std::string lines;
  for (auto const& activity : map.activities) {
    if (activity.tasks.empty()) lines += activity.title + "\n";
    for (auto const& task : activity.tasks) {
      if (task.stories.empty()) lines += activity.title + ": " + task.title + "\n";
      for (auto const& story : task.stories) lines += activity.title + ": " + task.title + ": " + story.title + "\n";
    }
  }
  return lines;
}

std::string field(Story const& story, std::string_view name) {
  std::string const* json = story.external.empty() ? nullptr : story.external[0].fields.find(name);
  return json == nullptr ? "" : *json;
}

TEST(ForeignCsv, ReadsEnglishHeaders) {
  auto const got = read(
      "ID,Title,Description,Acceptance Criteria,Priority,Status,Story Points,Labels,Release,Persona,URL\n"
      "S-1,Pay by card,At the till,\"- The receipt arrives\n2. It is short\",High,In Progress,\"3,5\",\"ui, web;ui\","
      "1.0,\"Buyer; Admin\",https://example.com/1\n"
      "S-2,Refund,,,,Done,,,1.0,Admin,\n");
  auto const stories = got.stories();
  ASSERT_EQ(stories.size(), 2U);
  EXPECT_EQ(stories[0].id.str(), "S-1");
  EXPECT_EQ(stories[0].description, "At the till");
  EXPECT_EQ(stories[0].acceptance_criteria, (std::vector<std::string>{"The receipt arrives", "It is short"}));
  EXPECT_EQ(stories[0].priority, "High");
  EXPECT_EQ(stories[0].status, Status::in_progress);
  EXPECT_EQ(stories[0].points, 3.5);
  EXPECT_EQ(stories[0].labels, (std::vector<std::string>{"ui", "web"}));
  EXPECT_EQ(stories[0].external.at(0).url, "https://example.com/1");
  EXPECT_EQ(field(stories[0], "status"), "\"In Progress\"");
  ASSERT_EQ(got.map.releases.size(), 1U);
  EXPECT_EQ(got.map.releases[0].title, "1.0");
  EXPECT_EQ(stories[1].release, got.map.releases[0].id);
  ASSERT_EQ(got.map.personas.size(), 2U);
  EXPECT_EQ(stories[0].personas.size(), 2U);
  EXPECT_EQ(stories[1].personas, (std::vector{got.map.personas[1].id}));
  EXPECT_EQ(outline(got.map), "Backlog: Backlog: Pay by card\nBacklog: Backlog: Refund\n");
  EXPECT_TRUE(got.notes("column 2 'Title' holds the title")) << got.all_notes();
  EXPECT_EQ(got.report.count_of("rows"), 2U);
  EXPECT_EQ(got.report.count_of("columns"), 11U);
}

TEST(ForeignCsv, ReadsRussianHeaders) {
  auto const got = read(
      "Активность;Задача;История;Критерии приёмки;Приоритет;Статус;Оценка;Метки;Релиз;Роль\n"
      "Покупка;Оплата;Оплата картой;Чек приходит;Высокий;В работе;5;веб;MVP;Покупатель\n"
      "Покупка;Оплата;Возврат;;;Готово;;;;\n"
      "Доставка;Курьер;Выбор времени;;;Заблокировано;;;;\n");
  EXPECT_EQ(outline(got.map),
            "Покупка: Оплата: Оплата картой\nПокупка: Оплата: Возврат\nДоставка: Курьер: Выбор времени\n");
  auto const stories = got.stories();
  EXPECT_EQ(stories[0].status, Status::in_progress);
  EXPECT_EQ(stories[1].status, Status::done);
  EXPECT_EQ(stories[2].status, Status::blocked);
  EXPECT_EQ(stories[0].points, 5);
  EXPECT_EQ(stories[0].acceptance_criteria.size(), 1U);
  EXPECT_EQ(got.map.personas.at(0).name, "Покупатель");
  EXPECT_EQ(got.map.releases.at(0).title, "MVP");
}

TEST(ForeignCsv, ComparesWordsWithoutCaseSpacesAndMarks) {
  EXPECT_EQ(csv::csv_word("  Fix_Version/S "), "fixversion/s");
  EXPECT_EQ(csv::csv_word("Критерии ПРИЁМКИ"), "критерииприемки");
  EXPECT_EQ(csv::csv_word("Won\xE2\x80\x99t do"), "won'tdo");
  EXPECT_EQ(csv::csv_header_word("Custom field (Story Points)"), "storypoints");
  EXPECT_EQ(csv::csv_header_word("Title:*"), "title");
  EXPECT_EQ(csv::find_header_word("storypoints")->field, csv::CsvField::points);
  EXPECT_EQ(csv::find_header_word("storypointsx"), nullptr);
  EXPECT_EQ(csv::find_status_word("todo"), Status::todo);
  EXPECT_EQ(csv::find_status_word("qualified"), std::nullopt);
  EXPECT_EQ(csv::find_level_word(csv::csv_word("Sub-task")), csv::CsvLevel::subtask);
}

TEST(ForeignCsv, PrefersTheLikelierOfTwoHeaders) {
  auto const got = read("Name,Summary,State,Status\nshort,Pay by card,Open,Done\n");
  auto const stories = got.stories();
  EXPECT_EQ(stories[0].title, "Pay by card");
  EXPECT_EQ(stories[0].status, Status::done);
  EXPECT_EQ(stories[0].extra.size(), 2U);
  EXPECT_EQ(*stories[0].extra.find("Name"), "\"short\"");
}

TEST(ForeignCsv, TakesAStoryForTheDescriptionOfATitle) {
  auto const got = read("Title,User story\nPay,\"As a buyer, I want to pay\"\n");
  EXPECT_EQ(got.stories()[0].title, "Pay");
  EXPECT_EQ(got.stories()[0].description, "As a buyer, I want to pay");
  EXPECT_EQ(read("User story,Estimate\nPay,3\n").stories()[0].title, "Pay");
}

TEST(ForeignCsv, MakesASentenceOfRoleWishAndBenefit) {
  auto const got = read(
      "As a,I want,So that\n"
      "buyer,to pay by card,I save time\nadmins,Refund a card.,to keep buyers\nan editor,I can draft,\n,rest,\n"
      "администратор,видеть отчёт,чтобы считать деньги\n");
  auto const stories = got.stories();
  EXPECT_EQ(stories[0].title, "As a buyer, I want to pay by card, so that I save time");
  EXPECT_EQ(stories[1].title, "As admins, I want to refund a card, to keep buyers");
  EXPECT_EQ(stories[2].title, "As an editor, I can draft");
  EXPECT_EQ(stories[3].title, "I want to rest");
  EXPECT_EQ(stories[4].title, "Как администратор, я хочу видеть отчёт, чтобы считать деньги");
  EXPECT_EQ(got.map.personas.size(), 4U);
  EXPECT_EQ(read("Title,I want\nPay,pay\n").stories()[0].description, "I want to pay");
}

TEST(ForeignCsv, KeepsColumnsNobodyKnows) {
  auto const got =
      read("Title,Status,Owner,Owner,Weight,,points,Story Points\nPay,Open,Ann,Bob,7,x,9,3\nGo,Open,,,,,,\n");
  auto const stories = got.stories();
  EXPECT_EQ(*stories[0].extra.find("Owner"), R"(["Ann","Bob"])");
  EXPECT_EQ(*stories[0].extra.find("Weight"), "\"7\"");
  EXPECT_EQ(*stories[0].extra.find("column 6"), "\"x\"");
  EXPECT_EQ(stories[0].points, 3);
  EXPECT_EQ(stories[0].extra.find("points"), nullptr) << "a word of the schema is no unknown field";
  EXPECT_EQ(field(stories[0], "points"), "\"9\"");
  EXPECT_TRUE(stories[1].extra.empty());
  EXPECT_TRUE(got.notes("5 columns are kept as fields: 3 'Owner', 4 'Owner', 5 'Weight', 6, 7 'points'"))
      << got.all_notes();
}

TEST(ForeignCsv, KeepsPointsThatAreNoNumber) {
  auto const got = read("Title,Points\nA,5\nB,XL\nC,-1\nD,1e999\n");
  auto const stories = got.stories();
  EXPECT_EQ(stories[0].points, 5);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_FALSE(stories[i].points.has_value());
  EXPECT_EQ(field(stories[1], "points"), "\"XL\"");
  EXPECT_TRUE(got.notes("the points 'XL' are no number; they are kept as a field of the reference"));
  EXPECT_EQ(got.report.notes.back().kind, ImportNote::Kind::not_understood) << got.all_notes();
  EXPECT_TRUE(got.notes("the points '-1' are below 0; they are kept as a field of the reference"));
  auto const is_dropped = [](ImportNote const& note) { return note.kind == ImportNote::Kind::dropped; };
  EXPECT_TRUE(std::none_of(got.report.notes.begin(), got.report.notes.end(), is_dropped))
      << "what is kept is not dropped";
}

TEST(ForeignCsv, NotesStatusesItDoesNotKnow) {
  auto const got = read("Title,Status\nA,Qualified\n");
  EXPECT_EQ(got.stories()[0].status, Status::todo);
  EXPECT_EQ(field(got.stories()[0], "status"), "\"Qualified\"");
  EXPECT_TRUE(got.notes("the status 'Qualified' is unknown and counts as todo"));
}

TEST(ForeignCsv, NotesTheFirstOfManyAndCountsTheRest) {
  std::string text = "Title,Status\n";
  for (int i = 0; i < 100; ++i) text += "A,Odd " + std::to_string(i) + "\n";
  auto const got = read(text);
  auto const& last = got.report.notes.back();
  EXPECT_EQ(last.message, "more statuses are unknown and count as todo");
  EXPECT_EQ(last.times, 90U);
}

TEST(ForeignCsv, SplitsCriteriaByLines) {
  std::vector<std::string> criteria;
  csv::split_criteria("* one\r\n\n1) two\n\xE2\x80\xA2 three\n- [ ] four\n5 apples\n12.5 percent", criteria);
  EXPECT_EQ(criteria, (std::vector<std::string>{"one", "two", "three", "four", "5 apples", "12.5 percent"}));
  criteria.clear();
  csv::split_criteria("Given a card\nWhen I pay\nThen I own it\nGiven no card\nAnd no cash\nThe end", criteria);
  EXPECT_EQ(criteria, (std::vector<std::string>{"Given a card\nWhen I pay\nThen I own it", "Given no card\nAnd no cash",
                                                "The end"}));
}

TEST(ForeignCsv, UndoesMergedCells) {
  auto const got =
      read("Activity,Task,Story\nBuy,Find,Search\n,,Filter\n,Pay,By card\n,,By cash\nShip,Track,Map\n,,Call\n");
  EXPECT_EQ(outline(got.map),
            "Buy: Find: Search\nBuy: Find: Filter\nBuy: Pay: By card\nBuy: Pay: By cash\nShip: Track: Map\n"
            "Ship: Track: Call\n");
  EXPECT_TRUE(got.notes("7 empty cells repeat the activity or task above, as merged cells do")) << got.all_notes();
  auto const repeated = read("Activity,Task,Story\nBuy,Find,Search\nBuy,Find,Filter\n,,Loose\n");
  EXPECT_EQ(outline(repeated.map), "Buy: Find: Search\nBuy: Find: Filter\nBacklog: Backlog: Loose\n");
}

TEST(ForeignCsv, ReadsRowsThatOnlyNameTheBackbone) {
  auto const got = read("Activity,Task,Story\nBuy,Find,\nBuy,Pay,By card\nShip,,\n");
  EXPECT_EQ(outline(got.map), "Buy: Find\nBuy: Pay: By card\nShip\n");
}

TEST(ForeignCsv, ReadsLinksBetweenItsStories) {
  auto const got = read("ID,Title,Blocks,Depends on,Related\n1,A,\"2, 9\",,3\n2,B,,3,\n3,C,,,1\n");
  ASSERT_EQ(got.map.links.size(), 3U);
  EXPECT_EQ(got.map.links[0], (storymap::Link{LinkKind::blocks, storymap::StoryId("1"), storymap::StoryId("2"), {}}));
  EXPECT_EQ(got.map.links[1].kind, LinkKind::relates) << "both ends name it, it is one";
  EXPECT_EQ(got.map.links[2], (storymap::Link{LinkKind::blocks, storymap::StoryId("3"), storymap::StoryId("2"), {}}));
  EXPECT_EQ(field(got.stories()[0], "Blocks"), "\"9\"");
}

TEST(ForeignCsv, GivesEveryStoryAnIdOfItsOwn) {
  auto const got = read("ID,Title\ns1,A\n,B\ns1,C\n" + std::string(200, 'x') + ",D\ns1-2,E\n");
  std::vector<std::string> ids;
  for (Story const& story : got.stories()) ids.push_back(story.id.str());
  EXPECT_EQ(ids, (std::vector<std::string>{"s1", "s2", "s1-2", "s3", "s1-2-2"}));
  EXPECT_TRUE(got.notes("the id 's1' stands in an earlier row too; this one is 's1-2'"));
}

TEST(ForeignCsv, NotesStoriesWithoutATitle) {
  auto const got = read("Title,Description\n,Only this\n,\n");
  ASSERT_EQ(got.stories().size(), 1U);
  EXPECT_TRUE(got.notes("the story has no title"));
}

TEST(ForeignCsv, GuessesColumnsByContent) {
  auto const got = read(
      "K-1;;Эпик;Покупка товара;Всё про покупку;Высокий;Новый\n"
      "K-2;K-1;История;Оплата картой;Оплата картой на кассе;Низкий;Готово\n"
      "K-3;K-1;История;Оплата наличными;Сдача до рубля;Средний;В работе\n");
  EXPECT_EQ(outline(got.map),
            "Покупка товара: Покупка товара: Оплата картой\nПокупка товара: Покупка товара: Оплата наличными\n");
  EXPECT_EQ(got.stories()[0].priority, "Низкий");
  EXPECT_EQ(got.stories()[0].status, Status::done);
  EXPECT_EQ(got.stories()[0].description, "Оплата картой на кассе");
  for (char const* note :
       {"column 1 is taken as the id", "column 2 is taken as the parent", "column 3 is taken as the type",
        "column 4 is taken as the title", "column 5 is taken as the description", "column 6 is taken as the priority",
        "column 7 is taken as the status"}) {
    EXPECT_TRUE(got.notes(note)) << note << "\n" << got.all_notes();
  }
}

TEST(ForeignCsv, ReadsAListOfSentences) {
  auto const got = read("As a buyer, I want to pay, so that I own it\nAs a clerk, I want to go home\n");
  ASSERT_EQ(got.stories().size(), 2U);
  EXPECT_EQ(got.stories()[0].title, "As a buyer, I want to pay, so that I own it");
  auto const headed = read("User Story\n\"As a buyer, I pay\"\nAs a clerk, I rest\n");
  ASSERT_EQ(headed.stories().size(), 2U);
  EXPECT_EQ(headed.stories()[0].title, "As a buyer, I pay");
  EXPECT_EQ(headed.stories()[1].title, "As a clerk, I rest");
}

TEST(ForeignCsv, GuessesATitleUnderUnknownHeaders) {
  auto const got = read("Nr,Was der Kunde will,Status\n1,Mit Karte zahlen,Open\n2,Bar zahlen bitte,Open\n");
  EXPECT_EQ(got.stories()[0].title, "Mit Karte zahlen");
  EXPECT_TRUE(got.notes("column 2 'Was der Kunde will' is taken as the title")) << got.all_notes();
}

TEST(ForeignCsv, TellsAHeaderFromARow) {
  EXPECT_EQ(read("title\nPay\n").stories().size(), 1U);
  EXPECT_EQ(read("Story,Pay now\nStory,Ship it\n").stories().size(), 2U) << "a word the column repeats is a value";
  EXPECT_EQ(read("1,Task,Pay now\n2,Bug,Fix it\n").stories().size(), 2U) << "headers are no numbers";
}

TEST(ForeignCsv, PromotesTheBestColumnToTheTitle) {
  EXPECT_EQ(outline(read("Epic,Task,Estimate\nBuy,Pay,3\n").map), "Buy: Buy: Pay\n");
  EXPECT_EQ(read("Description,Status\nPay by card,Open\n").stories()[0].title, "Pay by card");
}

TEST(ForeignCsv, JoinsCellsThatCommasSplit) {
  auto const got =
      read("ID,Title,Description\n1,Tokens (XP, badges, rules),Text\n2,Cloud,Set up AWS, RDS, CI\n3,a,b,c\n4,x,y,,,\n");
  auto const stories = got.stories();
  EXPECT_EQ(stories[0].title, "Tokens (XP, badges, rules)");
  EXPECT_EQ(stories[1].description, "Set up AWS, RDS, CI");
  EXPECT_EQ(stories[2].description, "b,c");
  EXPECT_EQ(stories[3].description, "y");
  EXPECT_TRUE(got.notes("line 2 has too many cells, which were joined: put text with delimiters in quotes"));
}

TEST(ForeignCsv, CutsNamesThatEveryRowWouldRepeat) {
  auto const got = read("Title,Status," + std::string(1000, 'n') + "\nPay,Open,x\n");
  EXPECT_NE(got.stories()[0].extra.find(std::string(256, 'n')), nullptr);
}

TEST(ForeignCsv, KeepsNoFieldUnderAWordOfTheSchema) {
  auto const got = read("Summary,Issue key,key,system,external,tasks\nPay,A-1,B-1,sap,yes,7\n");
  EXPECT_EQ(field(got.stories()[0], "column key"), "\"B-1\"");
  EXPECT_EQ(field(got.stories()[0], "column system"), "\"sap\"");
  EXPECT_EQ(field(got.stories()[0], "tasks"), "\"7\"");
  EXPECT_TRUE(got.stories()[0].extra.empty());
  EXPECT_EQ(field(read("Title,Status,tasks\nPay,Open,7\n").stories()[0], "tasks"), "\"7\"");
}

TEST(ForeignCsv, ReadsAnAzureDevOpsExport) {
  STORYMAP_NEEDS_DATA("azure_devops/query_export.csv");
  auto const got = read(storymap_test::read_file(*storymap_test::data_dir() / "azure_devops/query_export.csv"));
  EXPECT_EQ(got.report.count_of("rows"), 18U);
  EXPECT_EQ(got.map.activities.size(), 4U) << "three epics and the backlog";
  auto const stories = got.stories();
  ASSERT_EQ(stories.size(), 15U);
  EXPECT_EQ(stories[1].id.str(), "268524");
  EXPECT_EQ(stories[1].status, Status::done);
  EXPECT_EQ(stories[1].labels, (std::vector<std::string>{"MOBILE"}));
  EXPECT_EQ(stories[10].labels, (std::vector<std::string>{"MOBILE", "WEB"}));
  EXPECT_EQ(stories[1].external.at(0).system, "azure_devops");
  EXPECT_EQ(stories[1].external.at(0).key, "268524");
  EXPECT_EQ(field(stories[1], "type"), "\"User Story\"");
  EXPECT_EQ(field(stories[1], "sprint"), R"("zDemo_Agile_Planning\\PI 20\\Iteration 99")");
}

TEST(ForeignCsv, ReadsStoriesInThreeColumns) {
  STORYMAP_NEEDS_DATA("acceptance_criteria/goal2story_gitlab-runner.csv");
  auto const got =
      read(storymap_test::read_file(*storymap_test::data_dir() / "acceptance_criteria/goal2story_gitlab-runner.csv"));
  auto const stories = got.stories();
  ASSERT_EQ(stories.size(), 12U);
  EXPECT_EQ(got.map.personas.size(), 6U);
  EXPECT_EQ(stories[2].title,
            "As a Developer, I want to use the CLI tool to create a new feature request with the updated syntax, to "
            "efficiently manage feature requests and ensure compatibility with the latest runner updates.");
  EXPECT_EQ(stories[2].extra.size(), 7U);
}

TEST(ForeignCsv, RefusesALineThatNobodyWrote) {
  ImportReport report;
  std::string const table = "Title,Status\nPay,todo\n" + std::string((std::size_t{1} << 20U) + 1, 'x') + ",todo\n";
  auto const map = read_csv(table, {}, report);
  ASSERT_FALSE(map.has_value());
  EXPECT_EQ(map.error().code, Errc::too_large);
  EXPECT_EQ(map.error().path, "line 3");
}

TEST(ForeignCsv, ReadsGermanFrenchSpanishAndPortugueseHeaders) {
  for (std::string const header :
       {"Titel;Beschreibung;Prio", "Titre;Description;Priorit\xC3\xA9", "T\xC3\xADtulo;Descripci\xC3\xB3n;Prioridad",
        "T\xC3\xADtulo;Descri\xC3\xA7\xC3\xA3o;Prioridade"}) {
    auto const got = read(header + "\nPagar;The buyer pays;Must\n");
    auto const stories = got.stories();
    ASSERT_EQ(stories.size(), 1U) << header;
    EXPECT_EQ(stories[0].title, "Pagar");
    EXPECT_EQ(stories[0].description, "The buyer pays");
    EXPECT_EQ(stories[0].priority, "Must");
  }
}

TEST(ForeignCsv, AHeaderOfUnknownWordsIsNoStory) {
  std::string const table =
      "Nosaukums;Apraksts;Svars\nMaksa ar karti;The buyer pays by card at once;Must\nRaksti veikalam;The buyer writes "
      "to the "
      "shop;Should\n";
  ReadOptions options;
  for (bool const chosen : {false, true}) {
    if (chosen) options.columns = {{"title", "", 1}};
    auto const got = read(table, options);
    auto const stories = got.stories();
    ASSERT_EQ(stories.size(), 2U);
    EXPECT_EQ(stories[0].title, "Maksa ar karti") << chosen;
    EXPECT_TRUE(got.notes("line 1 is taken for the header, though no word in it is known")) << got.all_notes();
  }
}

TEST(ForeignCsv, SaysThatLine1IsAStoryWhereNoHeaderIs) {
  auto const got = read("Pay by card;The buyer pays by card;Must\nSearch;The buyer searches;Should\n");
  EXPECT_EQ(got.stories().size(), 2U);
  EXPECT_TRUE(got.notes("no header line was recognised, line 1 is a story")) << got.all_notes();
  // Titles of two words below each other: the first is no name of the column.
  EXPECT_EQ(read("Pay,Buy\nFind,Buy\nSend,Sell\n").stories().size(), 3U);
}

}  // namespace
