// storymap/detail/csv_own_reader.hpp - reads a map from our own columns.
// Room: formats. Depends on csv_cells.hpp, csv_table.hpp, csv_values.hpp and csv_notes.hpp.
//
// Rows may stand in any order, so that a spreadsheet may sort them: the `parent` column holds the tree, and the order
// of the rows is the order of the children of each parent.
#pragma once

#include <storymap/detail/csv_cells.hpp>
#include <storymap/detail/csv_notes.hpp>
#include <storymap/detail/csv_sample.hpp>
#include <storymap/detail/csv_table.hpp>
#include <storymap/detail/csv_values.hpp>
#include <storymap/model.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Collects the nouns of all rows, then ties them together.
class OwnCsvReader {
 public:
  explicit OwnCsvReader(CsvNotes& notes) : notes_(notes) {}

  /// `reader` stands on the header.
  [[nodiscard]] Result<Map> read(CsvReader& reader) {
    while (reader.next() && !failed_) {
      line_ = reader.line();
      take_cells(reader.cells());
      if (std::all_of(row_.begin(), row_.end(), [](std::string_view cell) { return cell.empty(); })) continue;
      ++rows_;
      take_row();
    }
    if (reader.failed()) return reader.failure();
    if (!failed_) tie();
    if (failed_) return Failure{std::move(error_)};
    notes_.count("rows", rows_);
    return std::move(map_);
  }

 private:
  /// A noun and where it belongs.
  template <class Noun>
  struct Child {
    Noun noun;
    std::string parent;
    std::size_t line = 0;
  };

  // --- cells ---

  void take_cells(std::span<std::string_view const> cells) {
    for (std::size_t i = 0; i < row_.size(); ++i) row_[i] = i < cells.size() ? unguarded(cells[i]) : std::string_view();
    for (std::size_t i = row_.size(); i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      return fail(Errc::invalid_field, "expected " + std::to_string(row_.size()) + " cells, but found " +
                                           std::to_string(cells.size()));
    }
  }

  [[nodiscard]] std::string_view cell(OwnColumn column) const noexcept {
    return row_[static_cast<std::size_t>(column)];
  }
  [[nodiscard]] std::string text(OwnColumn column) const { return std::string(cell(column)); }

  void fail(Errc code, std::string message, std::size_t line = 0) {
    if (failed_) return;
    failed_ = true;
    error_ = Error{code, std::move(message), line_path(line == 0 ? line_ : line)};
  }

  void fail_in(OwnColumn column, Errc code, std::string const& message, std::size_t line = 0) {
    fail(code, "column '" + std::string(own_csv_header[static_cast<std::size_t>(column)]) + "': " + message, line);
  }

  /// The value of a result, or an error that names the column.
  template <class T>
  T taken(OwnColumn column, Result<T> result) {
    if (result) return std::move(*result);
    fail_in(column, result.error().code, result.error().message);
    return {};
  }

  // --- rows ---

  void take_row() {
    std::string_view const type = cell(OwnColumn::type);
    if (type == "map") {
      take_map();
    } else if (type == "persona") {
      Persona persona = noun<Persona>('p', persona_ids_);
      persona.name = text(OwnColumn::title);
      map_.personas.push_back(std::move(persona));
    } else if (type == "release") {
      map_.releases.push_back(titled<Release>('r', release_ids_));
    } else if (type == "activity") {
      map_.activities.push_back(titled<Activity>('a', activity_ids_));
    } else if (type == "task") {
      tasks_.push_back({titled<Task>('t', task_ids_), text(OwnColumn::parent), line_});
    } else if (type == "story") {
      stories_.push_back({story(), text(OwnColumn::parent), line_});
    } else if (type == "link") {
      links_.push_back({link(), {}, line_});
    } else {
      fail_in(OwnColumn::type, Errc::invalid_field,
              "expected map, persona, release, activity, task, story or link, but found " + quoted(type));
    }
  }

