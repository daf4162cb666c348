// storymap/detail/csv_own_reader.hpp - reads a map from our own columns.
// Room: formats. Depends on csv_own_row.hpp, csv_values.hpp, link_rules.hpp and import_report.hpp.
//
// Rows may stand in any order, so that a spreadsheet may sort them: the `parent` column holds the tree, and the order
// of the rows is the order of the children of each parent.
#pragma once

#include <storymap/detail/csv_own_row.hpp>
#include <storymap/detail/csv_values.hpp>
#include <storymap/detail/link_rules.hpp>
#include <storymap/detail/repeats.hpp>
#include <storymap/import_report.hpp>
#include <storymap/model.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

/// Collects the nouns of all rows, then ties them together.
class OwnCsvReader {
 public:
  /// `columns` are those of the file.
  OwnCsvReader(std::vector<OwnColumn> columns, ImportReport& report) : report_(report), row_(std::move(columns)) {}

  /// `reader` stands on the header.
  [[nodiscard]] Result<Map> read(CsvReader& reader) {
    std::size_t rows = 0;
    while (!row_.failed() && reader.next()) {
      row_.read(reader.cells(), reader.line());
      if (row_.empty()) continue;
      ++rows;
      take_row();
    }
    if (!row_.failed() && reader.failed()) return reader.failure();
    if (!row_.failed()) tie();
    if (row_.failed()) return row_.failure();
    report_.count("rows", rows);
    return std::move(map_);
  }

 private:
  /// The line of every id of one noun.
  using Lines = std::unordered_map<std::string, std::size_t>;

  /// A noun and where it belongs.
  template <class Noun>
  struct Child {
    Noun noun;
    std::string parent;
    std::size_t line = 0;
  };

  // --- rows ---

  void take_row() {
    OwnTypeWord const& type = row_.type();
    if (row_.has_others(type.columns)) {
      report_.add(ImportNote::Kind::dropped, "a cell means nothing in a row of its type", {}, row_.line());
    }
    switch (type.type) {
      case OwnType::map: take_map(); return;
      case OwnType::persona: take_persona(); return;
      case OwnType::release: map_.releases.push_back(titled<Release>(release_ids_)); return;
      case OwnType::activity: map_.activities.push_back(titled<Activity>(activity_ids_)); return;
      case OwnType::task:
        tasks_.push_back({titled<Task>(task_ids_), row_.text(OwnColumn::parent), row_.line()});
        return;
      case OwnType::story: stories_.push_back({story(), row_.text(OwnColumn::parent), row_.line()}); return;
      case OwnType::link: links_.push_back({link(), {}, row_.line()}); return;
    }
  }

  void take_map() {
    if (std::exchange(has_map_, true)) {
      row_.fail_in(OwnColumn::type, Errc::invalid_field, "the file has two rows of a map");
    }
    map_.name = row_[OwnColumn::title];
    map_.description = row_[OwnColumn::description];
    map_.extra = extra<Map>();
  }

  void take_persona() {
    Persona persona = noun<Persona>(persona_ids_);
    persona.name = row_[OwnColumn::title];
    map_.personas.push_back(std::move(persona));
  }

  /// What all nouns have.
  template <class Noun>
  [[nodiscard]] Noun noun(Lines& ids) {
    Noun noun;
    noun.id = Id<Noun>(take_id(ids));
    noun.description = row_[OwnColumn::description];
    noun.external = row_.taken(OwnColumn::external, parse_external(row_[OwnColumn::external]));
    noun.extra = extra<Noun>();
    return noun;
  }

  template <class Noun>
  [[nodiscard]] Noun titled(Lines& ids) {
    Noun made = noun<Noun>(ids);
    made.title = row_[OwnColumn::title];
    return made;
  }

  template <class Owner>
  [[nodiscard]] Fields extra() {
    return row_.taken(OwnColumn::extra, parse_fields<Owner>(row_[OwnColumn::extra]));
  }

  /// The id of the row. A row that somebody added by hand may have none; it gets one when all others are known.
  [[nodiscard]] std::string take_id(Lines& ids) {
    std::string id = row_.text(OwnColumn::id);
    if (id.empty()) return id;
    if (!is_valid_id(id)) {
      row_.fail_in(OwnColumn::id, Errc::invalid_field, "expected an id of 1 to 128 bytes without control characters");
    }
    auto const [at, added] = ids.try_emplace(id, row_.line());
    if (!added) {
      row_.fail_in(OwnColumn::id, Errc::duplicate_id,
                   "the id " + in_quotes(id) + " is used in line " + std::to_string(at->second) + " too");
    }
    return id;
  }

  [[nodiscard]] Story story() {
    Story story = titled<Story>(story_ids_);
    story.acceptance_criteria = split_items(row_[OwnColumn::acceptance_criteria]);
    story.priority = row_[OwnColumn::priority];
    story.labels = once(OwnColumn::labels);
    for (std::string& id : once(OwnColumn::personas)) story.personas.emplace_back(std::move(id));
    if (!row_[OwnColumn::release].empty()) story.release.emplace(row_.text(OwnColumn::release));
    take_status(story);
    take_points(story);
    return story;
  }

