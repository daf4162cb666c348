// tests/core/test_csv_jira.cpp - Jira's CSV exports: the tree, the links, and the real files.
#include <gtest/gtest.h>
#include <storymap/csv.hpp>
#include <storymap/visit.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using storymap::Errc;
using storymap::Error;
using storymap::External;
using storymap::ImportNote;
using storymap::ImportReport;
using storymap::Link;
using storymap::LinkKind;
using storymap::Map;
using storymap::Status;
using storymap::Story;
using storymap::StoryId;

struct Read {
  Map map;
  ImportReport report;

  [[nodiscard]] Story const& story(char const* id) const {
    Story const* const found = find(map, StoryId(id));
    EXPECT_NE(found, nullptr) << id;
    static Story const none;
    return found == nullptr ? none : *found;
  }

  [[nodiscard]] std::size_t times(std::string_view message) const {
    auto const at = std::find_if(report.notes.begin(), report.notes.end(),
                                 [&](ImportNote const& note) { return note.message == message; });
    return at == report.notes.end() ? 0 : at->times;
  }
};

Read read(std::string_view text) {
  Read read;
  auto map = read_csv(text, {}, read.report);
  EXPECT_TRUE(map.has_value()) << to_string(map.error());
  if (map) read.map = *std::move(map);
  EXPECT_TRUE(check(read.map).has_value());
  return read;
}

Read read_file(std::string const& name) {
  return read(storymap_test::read_file(*storymap_test::data_dir() / "jira_csv/open" / name));
}

/// "A-1 / t1: A-2 A-3": the ids of a map, a task a line.
std::string outline(Map const& map) {
  std::string lines;
  for (auto const& activity : map.activities) {
    if (activity.tasks.empty()) lines += activity.id.str() + "\n";
    for (auto const& task : activity.tasks) {
      lines += activity.id.str() + " / " + task.id.str() + ":";
      for (auto const& story : task.stories) lines += " " + story.id.str();
      lines += "\n";
    }
  }
  return lines;
}

std::string field(std::vector<External> const& external, std::string_view name) {
  std::string const* const json = external.empty() ? nullptr : external[0].fields.find(name);
  return json == nullptr ? "" : *json;
}

constexpr char const* columns = "Summary,Issue key,Issue id,Issue Type,Status,Parent\n";

TEST(JiraCsv, PutsStoriesBelowTheirEpic) {
  auto const got = read(std::string(columns) +
                        "Pay by card,A-2,12,Story,In Progress,11\nBuy,A-1,11,Epic,Open,\nRefund,A-3,13,Bug,Done,A-1\n"
                        "Loose,A-4,14,Task,To Do,\nEmpty,A-5,15,Epic,Open,\n");
  EXPECT_EQ(outline(got.map), "A-1 / t1: A-2 A-3\nA-5\na1 / t2: A-4\n");
  EXPECT_EQ(got.map.activities[0].tasks[0].title, "Buy");
  EXPECT_EQ(got.map.activities[2].title, "Backlog");
  EXPECT_EQ(field(got.map.activities[0].external, "status"), "\"Open\"");
  External const& reference = got.story("A-2").external.at(0);
  EXPECT_EQ(reference.system, "jira");
  EXPECT_EQ(reference.key, "A-2");
  EXPECT_EQ(*reference.fields.find("type"), "\"Story\"");
  EXPECT_EQ(*reference.fields.find("status"), "\"In Progress\"");
  EXPECT_EQ(reference.fields.find("parent"), nullptr) << "the map shows it";
}

