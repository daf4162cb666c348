// storymap/detail/markdown_reader.hpp - reads a map from the blocks of a Markdown text.
// Room: formats. Depends on formats.hpp and the other markdown_*.hpp.
#pragma once

#include <storymap/detail/markdown_blocks.hpp>
#include <storymap/detail/markdown_builder.hpp>
#include <storymap/detail/markdown_plan.hpp>
#include <storymap/detail/markdown_tags.hpp>
#include <storymap/detail/markdown_targets.hpp>
#include <storymap/formats.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::markdown {

class MapReader {
 public:
  MapReader(std::string_view text, ImportReport& report)
      : document_(BlockParser(text).parse()), plan_(Planner(document_).make()), builder_(report), writer_(builder_) {}

  /// `file` names a map that does not say its name; empty: nothing does.
  [[nodiscard]] Result<Map> read(std::string_view file, ImportReport& report) {
    note_plan();
    name_map_after(file);
    count_blocks(report);
    for (at_ = 0; at_ < document_.blocks.size() && !builder_.failed(); ++at_) {
      Block const& block = document_.blocks[at_];
      switch (block.kind) {
        case Block::Kind::heading: take_heading(block); break;
        case Block::Kind::item: take_item(block); break;
        case Block::Kind::text: take_text(block); break;
        case Block::Kind::attributes: writer_.take_comment(target(block.depth), block.text, line_of(block)); break;
      }
    }
    return builder_.finish();
  }

 private:
  /// The first paragraph of a heading or item, taken apart.
  struct Line {
    std::string text;  ///< what the views below point into
    Boxed boxed;
    Commented commented;
    Tagged tagged;
  };

  [[nodiscard]] static std::size_t line_of(Block const& block) noexcept { return block.first + 1; }

  /// What stands at this depth of lists; 0 is the heading.
  [[nodiscard]] Target& target(std::size_t depth) { return targets_[std::min(depth, targets_.size() - 1)]; }

  void note_plan() {
    using enum ImportNote::Kind;
    if (document_.front_matter != 0) builder_.note(dropped, "the metadata above the map", 1);
    if (plan_.outline) {
      builder_.note(read, plan_.story_depth == 3 ? "the list is read as activities, tasks and stories"
                                                 : "the list is read as tasks and stories");
    }
    if (plan_.story_level != 0) builder_.note(read, "headings above acceptance criteria are stories");
    if (plan_.activity_level > 0 && plan_.activity_level != 2) {
      builder_.note(read, "headings of level " + std::to_string(plan_.activity_level) + " are activities");
    }
    for (Block const& block : document_.blocks) {
      if (block.kind != Block::Kind::heading || block.depth != bold_level) continue;
      builder_.note(read, "a bold line above a list is its heading", line_of(block));
    }
  }

  void name_map_after(std::string_view file) {
    if (std::find(plan_.roles.begin(), plan_.roles.end(), Role::map) != plan_.roles.end()) return;
    file.remove_prefix(file.find_last_of("/\\") + 1);
    builder_.map.name = file.substr(0, file.rfind('.'));
    builder_.note(ImportNote::Kind::defaulted, "no heading of level 1 names the map");
  }

  void count_blocks(ImportReport& report) const {
    auto const count = [&](Block::Kind kind) {
      auto const is_one = [&](Block const& block) { return block.kind == kind; };
      return static_cast<std::size_t>(std::count_if(document_.blocks.begin(), document_.blocks.end(), is_one));
    };
    report.count("headings", count(Block::Kind::heading));
    report.count("items", count(Block::Kind::item));
  }

  void take_text(Block const& block) {
    auto const is_row_of_dashes = [](std::string_view line) {
      return trim(line).starts_with('|') && line.find_first_not_of("|-: \t") == std::string_view::npos;
    };
    auto const at = [&](std::size_t line) { return document_.lines.begin() + static_cast<std::ptrdiff_t>(line); };
    if (block.depth == 0 && std::any_of(at(block.first), at(block.last), is_row_of_dashes)) {
      builder_.note(ImportNote::Kind::read, "a table is kept as text", line_of(block));
    }
    writer_.append(target(block.depth), document_.lines_from(block.first, block.last, block.column), line_of(block));
  }

  // Headings.