  void take_map() {
    if (std::exchange(has_map_, true)) fail_in(OwnColumn::type, Errc::invalid_field, "the file has two rows of a map");
    map_.name = cell(OwnColumn::title);
    map_.description = cell(OwnColumn::description);
    map_.extra = taken(OwnColumn::extra, parse_fields(cell(OwnColumn::extra)));
  }

  using Lines = std::unordered_map<std::string, std::size_t>;

  /// What all nouns have.
  template <class Noun>
  [[nodiscard]] Noun noun(char prefix, Lines& ids) {
    Noun noun;
    noun.id = Id<Noun>(take_id(prefix, ids));
    noun.description = cell(OwnColumn::description);
    noun.external = taken(OwnColumn::external, parse_external(cell(OwnColumn::external)));
    noun.extra = taken(OwnColumn::extra, parse_fields(cell(OwnColumn::extra)));
    return noun;
  }

  template <class Noun>
  [[nodiscard]] Noun titled(char prefix, Lines& ids) {
    Noun made = noun<Noun>(prefix, ids);
    made.title = cell(OwnColumn::title);
    return made;
  }

  /// The id of the row. A row that somebody added by hand may have none; it gets one when all others are known.
  [[nodiscard]] std::string take_id(char, Lines& ids) {
    std::string id = text(OwnColumn::id);
    if (id.empty()) return id;
    if (!is_valid_id(id)) {
      fail_in(OwnColumn::id, Errc::invalid_field, "expected an id of 1 to 128 bytes without control characters");
    }
    auto const [at, added] = ids.try_emplace(id, line_);
    if (!added) {
      fail_in(OwnColumn::id, Errc::duplicate_id,
              "the id " + quoted(id) + " is used in line " + std::to_string(at->second) + " too");
    }
    return id;
  }

  [[nodiscard]] Story story() {
    Story story = titled<Story>('s', story_ids_);
    story.acceptance_criteria = split_items(cell(OwnColumn::acceptance_criteria));
    story.priority = cell(OwnColumn::priority);
    story.labels = once(OwnColumn::labels);
    for (std::string& id : once(OwnColumn::personas)) story.personas.emplace_back(std::move(id));
    if (std::string release = text(OwnColumn::release); !release.empty()) story.release.emplace(std::move(release));
    take_status(story);
    take_points(story);
    return story;
  }

  /// The items of a list, each once.
  [[nodiscard]] std::vector<std::string> once(OwnColumn column) {
    std::vector<std::string> items = split_items(cell(column));
    if (remove_repeats(items) > 0) {
      notes_.add(ImportNote::Kind::merged, "labels or personas that a row lists twice are one", line_);
    }
    return items;
  }

  void take_status(Story& story) {
    std::string_view const word = cell(OwnColumn::status);
    if (word.empty()) return;
    auto const status = parse_status(word);
    if (!status) {
      return fail_in(OwnColumn::status, Errc::invalid_field,
                     "expected todo, in_progress, done or blocked, but found " + quoted(word));
    }
    story.status = *status;
  }

  void take_points(Story& story) {
    std::string_view const number = cell(OwnColumn::points);
    if (number.empty()) return;
    story.points = parse_points(number);
    if (!story.points) {
      fail_in(OwnColumn::points, Errc::invalid_field, "expected a number of 0 or more, but found " + quoted(number));
    }
  }

  [[nodiscard]] Link link() {
    auto const kind = parse_link_kind(cell(OwnColumn::kind));
    if (!kind) {
      fail_in(OwnColumn::kind, Errc::invalid_field,
              "expected blocks, relates or duplicates, but found " + quoted(cell(OwnColumn::kind)));
    }
    return {kind.value_or(LinkKind::relates), StoryId(text(OwnColumn::from)), StoryId(text(OwnColumn::to)),
            taken(OwnColumn::extra, parse_fields(cell(OwnColumn::extra)))};
  }

  // --- ties ---

