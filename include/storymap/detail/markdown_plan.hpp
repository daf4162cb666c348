// storymap/detail/markdown_plan.hpp - what each heading and each depth of a list stands for.
// Room: formats. Depends on markdown_blocks.hpp, markdown_tags.hpp and markdown_words.hpp.
//
// Our own files have one heading of level 1, activities on level 2, tasks on level 3 and stories in lists. Others are
// read by the same rule stretched: the headings with the most list items right below them are tasks, those one level up
// are activities, and what stands even higher only groups. Without headings the depth of the list decides.
#pragma once

#include <storymap/detail/markdown_blocks.hpp>
#include <storymap/detail/markdown_tags.hpp>
#include <storymap/detail/markdown_words.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

STORYMAP_BEGIN

namespace detail::markdown {

/// What a heading stands for.
enum class Role {
  none,  ///< no heading, or one whose meaning is not known yet
  map,
  personas,
  releases,
  links,
  group,  ///< nothing but headings below it
  activity,
  task,
  story,
  criteria,  ///< "Acceptance criteria" of the story above it
  notes,     ///< another part of the story above it
};

struct Plan {
  std::vector<Role> roles;         ///< one for each block
  std::size_t activity_level = 0;  ///< deeper headings are tasks; 0: there are none
  std::size_t story_level = 0;     ///< 0: no heading is a story
  std::size_t story_depth = 1;     ///< where in a list the stories are
  bool outline = false;            ///< the list alone says what is what
};

class Planner {
 public:
  explicit Planner(Document const& document) : document_(document) { plan_.roles.resize(document.blocks.size()); }

  [[nodiscard]] Plan make() {
    name_known_headings();
    count_levels();
    choose_levels();
    for (std::size_t i = 0; i < plan_.roles.size(); ++i) {
      if (is_open(i)) plan_.roles[i] = role_of(i);
    }
    if (plan_.activity_level == 0 && plan_.story_level == 0) read_depths();
    return std::move(plan_);
  }

 private:
  [[nodiscard]] Block const& block(std::size_t i) const { return document_.blocks[i]; }
  [[nodiscard]] bool is_heading(std::size_t i) const { return block(i).kind == Block::Kind::heading; }
  [[nodiscard]] bool is_open(std::size_t i) const { return is_heading(i) && plan_.roles[i] == Role::none; }

  [[nodiscard]] std::size_t next_heading(std::size_t i) const {
    while (i < plan_.roles.size() && !is_heading(i)) ++i;
    return i;
  }

  /// Gives a role to the headings whose words or place say it.
  void name_known_headings() {
    std::size_t const first = next_heading(0);
    auto const tops = std::count_if(document_.blocks.begin(), document_.blocks.end(), [](Block const& block) {
      return block.kind == Block::Kind::heading && block.depth == 1;
    });
    if (tops == 1 && block(first).depth == 1) plan_.roles[first] = Role::map;
    std::size_t above = 0;
    for (std::size_t i = first; i < plan_.roles.size(); i = next_heading(i + 1)) {
      if (plan_.roles[i] != Role::none) continue;
      std::string const title = decode(document_.paragraph_of(block(i)));
      if (block(i).depth == 2) plan_.roles[i] = role_of_section(section_of(title));
      if (above != 0 && means_criteria(title)) {
        plan_.roles[i] = Role::criteria;
        ++with_criteria_[above];
      }
      if (plan_.roles[i] == Role::none) above = block(i).depth;
    }
    plan_.story_level = busiest(with_criteria_);
  }

  using PerLevel = std::array<std::size_t, bold_level + 1>;

  /// The level with the highest count; 0 when all are 0.
  [[nodiscard]] static std::size_t busiest(PerLevel const& counts) noexcept {
    return static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
  }

  [[nodiscard]] static Role role_of_section(Section section) noexcept {
    switch (section) {
      case Section::personas: return Role::personas;
      case Section::releases: return Role::releases;
      case Section::links: return Role::links;
      case Section::none: break;
    }
    return Role::none;
  }

  /// Counts the headings of each level that may be activities or tasks, and the items right below them.
  void count_levels() {
    std::size_t level = 0;
    for (std::size_t i = 0; i < plan_.roles.size(); ++i) {
      if (is_heading(i)) level = is_open(i) && !is_below_activities(i) ? block(i).depth : 0;
      if (is_heading(i) && level != 0) ++headings_[level];
      if (block(i).kind == Block::Kind::item && block(i).depth == 1 && level != 0) ++items_[level];
    }
  }

  /// True for the headings of stories and of their parts.
  [[nodiscard]] bool is_below_activities(std::size_t i) const {
    return plan_.story_level != 0 && block(i).depth >= plan_.story_level;
  }

  void choose_levels() {
    if (plan_.story_level != 0) {
      std::size_t const above = level_above(plan_.story_level);
      plan_.activity_level = level_above(above) != 0 ? level_above(above) : above;
      return;
    }
    // A map without stories has activities and tasks all the same.
    auto const top = std::find_if(headings_.begin(), headings_.end(), [](std::size_t count) { return count != 0; });
    std::size_t const top_level = top == headings_.end() ? 0 : static_cast<std::size_t>(top - headings_.begin());
    std::size_t const tasks = busiest(items_);
    plan_.activity_level = level_above(tasks) != 0 ? level_above(tasks) : std::max(tasks, top_level);
  }

  /// The next higher level that has headings; 0 is none.
  [[nodiscard]] std::size_t level_above(std::size_t level) const noexcept {
    while (level > 1 && headings_[level - 1] == 0) --level;
    return level == 0 ? 0 : level - 1;
  }

  [[nodiscard]] Role role_of(std::size_t i) const {
    std::size_t const level = block(i).depth;
    if (plan_.story_level != 0 && level >= plan_.story_level) {
      return level == plan_.story_level ? Role::story : Role::notes;
    }
    if (level > plan_.activity_level) return Role::task;
    bool const holds_headings_only = i + 1 == plan_.roles.size() || is_heading(i + 1);
    return level < plan_.activity_level && holds_headings_only ? Role::group : Role::activity;
  }

  /// A list without headings: its deepest three levels, unless its items have boxes, which only stories have.
  void read_depths() {
    std::size_t deepest = 0;
    bool counts = true;
    bool boxes = false;
    for (std::size_t i = 0; i < plan_.roles.size(); ++i) {
      if (is_heading(i)) counts = plan_.roles[i] == Role::map;
      if (!counts || block(i).kind != Block::Kind::item) continue;
      deepest = std::max(deepest, block(i).depth);
      boxes = boxes || (block(i).depth == 1 && split_box(block(i).text).status);
    }
    plan_.outline = deepest > 1 && !boxes;
    if (plan_.outline) plan_.story_depth = std::min<std::size_t>(deepest, 3);
  }

  Document const& document_;
  Plan plan_;
  PerLevel headings_ = {};
  PerLevel items_ = {};  ///< right below the headings of a level
  PerLevel with_criteria_ = {};
};

}  // namespace detail::markdown

STORYMAP_END