  void take_heading(Block const& block) {
    section_ = plan_.roles[at_];
    // Both belong to the story above them.
    if (section_ == Role::criteria) return;
    if (section_ == Role::notes) return take_notes(block);
    targets_.assign(1, {});
    Line line;
    line.text = document_.paragraph_of(block);
    line.commented = split_comment(line.text);
    if (section_ == Role::map) {
      builder_.map.name = decode(line.commented.text);
      targets_.back().role = Role::map;
    } else if (section_ == Role::activity || section_ == Role::task) {
      line.tagged = split_heading(line.commented.text);
      add_parent(section_, line, line_of(block));
    } else if (section_ == Role::story) {
      line.boxed = split_box(line.commented.text);
      line.tagged = split_tags(line.boxed.text);
      add_story(line, line_of(block));
    } else if (section_ == Role::group) {
      builder_.note(ImportNote::Kind::dropped, "a heading that only groups others", line_of(block));
    }
    writer_.take_comment(targets_.back(), line.commented.comment, line_of(block));
  }

  /// Adds an activity or task as the last target.
  void add_parent(Role role, Line& line, std::size_t number) {
    std::string_view const prefix = role == Role::activity ? activity_prefix : task_prefix;
    std::string_view title = line.tagged.title;
    if (same_word(title.substr(0, prefix.size()), prefix)) title = trim(title.substr(prefix.size()));
    std::string id = line.tagged.tags.empty() ? std::string() : std::move(line.tagged.tags.front().value);
    std::size_t task = 0;
    if (role == Role::activity) {
      builder_.add(builder_.map.activities, decode(title), std::move(id), number);
    } else {
      Activity& parent = builder_.activity(number);
      task = parent.tasks.size();
      builder_.add(parent.tasks, decode(title), std::move(id), number);
    }
    targets_.back().role = role;
    targets_.back().place = {builder_.map.activities.size() - 1, task, 0};
  }

  /// A part of a story that is no list of criteria stays as it is written.
  void take_notes(Block const& heading) {
    std::size_t last = heading.last;
    while (at_ + 1 < document_.blocks.size() && document_.blocks[at_ + 1].kind != Block::Kind::heading) {
      last = document_.blocks[++at_].last;
    }
    writer_.append(target(0), document_.lines_from(heading.first, last, 0), line_of(heading));
  }

  // Stories and what stands in lists above and below them.

  void take_item(Block const& block) {
    switch (section_) {
      case Role::personas:
      case Role::releases:
      case Role::links: return take_entry(block);
      case Role::story:
      case Role::criteria: return take_criterion(block, target(0));
      default: break;
    }
    std::size_t const depth = block.depth;
    if (depth > plan_.story_depth && !plan_.outline) return take_criterion(block, target(plan_.story_depth));
    targets_.resize(depth);
    targets_.emplace_back();
    if (depth < plan_.story_depth) {
      take_parent_item(block);
    } else {
      take_story_item(block);
    }
  }

  void take_parent_item(Block const& block) {
    Line line;
    line.text = document_.paragraph_of(block);
    line.boxed = split_box(line.text);
    line.commented = split_comment(line.boxed.text);
    line.tagged = split_heading(line.commented.text);
    note_lost_status(line.boxed, "the status of an activity or task", line_of(block));
    add_parent(block.depth + 1 == plan_.story_depth ? Role::task : Role::activity, line, line_of(block));
    writer_.take_comment(targets_.back(), line.commented.comment, line_of(block));
  }

  void take_story_item(Block const& block) {
    Line line;
    auto const split = [&] {
      line.boxed = split_box(trim(line.text));
      line.commented = split_comment(line.boxed.text);
      line.tagged = split_tags(line.commented.text);
    };
    line.text = block.text;
    split();
    bool const ends_here = !line.tagged.tags.empty() || !line.commented.comment.empty();
    bool const goes_on = block.last > block.first + 1;
    if (goes_on && !ends_here) {
      line.text = document_.paragraph_of(block);
      split();
      builder_.note(ImportNote::Kind::merged, "the lines of a paragraph are one title; an empty line ends it",
                    line_of(block));
    }
    if (block.depth > plan_.story_depth) {
      builder_.note(ImportNote::Kind::merged, "items below a story are stories of the same task", line_of(block));
    }
    add_story(line, line_of(block));
    if (goes_on && ends_here) {
      writer_.append(targets_.back(), document_.lines_from(block.first + 1, block.last, block.column), line_of(block));
    }
    writer_.take_comment(targets_.back(), line.commented.comment, line_of(block));
  }

