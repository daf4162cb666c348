// storymap/detail/csv_map.hpp - the map that the items of a foreign CSV file make.
// Room: formats. Depends on csv_tree.hpp.
#pragma once

#include <storymap/detail/csv_tree.hpp>
#include <storymap/detail/noun_fields.hpp>
#include <storymap/model.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

/// Turns an item into an activity or a task, which have no place for what a story has: that stays in the reference.
template <class Noun>
[[nodiscard]] Noun noun_of(CsvItem& item) {
  Noun noun;
  noun.id = Id<Noun>(item.story.id.str());
  noun.title = std::move(item.story.title);
  noun.description = std::move(item.story.description);
  if (!item.story.priority.empty()) item.keep("priority", {item.story.priority});
  if (item.story.points) {
    std::string number;
    append_json_number(number, *item.story.points);
    item.keep("points", {number});
  }
  item.keep("labels", item.story.labels);
  item.keep("acceptance_criteria", item.story.acceptance_criteria);
  item.keep("personas", item.personas);
  item.keep("release", item.releases);
  if (item.has_external) noun.external.push_back(std::move(item.external));
  noun.extra = std::move(item.story.extra);
  return noun;
}

/// Puts the items of a tree into a map.
class MapBuilder {
 public:
  MapBuilder(ItemTree& tree, ImportReport& report) : tree_(tree), report_(report) {}

  [[nodiscard]] Map build() {
    for (std::size_t i = 0; i < tree_.size(); ++i) read_links(i);
    for (std::size_t i = 0; i < tree_.size(); ++i) keep_parent(i);
    tell_missing_parents();
    for (std::size_t i = 0; i < tree_.size(); ++i) {
      if (tree_.role(i) == ItemRole::activity) add_epic(i);
    }
    for (std::size_t i = 0; i < tree_.size(); ++i) {
      if (tree_.parent(i) == no_item) place_root(i);
    }
    move_backlog_to_the_end();
    note_made_up<Activity>();
    note_made_up<Task>();
    note_made_up<Story>();
    for (Release const& release : map_.releases) report_.made_up.add(release.id);
    for (Persona const& persona : map_.personas) report_.made_up.add(persona.id);
    return std::move(map_);
  }

 private:
  static constexpr std::string_view backlog_title = "Backlog";
  static constexpr std::size_t most_told = 3;

  template <class Noun>
  void note_made_up() {
    for_each_family<Noun>(map_, [&](auto const&, std::vector<Noun> const& siblings) {
      for (Noun const& noun : siblings) {
        if (tree_.ids().is_made_up(noun.id.str())) report_.made_up.add(noun.id);
      }
    });
  }

  // --- links ---

  /// Makes links of the keys that are stories of this file; the others stay in the reference.
  void read_links(std::size_t index) {
    std::map<std::string, std::vector<std::string>> unknown;
    for (ItemLink& link : tree_.item(index).links) {
      std::size_t const other = tree_.find(link.other);
      bool const both = other != no_item && other != index && tree_.is_story(index) && tree_.is_story(other);
      if (both) {
        add_link(link.how.kind, link.how.outward ? index : other, link.how.outward ? other : index);
      } else {
        unknown[link.header].push_back(std::move(link.other));
      }
    }
    for (auto const& [header, keys] : unknown) tree_.item(index).keep(header, keys);
  }

  void add_link(LinkKind kind, std::size_t from, std::size_t to) {
    // Both ends of a link name it in their rows; "relates" reads the same from either.
    if (kind == LinkKind::relates && linked_.contains({kind, to, from})) return;
    if (!linked_.insert({kind, from, to}).second) return;
    map_.links.push_back({kind, tree_.item(from).story.id, tree_.item(to).story.id, {}});
  }

  // --- parents ---

