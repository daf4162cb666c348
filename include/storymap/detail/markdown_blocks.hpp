// storymap/detail/markdown_blocks.hpp - a Markdown text as a flat list of headings, list items and text.
// Room: formats. Depends on markdown_lines.hpp.
//
// Flat on purpose: nesting is a number, so that a hostile file can be neither deep nor slow. One pass, O(size).
#pragma once

#include <storymap/detail/markdown_lines.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::markdown {

/// The level of a bold line that stands for a heading: deeper than the six that Markdown has.
inline constexpr std::size_t bold_level = 7;

struct Block {
  enum class Kind {
    heading,
    item,        ///< the first paragraph of a list item
    text,        ///< everything else, with the empty lines in it
    attributes,  ///< our own comment
  };
  Kind kind = Kind::text;
  std::size_t depth = 0;  ///< a heading's level; else in how many list items the block stands, an item counting itself
  std::size_t first = 0;  ///< the block's lines are [first, last)
  std::size_t last = 0;
  std::size_t column = 0;  ///< where its text starts on a line
  std::string_view text;   ///< the text of a heading or item on its first line
};

struct Document {
  std::vector<std::string_view> lines;
  std::vector<Block> blocks;
  std::size_t front_matter = 0;  ///< how many lines of metadata for other programs stand at the top

  /// The lines [first, last) as they stand right of `column`.
  [[nodiscard]] std::string lines_from(std::size_t first, std::size_t last, std::size_t column) const {
    std::string text;
    for (std::size_t line = first; line < last; ++line) {
      if (line != first) text += '\n';
      append_dedented(text, lines[line], column);
    }
    return text;
  }

  /// What a heading or item says in its first paragraph, on one line.
  [[nodiscard]] std::string paragraph_of(Block const& block) const {
    std::string text(trim(block.text));
    for (std::size_t line = block.first + 1; line < block.last; ++line) (text += ' ') += trim(lines[line]);
    return text;
  }

  /// An item with everything up to the line `last`: as it stands, without its marker.
  [[nodiscard]] std::string item_text(Block const& item, std::size_t last) const {
    std::string text(item.text);
    if (last > item.first + 1) (text += '\n') += lines_from(item.first + 1, last, item.column);
    return text;
  }
};

class BlockParser {
 public:
  explicit BlockParser(std::string_view text) { document_.lines = split_lines(text); }

  [[nodiscard]] Document parse() {
    skip_front_matter();
    for (; at_ < document_.lines.size(); ++at_) {
      std::string_view const line = document_.lines[at_];
      if (std::string_view const words = trim(line); !words.empty()) {
        take(words, indent_of(line));
      } else {
        paragraph_ = false;
      }
    }
    return std::move(document_);
  }

 private:
  /// A list item that is not closed yet.
  struct OpenItem {
    std::size_t reach;   ///< a line indented this far belongs to the item
    std::size_t column;  ///< where the item's text starts
  };

  void skip_front_matter() {
    std::vector<std::string_view> const& lines = document_.lines;
    if (lines.size() < 3 || trim_right(lines[0]) != "---" || lines[1].find(':') == std::string_view::npos) return;
    auto const end =
        std::find_if(lines.begin() + 1, lines.end(), [](std::string_view line) { return trim_right(line) == "---"; });
    if (end != lines.end()) at_ = document_.front_matter = static_cast<std::size_t>(end - lines.begin()) + 1;
  }

  void take(std::string_view line, std::size_t indent) {
    if (verbatim_.open()) {
      if (depth_at(indent) >= verbatim_depth_) return take_text(line, indent);
      verbatim_.close();
    }
    bool const outside = depth_at(indent) == 0;
    if (outside && indent < 4) {
      if (Heading const heading = heading_of(line); heading.level != 0) return take_heading(heading);
      if (open_.empty() && paragraph_ && is_underline(line)) return take_underline(line);
      if (is_rule(line)) return take_rule();
    }
    if (is_attributes(line)) return take_attributes(line, indent);
    // Indented as far as this where no list is, it is code.
    if (!(open_.empty() && indent >= 4) && !is_rule(line) && take_item(line, indent)) return;
    take_text(line, indent);
  }

  /// How many of the open items a line with this indentation belongs to.
  [[nodiscard]] std::size_t depth_at(std::size_t indent) const noexcept {
    auto const outer =
        std::partition_point(open_.begin(), open_.end(), [&](OpenItem const& item) { return item.reach <= indent; });
    return static_cast<std::size_t>(outer - open_.begin());
  }