  /// Adds a story as the last target.
  void add_story(Line& line, std::size_t number) {
    std::vector<Tag>& tags = line.tagged.tags;
    auto const own = std::find_if(tags.begin(), tags.end(), [](Tag const& tag) { return tag.sigil == '{'; });
    std::string id = own == tags.end() ? std::string() : own->value;
    Story& story = builder_.add(builder_.task(number).stories, decode(line.tagged.title), std::move(id), number);
    story.status = line.boxed.status.value_or(Status::todo);
    builder_.tag_story(story, tags, number);
    targets_.back().role = Role::story;
    targets_.back().place = builder_.last_story();
  }

  /// Takes an item and all that stands below it as one text.
  void take_criterion(Block const& block, Target const& story) {
    std::string text = document_.item_text(block, last_line_of_item(block.depth));
    Boxed const boxed = split_box(std::string_view(text).substr(0, text.find('\n')));
    if (boxed.status) {
      note_lost_status(boxed, "the status of a criterion", line_of(block));
      text.erase(0, std::min(text.find_first_not_of(" \t", 3), text.size()));
    }
    writer_.add_criterion(story, std::move(text), line_of(block));
  }

  /// Goes to the last block that stands in the item at `depth`, and returns where its lines end.
  std::size_t last_line_of_item(std::size_t depth) {
    auto const is_inside = [&](Block const& block) {
      if (block.kind == Block::Kind::heading) return false;
      return block.depth > depth || (block.depth == depth && block.kind != Block::Kind::item);
    };
    while (at_ + 1 < document_.blocks.size() && is_inside(document_.blocks[at_ + 1])) ++at_;
    return document_.blocks[at_].last;
  }

  void note_lost_status(Boxed const& boxed, char const* what, std::size_t line) {
    if (boxed.status.value_or(Status::todo) == Status::todo) return;
    builder_.note(ImportNote::Kind::dropped, what, line);
  }

  // Personas, releases and links.

  void take_entry(Block const& block) {
    if (block.depth > 1) {
      std::size_t const last = last_line_of_item(block.depth);
      writer_.append(target(1), document_.lines_from(block.first, last, entry_column_), line_of(block));
      return;
    }
    entry_column_ = block.column;
    targets_.resize(1);
    targets_.emplace_back();
    std::string const paragraph = document_.paragraph_of(block);
    Commented const commented = split_comment(paragraph);
    if (section_ == Role::links) {
      add_link(commented.text, line_of(block));
    } else if (section_ == Role::personas) {
      add_entry(builder_.map.personas, commented.text, line_of(block));
    } else {
      add_entry(builder_.map.releases, commented.text, line_of(block));
    }
    writer_.take_comment(targets_.back(), commented.comment, line_of(block));
  }

  template <class Noun>
  void add_entry(std::vector<Noun>& siblings, std::string_view text, std::size_t number) {
    Entry entry = split_entry(text);
    builder_.add(siblings, decode(entry.name), std::move(entry.id), number);
    targets_.back().role = section_;
    targets_.back().place.story = siblings.size() - 1;
    writer_.append(targets_.back(), std::string(entry.description), number);
  }

  /// "s1 blocks s2"
  void add_link(std::string_view text, std::size_t number) {
    std::optional<LinkText> link = link_of(text);
    if (!link) return builder_.note(ImportNote::Kind::dropped, "a link that is not written as 's1 blocks s2'", number);
    builder_.add_link(link->kind, std::move(link->from), std::move(link->to), number);
    targets_.back().role = Role::links;
    targets_.back().place.story = builder_.map.links.size() - 1;
  }

  Document document_;
  Plan plan_;
  MapBuilder builder_;
  TargetWriter writer_;
  std::size_t at_ = 0;  ///< the block that is read
  Role section_ = Role::map;
  std::vector<Target> targets_ = {Target{Role::map, {}, false, false}};
  std::size_t entry_column_ = 0;
};

}  // namespace detail::markdown

STORYMAP_END