TEST(JiraCsv, MakesATaskOfAChildWithChildren) {
  auto const got = read(
      "Summary,Issue key,Issue Type,Parent,Story Points,Priority,Labels,Fix versions\n"
      "Buy,A-1,Epic,,8,High,shop,1.0\nPay,A-2,Feature,A-1,5,High,web,1.0\nCard,A-3,Story,A-2,,,,\n"
      "Deep,A-4,Task,A-3,,,,\nDeeper,A-5,Sub-task,A-4,,,,\nCash,A-6,Story,A-2,,,,\nShip,A-7,Story,A-1,,,,\n");
  EXPECT_EQ(outline(got.map), "A-1 / A-2: A-3 A-4 A-5 A-6\nA-1 / t1: A-7\n");
  auto const& task = got.map.activities[0].tasks[0];
  EXPECT_EQ(task.title, "Pay");
  EXPECT_EQ(field(task.external, "points"), "\"5\"");
  EXPECT_EQ(field(task.external, "labels"), "\"web\"");
  EXPECT_EQ(field(task.external, "release"), "\"1.0\"");
  EXPECT_EQ(field(got.map.activities[0].external, "priority"), "\"High\"");
  EXPECT_EQ(field(got.story("A-4").external, "parent"), "\"A-3\"") << "the map does not show it";
  EXPECT_EQ(field(got.story("A-3").external, "parent"), "");
}

TEST(JiraCsv, KeepsACardWithSubTasksAsAStoryToo) {
  auto const got = read(
      "Summary,Issue key,Issue Type,Parent,Story Points\nPay,A-1,Story,,5\nForm,A-2,Sub-task,A-1,\nTests,A-3,Подзадача,"
      "A-1,\n");
  EXPECT_EQ(outline(got.map), "a1 / A-1: A-1 A-2 A-3\n");
  EXPECT_EQ(got.map.activities[0].tasks[0].title, "Pay");
  EXPECT_EQ(got.story("A-1").points, 5);
  EXPECT_EQ(field(got.story("A-2").external, "parent"), "\"A-1\"");
}

TEST(JiraCsv, KeepsStoriesOfAMissingParentTogether) {
  auto const got = read(
      "Summary,Issue key,Issue Type,Parent,Parent key,Parent summary\nA,A-1,Story,77,B-1,Buy\nB,A-2,Story,77,B-1,Buy\n"
      "C,A-3,Story,78,B-2,\nD,A-4,Epic,79,B-3,Big\n");
  EXPECT_EQ(outline(got.map), "A-4\na1 / t1: A-1 A-2\na1 / t2: A-3\n");
  EXPECT_EQ(got.map.activities[1].tasks[0].title, "Buy");
  EXPECT_EQ(got.map.activities[1].tasks[1].title, "B-2");
  EXPECT_EQ(field(got.story("A-1").external, "parent"), "\"B-1\"");
  EXPECT_EQ(field(got.story("A-1").external, "parent_title"), "\"Buy\"");
  EXPECT_EQ(field(got.map.activities[0].external, "parent"), "\"B-3\"");
  EXPECT_EQ(got.times("the parents of 4 items are not in the file: 'B-1', 'B-2', 'B-3'"), 1U);
}

TEST(JiraCsv, FindsEpicsByKeyOrTitle) {
  auto const got = read(
      "Summary,Issue key,Issue Type,Custom field (Epic Link),Epic\nBuy,A-1,Epic,,\nPay,A-2,Story,A-1,\nShip,A-3,Story,,"
      "A-1\nTrack,A-4,Story,,Buy\nOther,A-5,Story,,Delivery\nSelf,A-6,Epic,,A-6\n");
  EXPECT_EQ(outline(got.map), "A-1 / t1: A-2 A-3 A-4\nA-6\na1 / t2: A-5\n");
  EXPECT_EQ(got.map.activities[2].title, "Delivery");
}

