// tests/support/report_example.hpp - a small shop with everything a report can say, for the tests of reports.
#pragma once

#include <storymap/report.hpp>

#include <string>
#include <utility>
#include <vector>

namespace storymap_test {

inline storymap::Story example_story(std::string const& id, std::string title, std::string description = {},
                                     std::vector<std::string> criteria = {}) {
  storymap::Story story;
  story.id = storymap::StoryId(id);
  story.title = std::move(title);
  story.description = std::move(description);
  story.acceptance_criteria = std::move(criteria);
  return story;
}

/// One duplicate that differs in a word, one pair of similar stories, an empty task, a release without stories.
inline storymap::Map example_map() {
  storymap::Map map;
  map.name = "Online shop";
  storymap::Release release;
  release.id = storymap::ReleaseId("r1");
  release.title = "MVP";
  map.releases = {release};
  storymap::Task report;
  report.id = storymap::TaskId("t1");
  report.title = "Report";
  report.stories = {
      example_story("s1", "Export the monthly report of all orders to PDF"),
      example_story("s2", "Export the monthly report of all orders to Excel"),
      example_story("s3", "See orders", "A buyer sees the list of orders with date and price", {"Newest first"}),
  };
  storymap::Task pay;
  pay.id = storymap::TaskId("t2");
  pay.title = "Pay";
  storymap::Activity buy;
  buy.id = storymap::ActivityId("a1");
  buy.title = "Buy";
  buy.tasks = {report, pay};
  map.activities = {buy};
  return map;
}

/// The example, analysed, with a context that refers to it. Neither copied nor moved.
struct ReportExample {
  storymap::Map map = example_map();
  std::vector<storymap::Source> sources = {{&map, "shop.json"}};
  std::vector<storymap::ImportedFile> imports = {{"shop.json", {}}};
  storymap::Analysis analysis;

  ReportExample() {
    storymap::ImportReport& report = imports.front().report;
    report.format = "json";
    report.encoding = "utf-8";
    report.count("stories", 3);
    report.add(storymap::ImportNote::Kind::dropped, "attachments are not kept", "/cards/0", 7);
    report.add(storymap::ImportNote::Kind::dropped, "attachments are not kept", "/cards/1", 9);
    analyze();
  }
  ReportExample(ReportExample const&) = delete;
  ReportExample& operator=(ReportExample const&) = delete;

  void analyze() {
    storymap::AnalysisOptions options;
    options.similarity.thresholds = {0.4, 0.5};
    // So few stories would have no word left to be compared by.
    options.similarity.max_df = 1;
    analysis = *storymap::analyze(sources, options);
  }

  [[nodiscard]] storymap::ReportContext context(storymap::Language language = storymap::Language::en) const {
    storymap::ReportContext context;
    context.sources = sources;
    context.imports = imports;
    context.language = language;
    context.width = 80;
    return context;
  }
};

}  // namespace storymap_test