  /// Keeps what the file says about the place of an item where the map does not show it.
  void keep_parent(std::size_t index) {
    CsvItem& item = tree_.item(index);
    std::size_t const parent = tree_.parent(index);
    if (parent != no_item || tree_.role(index) == ItemRole::activity) {
      if (item.epic != item.story.title) keep_name(item, "epic", item.epic);
      keep_name(item, "activity", item.activity);
      keep_name(item, "task", item.task);
    }
    if (parent == no_item) return keep_missing_parent(item);
    bool const shown = tree_.role(parent) == ItemRole::activity || tree_.role(parent) == ItemRole::task;
    if (!shown) keep_name(item, "parent", tree_.item(parent).name());
  }

  static void keep_name(CsvItem& item, char const* field, std::string const& name) {
    if (!name.empty()) item.keep(field, {name});
  }

  void keep_missing_parent(CsvItem& item) {
    if (item.parents.empty()) return;
    keep_name(item, "parent", item.parents.front());
    keep_name(item, "parent_title", item.parent_title);
    if (orphans_++ == 0) first_orphan_ = item.line;
    if (!missing_parents_.insert(item.parents.front()).second || missing_parents_.size() > most_told) return;
    told_parents_ += (told_parents_.empty() ? "" : ", ") + in_quotes(item.parents.front());
  }

  /// One note, however many they are.
  void tell_missing_parents() {
    if (orphans_ == 0) return;
    std::string note =
        orphans_ == 1 ? "the parent " + told_parents_ + " is not in the file"
                      : "the parents of " + std::to_string(orphans_) + " items are not in the file: " + told_parents_;
    if (missing_parents_.size() > most_told) {
      note += " and " + std::to_string(missing_parents_.size() - most_told) + " more";
    }
    report_.add(ImportNote::Kind::defaulted, std::move(note), {}, first_orphan_);
  }

  // --- activities and tasks ---

  void add_epic(std::size_t index) {
    Activity activity = noun_of<Activity>(tree_.item(index));
    std::size_t const place = map_.activities.size();
    activity_of_item_.emplace(index, place);
    activity_of_title_.try_emplace(activity.title, place);
    map_.activities.push_back(std::move(activity));
  }

  [[nodiscard]] std::size_t named_activity(std::string const& title) {
    auto const [at, added] = activity_of_title_.try_emplace(title, map_.activities.size());
    if (added) {
      Activity activity;
      activity.id = ActivityId(tree_.ids().next('a'));
      activity.title = title;
      map_.activities.push_back(std::move(activity));
    }
    return at->second;
  }

  [[nodiscard]] std::size_t backlog() {
    if (!backlog_) {
      backlog_ = map_.activities.size();
      Activity activity;
      activity.id = ActivityId(tree_.ids().next('a'));
      activity.title = backlog_title;
      map_.activities.push_back(std::move(activity));
    }
    return *backlog_;
  }

  /// The task of an activity that `mark` stands for, made with this title when it is asked for first.
  [[nodiscard]] Task& task(std::size_t activity, std::string const& mark, std::string const& title) {
    auto& tasks = map_.activities[activity].tasks;
    auto const [at, added] = tasks_.try_emplace({activity, mark}, tasks.size());
    if (added) {
      Task& made = tasks.emplace_back();
      made.id = TaskId(tree_.ids().next('t'));
      made.title = title;
    }
    return tasks[at->second];
  }

  /// The task for stories that stand right below an activity. It bears the activity's title.
  [[nodiscard]] Task& default_task(std::size_t activity) { return task(activity, "", map_.activities[activity].title); }

  void move_backlog_to_the_end() {
    if (!backlog_) return;
    auto const at = map_.activities.begin() + static_cast<std::ptrdiff_t>(*backlog_);
    std::rotate(at, at + 1, map_.activities.end());
  }

  // --- places ---

  void place_root(std::size_t index) {
    if (tree_.role(index) == ItemRole::activity) {
      std::size_t const activity = activity_of_item_.at(index);
      for (std::size_t const child : tree_.children(index)) place(activity, child);
    } else {
      place(activity_for(tree_.item(index)), index);
    }
  }

  [[nodiscard]] std::size_t activity_for(CsvItem const& item) {
    if (!item.activity.empty()) return named_activity(item.activity);
    if (!item.epic.empty()) return named_activity(item.epic);
    return backlog();
  }