TEST(JiraCsv, RefusesParentsInACircle) {
  struct Circle {
    char const* rows;
    char const* path;
    char const* message;
  };
  for (Circle const& circle : {
           Circle{"A,A-1,Story,A-1\n", "line 2", "the item 'A-1' is its own parent"},
           Circle{"X,X-1,Story,A-1\nA,A-1,Story,A-2\nB,A-2,Story,A-3\nC,A-3,Story,A-1\n", "line 3",
                  "the items 'A-1', 'A-2', 'A-3' are above each other in a circle"},
           Circle{"A,1,Story,2\nA,2,Story,3\nA,3,Story,4\nA,4,Story,5\nA,5,Story,6\nA,6,Story,7\nA,7,Story,1\n",
                  "line 2", "the items '1', '2', '3', '4', '5' and 2 more are above each other in a circle"},
       }) {
    ImportReport report;
    auto const map = read_csv("Summary,Issue key,Issue Type,Parent\n" + std::string(circle.rows), {}, report);
    ASSERT_FALSE(map.has_value());
    EXPECT_EQ(map.error(), (Error{Errc::invalid_field, circle.message, circle.path}));
  }
}

TEST(JiraCsv, ReadsLinksInBothDirections) {
  auto const got = read(
      "Summary,Issue key,Issue Type,Outward issue link (Blocks),Inward issue link (Blocks),Inward issue link (Cloners),"
      "Outward issue link (Relates),Outward issue link (Relates),Inward issue link (Test)\n"
      "A,A-1,Story,A-2,A-3,,A-2,B-7,\nB,A-2,Story,,A-1,A-3,A-1,,A-9\nC,A-3,Story,,,,,,A-1\nE,A-9,Epic,,,,,,\n");
  std::vector<Link> const expected = {
      {LinkKind::blocks, StoryId("A-1"), StoryId("A-2"), {}},
      {LinkKind::blocks, StoryId("A-3"), StoryId("A-1"), {}},
      {LinkKind::relates, StoryId("A-1"), StoryId("A-2"), {}},
      {LinkKind::duplicates, StoryId("A-3"), StoryId("A-2"), {}},
      {LinkKind::relates, StoryId("A-1"), StoryId("A-3"), {}},
  };
  EXPECT_EQ(got.map.links, expected);
  EXPECT_EQ(field(got.story("A-1").external, "Outward issue link (Relates)"), "\"B-7\"") << "not in the file";
  EXPECT_EQ(field(got.story("A-2").external, "Inward issue link (Test)"), "\"A-9\"") << "an epic is no story";
}

TEST(JiraCsv, ReadsRepeatedHeadersTogether) {
  auto const got = read(
      "Summary,Issue key,Labels,Labels,Sprint,Sprint,Fix versions,Fix versions,Comment,Comment\n"
      "A,A-1,ui,web,S1,S2,1.0,2.0,first,second\nB,A-2,,web,,S2,,2.0,,only\n");
  EXPECT_EQ(got.story("A-1").labels, (std::vector<std::string>{"ui", "web"}));
  EXPECT_EQ(field(got.story("A-1").external, "sprint"), R"(["S1","S2"])");
  EXPECT_EQ(field(got.story("A-1").external, "releases"), R"(["1.0","2.0"])");
  EXPECT_EQ(field(got.story("A-1").external, "Comment"), R"(["first","second"])");
  EXPECT_EQ(field(got.story("A-2").external, "Comment"), "\"only\"");
  ASSERT_EQ(got.map.releases.size(), 2U);
  EXPECT_EQ(got.story("A-2").release, got.map.releases[1].id);
}

TEST(JiraCsv, TrustsTheCategoryOfAStatus) {
  auto const got = read(
      "Summary,Issue key,Status,Status Category\nA,A-1,Qualified,In Progress\nB,A-2,Blocked,In Progress\n"
      "C,A-3,Open,Done\nD,A-4,Closed,\n");
  EXPECT_EQ(got.story("A-1").status, Status::in_progress);
  EXPECT_EQ(got.story("A-2").status, Status::blocked);
  EXPECT_EQ(got.story("A-3").status, Status::done);
  EXPECT_EQ(got.story("A-4").status, Status::done);
}

TEST(JiraCsv, TakesTheNameOfTheOnlyProject) {
  EXPECT_EQ(read("Summary,Issue key,Project name\nA,A-1,Shop\nB,A-2,Shop\n").map.name, "Shop");
  EXPECT_EQ(read("Summary,Issue key,Project name\nA,A-1,Shop\nB,B-2,Depot\n").map.name, "");
}