  void tie() {
    name_nouns(map_.personas, 'p', persona_ids_);
    name_nouns(map_.releases, 'r', release_ids_);
    name_nouns(map_.activities, 'a', activity_ids_);
    for (auto& child : tasks_) name_noun(child.noun, 't', task_ids_);
    for (auto& child : stories_) name_noun(child.noun, 's', story_ids_);
    for (auto const& child : stories_) check_story(child);
    for (auto const& child : links_) check_link(child);
    if (failed_) return;
    adopt(tasks_, stories_, "task", [](Task& task) -> auto& { return task.stories; });
    std::vector<Child<Activity>> activities;
    for (Activity& activity : map_.activities) activities.push_back({std::move(activity), {}, 0});
    adopt(activities, tasks_, "activity", [](Activity& activity) -> auto& { return activity.tasks; });
    for (std::size_t i = 0; i < activities.size(); ++i) map_.activities[i] = std::move(activities[i].noun);
    for (auto& child : links_) map_.links.push_back(std::move(child.noun));
  }

  template <class Noun>
  void name_nouns(std::vector<Noun>& nouns, char prefix, Lines& ids) {
    for (Noun& noun : nouns) name_noun(noun, prefix, ids);
  }

  template <class Noun>
  void name_noun(Noun& noun, char prefix, Lines& ids) {
    if (!noun.id.empty()) return;
    std::string id;
    do id = ordinals_.next(prefix);
    while (!ids.try_emplace(id, 0).second);
    noun.id = Id<Noun>(std::move(id));
    notes_.add(ImportNote::Kind::defaulted, "rows without an id got one");
  }

  void check_story(Child<Story> const& child) {
    Story const& story = child.noun;
    if (story.release && !release_ids_.contains(story.release->str())) {
      fail_in(OwnColumn::release, Errc::unknown_id, "no release has the id " + quoted(story.release->str()),
              child.line);
    }
    for (PersonaId const& persona : story.personas) {
      if (persona_ids_.contains(persona.str())) continue;
      fail_in(OwnColumn::personas, Errc::unknown_id, "no persona has the id " + quoted(persona.str()), child.line);
    }
  }

  void check_link(Child<Link> const& child) {
    Link const& link = child.noun;
    for (auto const& [column, id] : {std::pair(OwnColumn::from, &link.from), std::pair(OwnColumn::to, &link.to)}) {
      if (story_ids_.contains(id->str())) continue;
      fail_in(column, Errc::unknown_id, "no story has the id " + quoted(id->str()), child.line);
    }
    if (link.from == link.to) {
      fail_in(OwnColumn::to, Errc::invalid_field, "a story cannot be linked to itself", child.line);
    }
    if (!linked_.insert({link.kind, link.from.str(), link.to.str()}).second) {
      fail_in(OwnColumn::to, Errc::duplicate_id, "the same link stands in an earlier row", child.line);
    }
  }

  /// Moves every child into the list of its parent.
  template <class Parent, class Noun, class F>
  void adopt(std::vector<Child<Parent>>& parents, std::vector<Child<Noun>>& children, char const* what, F&& list_of) {
    std::unordered_map<std::string, Parent*> by_id;
    for (auto& parent : parents) by_id.emplace(parent.noun.id.str(), &parent.noun);
    for (auto& child : children) {
      auto const at = by_id.find(child.parent);
      if (at == by_id.end()) {
        return fail_in(OwnColumn::parent, Errc::unknown_id,
                       "no " + std::string(what) + " has the id " + quoted(child.parent), child.line);
      }
      list_of(*at->second).push_back(std::move(child.noun));
    }
  }

  CsvNotes& notes_;
  Map map_;
  bool has_map_ = false;
  std::vector<Child<Task>> tasks_;
  std::vector<Child<Story>> stories_;
  std::vector<Child<Link>> links_;
  Lines persona_ids_, release_ids_, activity_ids_, task_ids_, story_ids_;
  std::set<std::tuple<LinkKind, std::string, std::string>> linked_;
  OrdinalIds ordinals_;
  std::array<std::string_view, own_csv_header.size()> row_;
  std::size_t line_ = 0;
  std::size_t rows_ = 0;
  bool failed_ = false;
  Error error_;
};

}  // namespace detail

STORYMAP_END