  void place(std::size_t activity, std::size_t index) {
    CsvItem& item = tree_.item(index);
    switch (tree_.role(index)) {
      case ItemRole::structure:
        if (!item.task.empty()) (void)named_task(activity, item.task);
        return;
      case ItemRole::activity: return;
      case ItemRole::story: return add_story(task_for(activity, item), index);
      case ItemRole::story_too: {
        Task task;
        task.id = TaskId(item.story.id.str());
        task.title = item.story.title;
        add_story(task, index);
        return add_task(activity, std::move(task), index);
      }
      case ItemRole::task: return add_task(activity, noun_of<Task>(item), index);
    }
  }

  [[nodiscard]] Task& named_task(std::size_t activity, std::string const& title) {
    return task(activity, "title " + title, title);
  }

  /// Stories whose parent is not in the file stay together under its name.
  [[nodiscard]] Task& task_for(std::size_t activity, CsvItem const& item) {
    if (!item.task.empty()) return named_task(activity, item.task);
    if (tree_.parent(tree_index(item)) != no_item || item.parents.empty()) return default_task(activity);
    return task(activity, "parent " + item.parents.front(),
                item.parent_title.empty() ? item.parents.front() : item.parent_title);
  }

  [[nodiscard]] std::size_t tree_index(CsvItem const& item) { return static_cast<std::size_t>(&item - &tree_.item(0)); }

  /// Adds a task with everything below its item, parents before children.
  void add_task(std::size_t activity, Task task, std::size_t index) {
    std::vector<std::size_t> left(tree_.children(index).rbegin(), tree_.children(index).rend());
    while (!left.empty()) {
      std::size_t const next = left.back();
      left.pop_back();
      add_story(task, next);
      left.insert(left.end(), tree_.children(next).rbegin(), tree_.children(next).rend());
    }
    map_.activities[activity].tasks.push_back(std::move(task));
  }

  // --- stories ---

  void add_story(Task& task, std::size_t index) {
    CsvItem& item = tree_.item(index);
    Story& story = item.story;
    if (story.title.empty()) {
      report_.add(ImportNote::Kind::defaulted, "the story has no title", {}, item.line);
    }
    for (std::string const& name : item.personas) {
      story.personas.push_back(named(map_.personas, &Persona::name, persona_ids_, name, 'p'));
    }
    if (!item.releases.empty()) {
      story.release = named(map_.releases, &Release::title, release_ids_, item.releases.front(), 'r');
      if (item.releases.size() > 1) item.keep("releases", item.releases);
    }
    if (item.has_external) story.external.push_back(std::move(item.external));
    task.stories.push_back(std::move(story));
  }

  /// The persona or release of this name; made when it is named first.
  template <class Noun>
  [[nodiscard]] static Id<Noun> named(std::vector<Noun>& nouns, std::string Noun::*title,
                                      std::unordered_map<std::string, Id<Noun>>& ids, std::string const& name,
                                      char prefix) {
    auto const [at, added] = ids.try_emplace(name);
    if (added) {
      Noun& noun = nouns.emplace_back();
      noun.id = at->second = Id<Noun>(prefix + std::to_string(ids.size()));
      noun.*title = name;
    }
    return at->second;
  }

  ItemTree& tree_;
  ImportReport& report_;
  Map map_;
  std::set<std::tuple<LinkKind, std::size_t, std::size_t>> linked_;
  std::size_t orphans_ = 0;  ///< items whose parent is not in the file
  std::size_t first_orphan_ = 0;
  std::set<std::string> missing_parents_;
  std::string told_parents_;  ///< the first of them
  std::optional<std::size_t> backlog_;
  std::unordered_map<std::size_t, std::size_t> activity_of_item_;
  std::unordered_map<std::string, std::size_t> activity_of_title_;
  std::map<std::pair<std::size_t, std::string>, std::size_t> tasks_;
  std::unordered_map<std::string, PersonaId> persona_ids_;
  std::unordered_map<std::string, ReleaseId> release_ids_;
};

}  // namespace detail::csv

STORYMAP_END