  /// The items of a list, each once.
  [[nodiscard]] std::vector<std::string> once(OwnColumn column) {
    std::vector<std::string> items = split_items(row_[column]);
    if (remove_repeats(items) > 0) {
      report_.add(ImportNote::Kind::merged, "labels or personas that a row lists twice are one", {}, row_.line());
    }
    return items;
  }

  void take_status(Story& story) {
    std::string_view const word = row_[OwnColumn::status];
    auto const status = parse_status(word);
    if (!status && !word.empty()) {
      row_.fail_in(OwnColumn::status, Errc::invalid_field,
                   "expected todo, in_progress, done or blocked, but found " + in_quotes(word));
    }
    story.status = status.value_or(Status::todo);
  }

  void take_points(Story& story) {
    std::string_view const number = row_[OwnColumn::points];
    if (number.empty()) return;
    story.points = parse_points(number);
    if (!story.points) {
      row_.fail_in(OwnColumn::points, Errc::invalid_field,
                   "expected a number of 0 or more, but found " + in_quotes(number));
    }
  }

  [[nodiscard]] Link link() {
    auto const kind = parse_link_kind(row_[OwnColumn::kind]);
    if (!kind) {
      row_.fail_in(OwnColumn::kind, Errc::invalid_field,
                   "expected blocks, relates or duplicates, but found " + in_quotes(row_[OwnColumn::kind]));
    }
    return {kind.value_or(LinkKind::relates), StoryId(row_.text(OwnColumn::from)), StoryId(row_.text(OwnColumn::to)),
            extra<Link>()};
  }

  // --- ties ---

  void tie() {
    for (Persona& persona : map_.personas) name(persona, 'p', persona_ids_);
    for (Release& release : map_.releases) name(release, 'r', release_ids_);
    std::unordered_map<std::string, Activity*> activities;
    for (Activity& activity : map_.activities) {
      name(activity, 'a', activity_ids_);
      activities.emplace(activity.id.str(), &activity);
    }
    std::unordered_map<std::string, Task*> tasks;
    for (auto& [task, parent, line] : tasks_) {
      name(task, 't', task_ids_);
      tasks.emplace(task.id.str(), &task);
    }
    for (auto& child : stories_) {
      name(child.noun, 's', story_ids_);
      check_story(child);
    }
    LinkSet linked;
    for (auto const& child : links_) check_link(child, linked);
    adopt(tasks, stories_, &Task::stories, "task");
    adopt(activities, tasks_, &Activity::tasks, "activity");
    for (auto& child : links_) map_.links.push_back(std::move(child.noun));
  }

  /// Gives a noun the next free id if it has none.
  template <class Noun>
  void name(Noun& noun, char prefix, Lines& ids) {
    if (!noun.id.empty()) return;
    std::string id;
    do id = ordinals_.next(prefix);
    while (!ids.try_emplace(id, 0).second);
    noun.id = Id<Noun>(std::move(id));
    report_.made_up.add(noun.id);
    report_.add(ImportNote::Kind::defaulted, "a row without an id got one");
  }

  void check_story(Child<Story> const& child) {
    Story const& story = child.noun;
    if (story.release && !release_ids_.contains(story.release->str())) {
      row_.fail_in(OwnColumn::release, Errc::unknown_id, "no release has the id " + in_quotes(story.release->str()),
                   child.line);
    }
    for (PersonaId const& persona : story.personas) {
      if (persona_ids_.contains(persona.str())) continue;
      row_.fail_in(OwnColumn::personas, Errc::unknown_id, "no persona has the id " + in_quotes(persona.str()),
                   child.line);
    }
  }

  void check_link(Child<Link> const& child, LinkSet& linked) {
    Link const& link = child.noun;
    check_ends(
        link, [&](StoryId const& id) { return story_ids_.contains(id.str()); },
        [&](LinkPart part, Errc code, std::string message) {
          bool const is_from = part == LinkPart::from;
          // A cell may hold anything, so what it says is cut.
          StoryId const& end = is_from ? link.from : link.to;
          if (part != LinkPart::both) message = "no story has the id " + in_quotes(end.str());
          row_.fail_in(is_from ? OwnColumn::from : OwnColumn::to, code, message, child.line);
        });
    if (!linked.insert(link)) {
      row_.fail_in(OwnColumn::to, Errc::duplicate_id, "the same link stands in an earlier row", child.line);
    }
  }

  /// Moves every child into the list of its parent.
  template <class Parent, class Noun>
  void adopt(std::unordered_map<std::string, Parent*> const& parents, std::vector<Child<Noun>>& children,
             std::vector<Noun> Parent::*list, char const* what) {
    for (auto& child : children) {
      auto const parent = parents.find(child.parent);
      if (parent == parents.end()) {
        return row_.fail_in(OwnColumn::parent, Errc::unknown_id,
                            "no " + std::string(what) + " has the id " + in_quotes(child.parent), child.line);
      }
      (parent->second->*list).push_back(std::move(child.noun));
    }
  }

  ImportReport& report_;
  OwnRow row_;
  Map map_;
  bool has_map_ = false;
  std::vector<Child<Task>> tasks_;
  std::vector<Child<Story>> stories_;
  std::vector<Child<Link>> links_;
  Lines persona_ids_, release_ids_, activity_ids_, task_ids_, story_ids_;
  OrdinalIds ordinals_;
};

}  // namespace detail::csv

STORYMAP_END
