// server/app/legacy_maps.cpp - bodies of legacy_maps.hpp.
#include "server/app/legacy_maps.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace storymap::server::app {
namespace {

using store::LegacyRow;

[[nodiscard]] long position_of(LegacyRow const& row) {
  std::string const text = row.get({"position", "order"});
  long position = 0;
  std::from_chars(text.data(), text.data() + text.size(), position);
  return position;
}

/// Rows by the id of their parent, in the order of their positions.
using Children = std::map<std::string, std::vector<LegacyRow const*>, std::less<>>;

[[nodiscard]] Children children(std::vector<LegacyRow> const& rows, std::string_view parent_column) {
  Children found;
  for (LegacyRow const& row : rows) found[row.get({parent_column})].push_back(&row);
  for (auto& [parent, some] : found) {
    std::stable_sort(some.begin(), some.end(),
                     [](LegacyRow const* a, LegacyRow const* b) { return position_of(*a) < position_of(*b); });
  }
  return found;
}

/// Takes the children of a parent out: what is left in the end has none.
[[nodiscard]] std::vector<LegacyRow const*> take(Children& from, std::string const& parent) {
  auto const found = from.find(parent);
  if (found == from.end()) return {};
  std::vector<LegacyRow const*> rows = std::move(found->second);
  from.erase(found);
  return rows;
}

[[nodiscard]] std::size_t count(Children const& left) {
  std::size_t rows = 0;
  for (auto const& [parent, some] : left) rows += some.size();
  return rows;
}

/// A JSON array of texts; a text that is none is one criterion.
[[nodiscard]] std::vector<std::string> criteria_of(std::string const& text) {
  if (text.empty() || text == "null") return {};
  boost::system::error_code failed;
  boost::json::value const parsed = boost::json::parse(text, failed);
  if (failed || !parsed.is_array()) return {text};
  std::vector<std::string> criteria;
  for (boost::json::value const& each : parsed.get_array()) {
    if (each.is_string()) criteria.emplace_back(each.get_string());
  }
  return criteria;
}

class Builder {
 public:
  explicit Builder(store::LegacyData const& data)
      : releases_(children(data.releases, "project_id")),
        activities_(children(data.activities, "project_id")),
        tasks_(children(data.tasks, "activity_id")),
        stories_(children(data.stories, "task_id")) {}

  [[nodiscard]] LegacyProject project(LegacyRow const& row) {
    LegacyProject project;
    project.owner = row.get({"user_id", "owner_id"});
    std::string const id = row.get({"id"});
    project.map.name = row.get({"name", "title"});
    project.map.description = row.get({"raw_requirements", "description"});
    for (LegacyRow const* each : take(releases_, id)) {
      project.map.releases.push_back({.id = ReleaseId("r" + each->get({"id"})), .title = each->get({"title", "name"})});
    }
    for (LegacyRow const* each : take(activities_, id)) project.map.activities.push_back(activity(*each, project.map));
    return project;
  }

  [[nodiscard]] std::size_t left() const {
    return count(releases_) + count(activities_) + count(tasks_) + count(stories_);
  }

 private:
  [[nodiscard]] Activity activity(LegacyRow const& row, Map const& map) {
    Activity activity{.id = ActivityId("a" + row.get({"id"})), .title = row.get({"title", "name"})};
    activity.description = row.get({"description"});
    for (LegacyRow const* each : take(tasks_, row.get({"id"}))) activity.tasks.push_back(task(*each, map));
    return activity;
  }

  [[nodiscard]] storymap::Task task(LegacyRow const& row, Map const& map) {
    storymap::Task task{.id = TaskId("t" + row.get({"id"})), .title = row.get({"title", "name"})};
    task.description = row.get({"description"});
    for (LegacyRow const* each : take(stories_, row.get({"id"}))) task.stories.push_back(story(*each, map));
    return task;
  }

  [[nodiscard]] static Story story(LegacyRow const& row, Map const& map) {
    Story story{.id = StoryId("s" + row.get({"id"})), .title = row.get({"title", "name"})};
    story.description = row.get({"description"});
    story.acceptance_criteria = criteria_of(row.get({"acceptance_criteria"}));
    story.priority = row.get({"priority"});
    std::string const status = row.get({"status"});
    for (Status const known : {Status::todo, Status::in_progress, Status::done, Status::blocked}) {
      if (to_string(known) == status) story.status = known;
    }
    ReleaseId const release("r" + row.get({"release_id"}));
    auto const is_it = [&](Release const& each) { return each.id == release; };
    if (std::any_of(map.releases.begin(), map.releases.end(), is_it)) story.release = release;
    return story;
  }

  Children releases_;
  Children activities_;
  Children tasks_;
  Children stories_;
};

}  // namespace

std::vector<LegacyProject> legacy_maps(store::LegacyData const& data, std::size_t& lost) {
  Builder builder(data);
  std::vector<LegacyProject> projects;
  projects.reserve(data.projects.size());
  for (store::LegacyRow const& row : data.projects) projects.push_back(builder.project(row));
  lost = builder.left();
  return projects;
}

}  // namespace storymap::server::app