TEST(JiraCsv, ReadsTheSmallCloudExport) {
  STORYMAP_NEEDS_DATA("jira_csv/open/cloud_bom_small.csv");
  auto const got = read_file("cloud_bom_small.csv");
  EXPECT_EQ(got.map.name, "projeto-teste");
  EXPECT_EQ(got.report.count_of("rows"), 2U);
  EXPECT_EQ(got.report.count_of("columns"), 67U);
  EXPECT_EQ(outline(got.map), "a1 / t1: PT-2 PT-1\n");
  Story const& story = got.story("PT-1");
  EXPECT_EQ(story.title, "summary1");
  EXPECT_EQ(story.description, "description 1");
  EXPECT_EQ(story.priority, "High");
  EXPECT_EQ(story.status, Status::todo);
  EXPECT_EQ(field(story.external, "Creator"), "\"Person 01\"");
}

TEST(JiraCsv, ReadsTheWideCloudExport) {
  STORYMAP_NEEDS_DATA("jira_csv/open/cloud_wide_masked.csv");
  auto const got = read_file("cloud_wide_masked.csv");
  EXPECT_EQ(got.map.name, "") << "three projects agree on no name";
  EXPECT_EQ(got.report.count_of("rows"), 185U);
  EXPECT_EQ(got.report.count_of("columns"), 402U);
  EXPECT_EQ(got.map.activities.size(), 49U) << "48 epics and the backlog";
  EXPECT_EQ(count(got.map).stories, 137U) << "every other row";
  EXPECT_EQ(count(got.map).releases, 24U);
  std::vector<Link> const links = {{LinkKind::relates, StoryId("IT-31615"), StoryId("IT-31617"), {}}};
  EXPECT_EQ(got.map.links, links);
  auto const& epic = *find(got.map, storymap::ActivityId("IT-26708"));
  ASSERT_EQ(epic.tasks.size(), 1U);
  EXPECT_EQ(epic.tasks[0].stories.size(), 3U);
  EXPECT_EQ(field(epic.external, "parent"), "\"IT-30949\"");
  auto const is_about_parents = [](auto const& note) {
    return note.message.find("not in the file") != std::string::npos;
  };
  EXPECT_EQ(std::count_if(got.report.notes.begin(), got.report.notes.end(), is_about_parents), 1)
      << "one note, however many parents are missing";
  EXPECT_EQ(got.story("IT-33658").points, 15);
  EXPECT_EQ(got.story("IT-33658").status, Status::in_progress) << "Ready for Deployment";
  std::size_t done = 0;
  for_each_story(got.map, [&](auto const&, auto const&, Story const& story) {
    done += story.status == Status::done ? 1U : 0U;
    EXPECT_EQ(story.external.at(0).key, story.id.str());
  });
  EXPECT_GT(done, 50U);
}

TEST(JiraCsv, ReadsTheTimelineExport) {
  STORYMAP_NEEDS_DATA("jira_csv/open/timeline_export.tsv");
  auto const got = read_file("timeline_export.tsv");
  EXPECT_EQ(got.report.count_of("rows"), 32U);
  EXPECT_EQ(outline(got.map),
            "CGQ-1 / t1: CGQ-12 CGQ-11 CGQ-13 CGQ-14 CGQ-54 CGQ-63 CGQ-21 CGQ-21-2 CGQ-21-3 CGQ-70 CGQ-71\n"
            "CGQ-3 / t3: CGQ-14-2 CGQ-58 CGQ-64\n"
            "CGQ-5 / t4: CGQ-57\n"
            "CGQ-27 / t5: CGQ-51 CGQ-52 CGQ-66 CGQ-65 CGQ-67 CGQ-62 CGQ-38\n"
            "a1 / t2: CGQ-6 CGQ-50 CGQ-56\n"
            "a1 / t6: CGQ-47 CGQ-48 CGQ-59\n");
  EXPECT_EQ(got.times("the id 'CGQ-14' stands in an earlier row too; this one is 'CGQ-14-2'"), 1U);
  EXPECT_EQ(got.times("the parents of 6 items are not in the file: 'CGQ-2', 'CGQ-45'"), 1U);
  EXPECT_EQ(field(got.story("CGQ-14-2").external, "sprint"), "\"CGQ Sprint 4\"");
  EXPECT_EQ(got.story("CGQ-14-2").external.at(0).key, "CGQ-14");
}

