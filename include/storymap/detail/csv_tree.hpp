// storymap/detail/csv_tree.hpp - how the items of a foreign CSV file hang together: ids, parents, roles.
// Room: formats. Depends on csv_items.hpp and imported_ids.hpp.
#pragma once

#include <storymap/detail/csv_items.hpp>
#include <storymap/detail/imported_ids.hpp>
#include <storymap/ids.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

/// Hands out ids of which no two are the same.
class ItemIds {
 public:
  /// `wanted`, which must be a valid id, or with a number behind it when it is taken: "SHOP-12", "SHOP-12-2".
  [[nodiscard]] std::string take(std::string const& wanted) {
    constexpr std::size_t longest_number = 21;
    if (ids_.take(wanted)) return wanted;
    return ids_.take_numbered(std::string(cut(wanted, max_id_bytes - longest_number)));
  }

  /// The next ordinal that is free: s1, s2, ...
  [[nodiscard]] std::string next(char prefix) {
    std::string id;
    do id = ordinals_.next(prefix);
    while (!ids_.take(id));
    made_up_.insert(id);
    return id;
  }

  [[nodiscard]] bool is_made_up(std::string const& id) const { return made_up_.contains(id); }

 private:
  UniqueTexts ids_;
  std::unordered_set<std::string> made_up_;
  OrdinalIds ordinals_;
};

/// What becomes of an item.
enum class ItemRole {
  story,
  activity,
  task,       ///< a step whose stories are its children
  story_too,  ///< a card with sub-tasks: a task, and the first story in it
  structure,  ///< a row that only names an activity or a task
};

inline constexpr std::size_t no_item = std::numeric_limits<std::size_t>::max();

/// The items of a file and their places towards each other. An epic is an activity; what has children inside it is a
/// task with its children as stories; everything deeper is a story of that task, behind its parent.
class ItemTree {
 public:
  ItemTree(std::vector<CsvItem> items, ImportReport& report) : items_(std::move(items)), report_(report) {}

