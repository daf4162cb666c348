// tests/core/test_merge_text_property.cpp - merging texts without ids gives what merging with ids gives.
#include <gtest/gtest.h>
#include <storymap/merge.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "support/storymap_test.hpp"
#include "support/text_maps.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

/// Makes a map with ids that mean something, and changes of it that two sides can make without touching each other.
class TwoSides {
 public:
  /// `flat`: only what plain text can say.
  TwoSides(Random& random, bool flat) : random_(random), flat_(flat) {
    base.name = "map";
    if (!flat) base.releases = {{ReleaseId("soon"), "Soon", "", {}, {}}, {ReleaseId("later"), "Later", "", {}, {}}};
    for (std::size_t a = flat ? 1 : 1 + random.below(3); a > 0; --a) {
      Activity& activity = base.activities.emplace_back();
      activity.id = ActivityId("activity " + std::to_string(a));
      activity.title = flat ? "Stories" : "Activity " + std::to_string(a);
      for (std::size_t t = 1 + random.below(3); t > 0; --t) {
        Task& task = activity.tasks.emplace_back();
        task.title = "Task " + std::to_string(++tasks_);
        task.id = TaskId(task.title);
        for (std::size_t s = random.below(5); s > 0; --s) task.stories.push_back(story());
      }
    }
  }

  Map base;

  /// What one side, 0 or 1, makes of it.
  [[nodiscard]] Map changed_by(std::size_t side) {
    Map map = base;
    std::vector<Edit> edits;
    std::size_t number = 0;
    for_each_story(base, [&](Activity const&, Task const& task, Story const& story) {
      // A side does not both remove and add stories in a task: one put into the place of another may be either.
      bool const removes = number_of(task) % 2 == side;
      if (number++ % 2 == side && random_.chance(0.6)) edits.push_back(change(story, removes));
    });
    for_each_task(base, [&](Activity const&, Task const& task) {
      if (number_of(task) % 2 != side && random_.chance(0.5)) edits.emplace_back(Add<Story>{story(), first_in(task)});
    });
    if (!flat_ && side == 0) edits.emplace_back(Add<Release>{{ReleaseId("now"), "Now", "", {}, {}}, {}});
    EXPECT_TRUE(apply(map, edits));
    return map;
  }

 private:
  [[nodiscard]] Story story() {
    Story story;
    story.title = "Story " + std::to_string(++stories_);
    story.id = StoryId(story.title);
    if (random_.chance(0.3)) story.status = Status::done;
    if (flat_ || random_.chance(0.5)) return story;
    story.labels = {"old"};
    story.release = random_.chance(0.5) ? ReleaseId("soon") : ReleaseId("later");
    return story;
  }

  [[nodiscard]] static std::size_t number_of(Task const& task) { return std::stoul(task.id.str().substr(5)); }

  [[nodiscard]] Edit change(Story const& story, bool may_remove) {
    switch (random_.below(may_remove ? 5 : 4)) {
      case 0: return Set<Story>{story.id, "status", story.status == Status::done ? "todo" : "done"};
      case 1: return flat_ ? Edit(Set<Story>{story.id, "status", "done"}) : Edit(AddLabel{story.id, "new", {}});
      case 2: return flat_ ? Edit(Set<Story>{story.id, "status", "todo"}) : Edit(Set<Story>{story.id, "release", {}});
      case 3: return Move<Story>{story.id, place()};
      default: return Remove<Story>{story.id};
    }
  }

  [[nodiscard]] static Place<Story> first_in(Task const& task) { return {task.id, std::nullopt}; }

  /// Some task's front.
  [[nodiscard]] Place<Story> place() {
    Activity const& activity = random_.pick(base.activities);
    return first_in(random_.pick(activity.tasks));
  }

  Random& random_;
  bool flat_;
  std::size_t tasks_ = 0;
  std::size_t stories_ = 0;
};

/// Everything but ids.
std::string said(Map const& map) {
  std::string text;
  for (Release const& release : map.releases) text += "^" + release.title + "\n";
  for (Activity const& activity : map.activities) {
    text += "# " + activity.title + "\n";
    for (Task const& task : activity.tasks) {
      text += "## " + task.title + "\n";
      for (Story const& story : task.stories) {
        text.append(to_string(story.status)).append(" ").append(story.title);
        for (std::string const& label : story.labels) text += " #" + label;
        if (story.release) text += " ^" + find(map, *story.release)->title;
        text += '\n';
      }
    }
  }
  return text;
}

std::string as_markdown(Map const& map) {
  std::string text = "# map\n\n## Releases\n\n";
  for (Release const& release : map.releases) text += "- " + release.title + "\n";
  for (Activity const& activity : map.activities) {
    text += "\n## " + activity.title + "\n";
    for (Task const& task : activity.tasks) {
      text += "\n### " + task.title + "\n\n";
      for (Story const& story : task.stories) {
        text += (story.status == Status::done ? "- [x] " : "- [ ] ") + story.title;
        for (std::string const& label : story.labels) text += " #" + label;
        if (story.release) text += " ^" + find(map, *story.release)->title;
        text += '\n';
      }
    }
  }
  return text;
}

std::string as_plain_text(Map const& map) {
  std::string text;
  for_each_task(map, [&](Activity const&, Task const& task) {
    text += "# " + task.title + "\n";
    for (Story const& story : task.stories) {
      text += (story.status == Status::done ? "- [x] " : "- [ ] ") + story.title + "\n";
    }
  });
  return text;
}

void expect_same_merge(bool flat) {
  std::size_t compared = 0;
  for_each_case([&](Random& random) {
    TwoSides sides(random, flat);
    Map const ours = sides.changed_by(0);
    Map const theirs = sides.changed_by(1);
    Result<Merged> const with_ids = merge(sides.base, ours, theirs);
    ASSERT_TRUE(with_ids);
    ASSERT_TRUE(with_ids->conflicts.empty()) << with_ids->conflicts.front().path;
    if (flat && count(sides.base).stories * count(ours).stories * count(theirs).stories == 0) return;
    ++compared;
    auto const read = [&](Map const& map) {
      return flat ? read_as("text", as_plain_text(map)) : read_as("markdown", as_markdown(map));
    };
    Merged const merged = merge_imports(read(sides.base), read(ours), read(theirs));
    EXPECT_TRUE(merged.conflicts.empty()) << merged.conflicts.front().path;
    ASSERT_EQ(said(merged.map), said(with_ids->map)) << said(sides.base) << "\n" << said(ours) << "\n" << said(theirs);
    EXPECT_TRUE(check(merged.map));
    std::string const text = markdown_of(merged.map);
    EXPECT_EQ(text.find("{#"), std::string::npos) << text;
  });
  EXPECT_GT(compared, 0U);
}

TEST(MergeTextProperty, MarkdownWithoutIdsMergesLikeMapsWithIds) { expect_same_merge(false); }
TEST(MergeTextProperty, PlainTextMergesLikeMapsWithIds) { expect_same_merge(true); }

}  // namespace