TEST(JiraCsv, ReadsTheFileWithoutAHeader) {
  STORYMAP_NEEDS_DATA("jira_csv/open/hierarchy_noheader.csv");
  auto const got = read_file("hierarchy_noheader.csv");
  EXPECT_EQ(got.report.count_of("rows"), 27U);
  EXPECT_EQ(outline(got.map),
            "1 / 2: 3 4\n5 / 6: 7\n8 / 9: 10\n8 / 11: 12\n13 / 14: 15\n16 / 17: 18\n19 / 20: 21\n22 / 23: 24\n25 / 26: "
            "27\n");
  EXPECT_EQ(got.story("12").title, "Design tokenomics model (XP, badges, ERC-1155 rules)");
  EXPECT_EQ(got.story("12").description, "Construct gamified reward structure");
  EXPECT_EQ(got.story("21").title, "Configure AWS EC2, RDS, CI/CD pipeline");
  EXPECT_EQ(find(got.map, storymap::TaskId("20"))->description, "Configure AWS, RDS, CI/CD pipeline for production");
  EXPECT_EQ(got.times("column 4 is taken as the title"), 1U);
  EXPECT_EQ(got.times("line 12 has too many cells, which were joined: put text with delimiters in quotes"), 1U);
}

TEST(JiraCsv, ReadsTheRussianServerExport) {
  STORYMAP_NEEDS_DATA("jira_csv/open/server_ru_headers.csv");
  auto const got = read_file("server_ru_headers.csv");
  EXPECT_EQ(outline(got.map), "a1 / t1: PROJECTS-1 DEVELOP-1\n");
  Story const& story = got.story("DEVELOP-1");
  EXPECT_EQ(story.title, "Задача, с запятой");
  EXPECT_EQ(story.status, Status::todo);
  EXPECT_EQ(field(story.external, "Исполнитель"), "\"Исполнитель 1\"");
  EXPECT_EQ(got.map.releases.at(0).title, "EkoCrop 9.0");
  std::vector<Link> const links = {{LinkKind::relates, StoryId("DEVELOP-1"), StoryId("PROJECTS-1"), {}}};
  EXPECT_EQ(got.map.links, links);
}

TEST(JiraCsv, ReadsAnImportTemplate) {
  STORYMAP_NEEDS_DATA("jira_csv/open/import_template_it.csv");
  auto const got = read_file("import_template_it.csv");
  EXPECT_EQ(outline(got.map), "a1 / t1: s1 s2 s3 s4 s5 s6 s7 s8\n");
  Story const& story = got.story("s1");
  EXPECT_TRUE(story.description.starts_with("h3. Problema\n")) << "wiki markup stays as it is";
  EXPECT_EQ(story.labels, (std::vector<std::string>{"accessibility", "wcag", "critical"}));
  EXPECT_EQ(story.points, 4);
  EXPECT_EQ(field(story.external, "Component"), "\"Frontend\"");
  EXPECT_EQ(got.map.releases.size(), 3U);
}

TEST(JiraCsv, LosesNothingOnTheWayToOurColumns) {
  STORYMAP_NEEDS_DATA("jira_csv/open");
  for (auto const& file : std::filesystem::directory_iterator(*storymap_test::data_dir() / "jira_csv/open")) {
    auto const got = read_file(file.path().filename().string());
    EXPECT_EQ(read(write_csv(got.map)->text).map, got.map) << file.path();
  }
}

}  // namespace