  /// Errors: items that are above each other in a circle.
  [[nodiscard]] Result<void> grow() {
    give_ids();
    nodes_.resize(items_.size());
    for (std::size_t i = 0; i < items_.size(); ++i) find_parent(i);
    if (Result<void> acyclic = check_cycles(); !acyclic) return acyclic;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (nodes_[i].parent != no_item) nodes_[nodes_[i].parent].children.push_back(i);
    }
    for (std::size_t i = 0; i < items_.size(); ++i) nodes_[i].role = decide_role(i);
    return {};
  }

  [[nodiscard]] std::size_t size() const noexcept { return items_.size(); }
  [[nodiscard]] CsvItem& item(std::size_t index) noexcept { return items_[index]; }
  [[nodiscard]] ItemRole role(std::size_t index) const noexcept { return nodes_[index].role; }
  [[nodiscard]] std::size_t parent(std::size_t index) const noexcept { return nodes_[index].parent; }
  [[nodiscard]] std::vector<std::size_t> const& children(std::size_t index) const noexcept {
    return nodes_[index].children;
  }
  [[nodiscard]] ItemIds& ids() noexcept { return ids_; }

  [[nodiscard]] bool is_story(std::size_t index) const noexcept {
    return role(index) == ItemRole::story || role(index) == ItemRole::story_too;
  }

  /// The item with this key or id; of several the first.
  [[nodiscard]] std::size_t find(std::string const& name) const {
    for (auto const* names : {&by_key_, &by_id_}) {
      if (auto const at = names->find(name); at != names->end()) return at->second;
    }
    return no_item;
  }

 private:
  struct Node {
    std::size_t parent = no_item;
    std::vector<std::size_t> children;
    ItemRole role = ItemRole::story;
  };

  /// Keys of the file first, so that no ordinal takes the key of a later row.
  void give_ids() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      CsvItem& item = items_[i];
      if (!item.key.empty()) by_key_.try_emplace(item.key, i);
      if (!item.id.empty()) by_id_.try_emplace(item.id, i);
      if (!is_valid_id(item.name())) continue;
      item.story.id = StoryId(ids_.take(item.name()));
      if (item.story.id.str() == item.name()) continue;
      report_.add_one_of(ImportNote::Kind::renamed, "more ids stand in several rows; the later ones got a suffix",
                         "the id " + in_quotes(item.name()) + " stands in an earlier row too; this one is " +
                             in_quotes(item.story.id.str()),
                         {}, item.line);
    }
    for (CsvItem& item : items_) {
      if (!item.story.id.empty()) continue;
      item.story.id = StoryId(ids_.next('s'));
      if (item.name().empty()) continue;
      report_.add_one_of(ImportNote::Kind::renamed, "more ids are longer than 128 bytes or hold control characters",
                         "the id " + in_quotes(item.name()) + " is too long or holds control characters; this one is " +
                             in_quotes(item.story.id.str()),
                         {}, item.line);
    }
  }

  void find_parent(std::size_t index) {
    CsvItem& item = items_[index];
    for (std::string const& name : item.parents) {
      nodes_[index].parent = find(name);
      if (nodes_[index].parent != no_item) return;
    }
    // Of the names of a parent that is not here, people know the key.
    auto const key = std::find_if(item.parents.begin(), item.parents.end(), is_issue_key);
    if (key != item.parents.end()) std::iter_swap(item.parents.begin(), key);
    if (item.epic.empty()) return;
    std::size_t const epic = find(item.epic);
    if (epic != no_item && epic != index) {
      nodes_[index].parent = epic;
      item.epic.clear();
    }
  }

  /// Follows the parents of every item once: O(items).
  [[nodiscard]] Result<void> check_cycles() const {
    std::vector<std::size_t> walk_of(items_.size(), no_item);
    for (std::size_t start = 0; start < items_.size(); ++start) {
      std::size_t at = start;
      while (at != no_item && walk_of[at] == no_item) {
        walk_of[at] = start;
        at = nodes_[at].parent;
      }
      if (at != no_item && walk_of[at] == start) return cycle_at(at);
    }
    return {};
  }

  [[nodiscard]] Failure cycle_at(std::size_t index) const {
    constexpr std::size_t most = 5;
    std::string names = in_quotes(items_[index].name());
    std::size_t size = 1;
    for (std::size_t at = nodes_[index].parent; at != index; at = nodes_[at].parent) {
      if (++size <= most) names += ", " + in_quotes(items_[at].name());
    }
    if (size > most) names += " and " + std::to_string(size - most) + " more";
    std::string message = size == 1 ? "the item " + names + " is its own parent"
                                    : "the items " + names + " are above each other in a circle";
    return failure(Errc::invalid_field, std::move(message), line_path(items_[index].line));
  }

  [[nodiscard]] bool has_only_subtasks(std::size_t index) const {
    auto const& children = nodes_[index].children;
    return std::all_of(children.begin(), children.end(),
                       [&](std::size_t child) { return items_[child].level == CsvLevel::subtask; });
  }

  [[nodiscard]] bool is_structure(std::size_t index) const {
    CsvItem const& item = items_[index];
    return item.story.title.empty() && item.story.description.empty() && item.name().empty() &&
           !(item.activity.empty() && item.task.empty() && item.epic.empty());
  }

  [[nodiscard]] ItemRole decide_role(std::size_t index) const {
    bool const epic = items_[index].level == CsvLevel::epic;
    std::size_t const parent = nodes_[index].parent;
    if (parent == no_item && epic) return ItemRole::activity;
    bool const below_activity =
        parent != no_item && nodes_[parent].parent == no_item && items_[parent].level == CsvLevel::epic;
    if (parent != no_item && !below_activity) return ItemRole::story;
    if (nodes_[index].children.empty()) {
      if (is_structure(index)) return ItemRole::structure;
      return epic ? ItemRole::task : ItemRole::story;
    }
    return has_only_subtasks(index) ? ItemRole::story_too : ItemRole::task;
  }

  std::vector<CsvItem> items_;
  std::vector<Node> nodes_;
  ImportReport& report_;
  ItemIds ids_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::unordered_map<std::string, std::size_t> by_id_;
};

}  // namespace detail::csv

STORYMAP_END
