// storymap/detail/csv_items.hpp - rows of a foreign CSV file as items: cards that do not know their place yet.
// Room: formats. Depends on csv_plan.hpp and model.hpp.
#pragma once

#include <storymap/detail/csv_plan.hpp>
#include <storymap/detail/csv_values.hpp>
#include <storymap/detail/repeats.hpp>
#include <storymap/model.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

/// The key of another item in a column of links.
struct ItemLink {
  LinkWord how;
  std::string header;
  std::string other;
};

/// A row before it is a story, task or activity. The story has all but its id, release, personas and reference.
struct CsvItem {
  Story story;
  External external;
  bool has_external = false;
  CsvLevel level = CsvLevel::none;
  std::size_t line = 0;
  std::string key;
  std::string id;
  std::vector<std::string> parents;  ///< the item above, as its columns name it
  std::string parent_title;
  std::string epic;
  std::string activity;
  std::string task;
  std::string project;
  std::vector<std::string> personas;
  std::vector<std::string> releases;
  std::vector<ItemLink> links;

  /// Keeps a value the model has no place for beside the reference to the other system.
  void keep(std::string name, std::vector<std::string> const& values) {
    if (values.empty()) return;
    has_external = true;
    if (is_schema_word<External>(name)) name.insert(0, "column ");
    external.fields.set(std::move(name), json_of(values));
  }

  /// What other items call this one.
  [[nodiscard]] std::string const& name() const noexcept { return key.empty() ? id : key; }
};

/// Reads items row by row.
class ItemReader {
 public:
  ItemReader(CsvPlan const& plan, ImportReport& report) : plan_(plan), report_(report) {}

  [[nodiscard]] CsvItem read(CsvRow const& row, std::size_t line) {
    CsvItem item;
    item.line = line;
    role_ = action_ = benefit_ = status_ = category_ = {};
    keep_columns(item, row);
    for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
      std::string_view const cell = trim(row[i]);
      if (!cell.empty()) take(item, plan_.columns[i], cell);
    }
    remove_repeats(item.story.labels);
    remove_repeats(item.personas);
    remove_repeats(item.releases);
    compose(item);
    set_status(item);
    refer(item);
    return item;
  }

  /// Notes the columns that nobody knew and that had something to keep.
  void tell_kept_columns() {
    constexpr std::size_t most = 5;
    auto const kept = static_cast<std::size_t>(std::count(used_.begin(), used_.end(), true));
    if (kept == 0) return;
    std::string note =
        std::to_string(kept) + (kept == 1 ? " column is kept as a field" : " columns are kept as fields");
    std::size_t told = 0;
    for (std::size_t column = 0; column < used_.size() && told < most; ++column) {
      if (used_[column]) note += (told++ == 0 ? ": " : ", ") + column_name(plan_, column);
    }
    report_.add(ImportNote::Kind::read, note + (kept > most ? ", ..." : ""));
  }

 private:
  void keep_columns(CsvItem& item, CsvRow const& row) {
    used_.resize(plan_.columns.size());
    std::vector<std::string> values;
    for (KeptColumns const& kept : plan_.kept) {
      values.clear();
      for (std::size_t const column : kept.columns) {
        std::string_view const cell = trim(row[column]);
        if (cell.empty()) continue;
        values.emplace_back(cell);
        if (plan_.columns[column].field == CsvField::none) used_[column] = true;
      }
      if (values.empty()) continue;
      if (kept.external) {
        item.keep(kept.name, values);
      } else {
        item.story.extra.set(kept.name, json_of(values));
      }
    }
  }

  void take(CsvItem& item, CsvColumn const& column, std::string_view cell) {
    switch (column.field) {
      case CsvField::key: item.key = cell; return;
      case CsvField::id: item.id = cell; return;
      case CsvField::parent: item.parents.emplace_back(cell); return;
      case CsvField::parent_title: item.parent_title = cell; return;
      case CsvField::epic: item.epic = cell; return;
      case CsvField::activity: item.activity = cell; return;
      case CsvField::task: item.task = cell; return;
      case CsvField::type: item.level = find_level_word(csv_word(cell)); return;
      case CsvField::release: item.releases.emplace_back(cell); return;
      case CsvField::persona: role_ = cell; return split_list(cell, item.personas);
      case CsvField::project: item.project = cell; return;
      case CsvField::link: return take_links(item, column, cell);
      case CsvField::url: item.external.url = cell; return;
      default: take_story(item, column.field, cell); return;
    }
  }

  void take_story(CsvItem& item, CsvField field, std::string_view cell) {
    Story& story = item.story;
    switch (field) {
      case CsvField::title: story.title = cell; return;
      case CsvField::description: story.description = cell; return;
      case CsvField::criteria: return split_criteria(cell, story.acceptance_criteria);
      case CsvField::priority: story.priority = cell; return;
      case CsvField::labels: return split_list(cell, story.labels);
      case CsvField::status: status_ = cell; return;
      case CsvField::status_category: category_ = cell; return;
      case CsvField::action: action_ = cell; return;
      case CsvField::benefit: benefit_ = cell; return;
      case CsvField::points: return take_points(item, cell);
      default: return;
    }
  }

  void take_points(CsvItem& item, std::string_view cell) {
    item.story.points = parse_points(cell);
    if (item.story.points) return;
    item.keep("points", {std::string(cell)});
    bool const below = cell.starts_with('-') && parse_points(cell.substr(1));
    report_.add_one_of(ImportNote::Kind::not_understood,
                       "more points that are no number of 0 or more are kept as a field of the reference",
                       "the points " + in_quotes(cell) + (below ? " are below 0" : " are no number") +
                           "; they are kept as a field of the reference",
                       {}, item.line);
  }

  void take_links(CsvItem& item, CsvColumn const& column, std::string_view cell) {
    std::vector<std::string> others;
    split_list(cell, others);
    for (std::string& other : others) item.links.push_back({column.link, column.header, std::move(other)});
  }

  /// Makes a sentence of who, what and why: the title, or the description of a story that has a title.
  void compose(CsvItem& item) {
    if (action_.empty()) return;
    std::string sentence = story_sentence(role_, action_, benefit_);
    if (item.story.title.empty()) {
      item.story.title = std::move(sentence);
    } else if (item.story.description.empty()) {
      item.story.description = std::move(sentence);
    } else {
      item.keep("story", {std::move(sentence)});
    }
  }

  /// Blocked is what the status says; else Jira's category knows best, because every team has its own words.
  void set_status(CsvItem& item) {
    if (status_.empty() && category_.empty()) return;
    auto const word = find_status_word(csv_word(status_));
    auto const category = find_status_word(csv_word(category_));
    if (word == Status::blocked || !category) {
      item.story.status = word.value_or(Status::todo);
    } else {
      item.story.status = *category;
    }
    if (word || category) return;
    report_.add_one_of(ImportNote::Kind::defaulted, "more statuses are unknown and count as todo",
                       "the status " + in_quotes(status_) + " is unknown and counts as todo", {}, item.line);
  }

  void refer(CsvItem& item) {
    External& external = item.external;
    bool const known = plan_.system != CsvSystem::none;
    external.system = plan_.system == CsvSystem::jira ? "jira" : known ? "azure_devops" : "csv";
    external.key = item.key.empty() && known ? item.id : item.key;
    item.has_external = item.has_external || known || !external.key.empty() || !external.url.empty();
  }

  CsvPlan const& plan_;
  ImportReport& report_;
  std::string_view role_, action_, benefit_, status_, category_;
  std::vector<bool> used_;
};

}  // namespace detail::csv

STORYMAP_END