  void take_heading(Heading const& heading) {
    open_.clear();
    paragraph_ = false;
    add({Block::Kind::heading, heading.level, at_, at_ + 1, 0, heading.text});
  }

  /// Makes a heading of the paragraph above.
  void take_underline(std::string_view line) {
    std::size_t const first = paragraph_first_;
    cut_last_text(first);
    paragraph_ = false;
    add({Block::Kind::heading, line[0] == '=' ? 1U : 2U, first, at_, 0, trim(document_.lines[first])});
  }

  void take_rule() {
    open_.clear();
    paragraph_ = false;
    ends_text_ = true;
  }

  void take_attributes(std::string_view line, std::size_t indent) {
    std::size_t const depth = depth_at(indent);
    open_.resize(depth);
    paragraph_ = false;
    add({Block::Kind::attributes, depth, at_, at_ + 1, 0, line});
  }

  bool take_item(std::string_view line, std::size_t indent) {
    Marker const marker = marker_of(line);
    std::size_t const depth = depth_at(indent);
    bool const interrupts = paragraph_ && depth == open_.size();
    if (marker.width == 0 || (interrupts && !marker.may_interrupt)) return false;
    if (depth == 0) raise_bold_line();

    // The white space at the end of the line is part of the text.
    std::string_view const behind = trim_left(document_.lines[at_]).substr(marker.width);
    std::size_t const end = indent + marker.width;
    std::size_t const text = indent_of(behind, end);
    // An item with no text on its line, or with code, starts one column behind its marker.
    std::size_t const column = trim(behind).empty() || text > end + 4 ? end + 1 : text;
    open_.resize(depth);
    open_.push_back({std::min(column, indent + 2), column});
    add({Block::Kind::item, depth + 1, at_, at_ + 1, column, trim_left(behind)});
    start_paragraph(trim(behind));
    return true;
  }

  void take_text(std::string_view line, std::size_t indent) {
    bool const was_open = verbatim_.open();
    bool const special = verbatim_.takes(line) || line[0] == '>';
    if (paragraph_ && !special && !was_open) {
      document_.blocks.back().last = at_ + 1;
      return;
    }
    std::size_t const depth = depth_at(indent);
    open_.resize(depth);
    if (!was_open && verbatim_.open()) verbatim_depth_ = depth;
    Block* const last = document_.blocks.empty() ? nullptr : &document_.blocks.back();
    if (last != nullptr && last->kind == Block::Kind::text && last->depth == depth && !ends_text_) {
      last->last = at_ + 1;
    } else {
      add({Block::Kind::text, depth, at_, at_ + 1, depth == 0 ? 0 : open_.back().column, {}});
    }
    paragraph_ = !special;
    paragraph_first_ = at_;
  }

  /// After the first line of an item.
  void start_paragraph(std::string_view words) {
    paragraph_ = !words.empty() && words[0] != '>' && !verbatim_.takes(words);
    paragraph_first_ = at_;
    if (verbatim_.open()) verbatim_depth_ = open_.size();
  }

  /// A bold line right above a list is the list's heading.
  void raise_bold_line() {
    if (document_.blocks.empty() || ends_text_) return;
    Block const& above = document_.blocks.back();
    std::size_t const line = above.last - 1;
    std::string_view const words = trim(document_.lines[line]);
    bool const alone = line == above.first || trim(document_.lines[line - 1]).empty();
    if (above.kind != Block::Kind::text || above.depth != 0 || !alone || !is_bold_line(words)) return;
    cut_last_text(line);
    add({Block::Kind::heading, bold_level, line, line + 1, 0, words});
  }

  /// Takes the lines from `line` on off the last block, which is text.
  void cut_last_text(std::size_t line) {
    Block& text = document_.blocks.back();
    text.last = line;
    while (text.last > text.first && trim(document_.lines[text.last - 1]).empty()) --text.last;
    if (text.last == text.first) document_.blocks.pop_back();
  }

  void add(Block block) {
    ends_text_ = false;
    document_.blocks.push_back(block);
  }

  Document document_;
  std::size_t at_ = 0;  ///< the line that is read
  std::vector<OpenItem> open_;
  Verbatim verbatim_;
  std::size_t verbatim_depth_ = 0;
  bool paragraph_ = false;  ///< the line before was a line of text, which this line may continue
  std::size_t paragraph_first_ = 0;
  bool ends_text_ = false;  ///< a rule has ended the text above it
};

}  // namespace detail::markdown

STORYMAP_END
