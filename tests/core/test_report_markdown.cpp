// tests/core/test_report_markdown.cpp - results for pull requests.
#include <gtest/gtest.h>
#include <storymap/detail/report_markdown_text.hpp>
#include <storymap/report.hpp>

#include <algorithm>
#include <sstream>
#include <string>

#include "support/random_map.hpp"
#include "support/report_example.hpp"

namespace {

using namespace storymap;
using storymap_test::ReportExample;

TEST(MarkdownText, TakesEveryCharacterByItsWord) {
  EXPECT_EQ(detail::escape_markdown("a|b `c` *d* _e_ [f](g) ~h~ #i !j $k \\"),
            R"(a\|b \`c\` \*d\* \_e\_ \[f\](g) \~h\~ \#i \!j \$k \\)");
  EXPECT_EQ(detail::escape_markdown("<img src=x> & co"), "&lt;img src=x&gt; &amp; co");
  EXPECT_EQ(detail::escape_markdown("a\nb\r\n\tc\x1b[0m"), "a b c\uFFFD\\[0m");
}

TEST(ReportMarkdown, OfAnAnalysis) {
  ReportExample const example;
  EXPECT_EQ(report_markdown(example.analysis, example.context()), R"(# Online shop

**87 of 100**, good

3 stories, 2 tasks, 1 activity, 1 release

1 described (33 %), 1 with acceptance criteria (33 %)

| File | Format | Read |
|---|---|---|
| shop.json | json | stories 3 |

- dropped: attachments are not kept (×2)

## Duplicates

1 group. Merge these stories, or make clear how they differ.

### 1. 0.80, the same but for one phrase

| Id | Story | Where | Similarity |
|---|---|---|---|
| s1 | Export the monthly report of all orders to ~~PDF~~ | Report | 0.80 |
| s2 | Export the monthly report of all orders to **Excel** | Report | 0.80 |

## Similar stories

No similar stories.

## Issues

3 warnings, 2 notes

| Severity | Issue | Examples |
|---|---|---|
| warning | 2 stories have no acceptance criteria | Export the monthly report of all orders to PDF<br>Export the monthly report of all orders to Excel |
| warning | Task "Pay" has no stories |  |
| note | 2 stories have no description or a very short one | Export the monthly report of all orders to PDF<br>Export the monthly report of all orders to Excel |

## Recommendations

- Only 33 % of the stories have a description of 11 characters or more: add the others
- Only 33 % of the stories have acceptance criteria: add the others
- The MVP is empty: choose the stories that ship first

## What to do next

1. 1 group of duplicates. Merge these stories, or make clear how they differ
1. 2 stories have no acceptance criteria. Write down how you will know that the story is done
1. Task "Pay" has no stories. Add at least one story to this step, or remove it
1. 2 stories have no description or a very short one. Say for whom the story is and what it is good for
)");
}

TEST(ReportMarkdown, OfTheClosestStories) {
  ReportExample const example;
  Result<StoryIndex> const index = StoryIndex::build(example.sources);
  ClosestStories closest{"monthly | report", &*index, {}};
  EXPECT_EQ(report_markdown(closest, example.context()),
            "# Closest to \"monthly \\| report\"\n\nNo story has anything in common with this text.\n");
  closest.matches = index->closest(closest.text, 1);
  std::string const text = report_markdown(closest, example.context(Language::ru));
  EXPECT_TRUE(
      text.starts_with("# Ближе всего к «monthly \\| report»\n\n| Id | История | Где | Сходство | В чём сходство "
                       "|\n|---|---|---|---|---|\n| s1 | Export the monthly report of all orders to PDF | "))
      << text;
}

TEST(ReportMarkdown, RowsOfAnyMapKeepTheirCells) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    Map const map = storymap_test::random_map(random);
    Source const source{&map, "random.json"};
    ReportContext context;
    context.sources = {&source, 1};
    AnalysisOptions options;
    options.similarity.thresholds = {0.2, 0.5};
    std::istringstream text(report_markdown(*analyze(map, options), context));
    std::ptrdiff_t cells = 0;
    for (std::string line; std::getline(text, line);) {
      std::ptrdiff_t here = 0;
      for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\\') {
          ++at;
        } else if (line[at] == '|') {
          ++here;
        }
      }
      if (line.starts_with("|")) {
        ASSERT_TRUE(cells == 0 || here == cells) << line;
        cells = here;
      } else {
        ASSERT_EQ(here, 0) << line;
        cells = 0;
      }
    }
  });
}

}  // namespace
