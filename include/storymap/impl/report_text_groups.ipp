// storymap/impl/report_text_groups.ipp - groups of stories that say the same, for a terminal.
// Room: report. Depends on detail/report_members.hpp and report_wording.ipp.
#pragma once

#include <storymap/detail/report_members.hpp>
#include <storymap/impl/report_wording.ipp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Writes the groups of one kind. The first story of a group is what the others are compared with.
class GroupSection {
 public:
  GroupSection(ReportWriter const& writer, Page& page, SimilarityAnalysis const& similarity)
      : writer_(writer), page_(page), similarity_(similarity), table_(page, indent, writer.places().several_files()) {}

  void put(GroupKind kind, LocalText const& title, LocalText const& none) {
    std::vector<ListedGroup> const groups = list_groups(similarity_, kind);
    if (groups.empty()) {
      page_.heading(writer_.say(none));
      return;
    }
    page_.heading(writer_.say(title), writer_.say(texts::groups, groups.size()));
    page_.paragraph(page_.line(), writer_.say(texts::advice(kind)));
    std::size_t const listed = writer_.listed(groups.size());
    for (std::size_t k = 0; k < listed; ++k) announce(groups[k]);
    for (std::size_t k = 0; k < listed; ++k) put_group(k + 1, groups[k]);
    table_.put();
    if (listed < groups.size()) put_more(texts::more_groups, groups.size() - listed);
  }

 private:
  static constexpr std::size_t indent = 5;

  [[nodiscard]] StoryRef const& ref(GroupMember const& member) const { return similarity_.stories[member.row]; }
  [[nodiscard]] Story const& story(GroupMember const& member) const { return writer_.places().story(ref(member)); }
  [[nodiscard]] static std::size_t shown(ListedGroup const& group) {
    return std::min(group.members.size(), most_examples);
  }

  void announce(ListedGroup const& group) {
    for (std::size_t k = 0; k < shown(group); ++k) {
      table_.announce(story(group.members[k]), writer_.place(ref(group.members[k])));
    }
  }

  void put_group(std::size_t number, ListedGroup const& group) {
    std::vector<Contrast> contrasts;
    for (std::size_t k = 1; k < shown(group); ++k) {
      contrasts.push_back(contrast(story(group.members[0]), story(group.members[k])));
    }
    table_.line(page_.line());
    table_.line(head(number, group, contrasts));
    std::string const& first = story(group.members[0]).title;
    put_member(group.members[0], contrasts[0].a, Style::only_a, false);
    for (std::size_t k = 1; k < shown(group); ++k) {
      put_member(group.members[k], contrasts[k - 1].b, Style::only_b, story(group.members[k]).title == first);
    }
    if (shown(group) < group.members.size()) {
      Line rest = page_.line(indent);
      rest.add(ellipsis, Style::dim).add(" ");
      rest.add(writer_.say(texts::more, std::to_string(group.members.size() - shown(group))), Style::dim);
      table_.line(std::move(rest));
    }
  }

  /// "  1. 0.94  the same but for one phrase"
  [[nodiscard]] Line head(std::size_t number, ListedGroup const& group, std::vector<Contrast> const& contrasts) const {
    std::string const ordinal = std::to_string(number) + '.';
    Line head = page_.line(ordinal.size() < indent - 1 ? indent - 1 - ordinal.size() : 0);
    head.add(ordinal, Style::bold).add(" ").add(two_decimals(group.group->best), Style::bold).add("  ");
    return head.add(likeness_of(writer_, group, contrasts), Style::cyan);
  }

  void put_member(GroupMember const& member, ContrastSide const& side, Style marked, bool is_repetition) {
    constexpr std::size_t most_title_lines = 3;
    Line title = page_.line();
    if (story(member).title.empty()) title.add(writer_.say(texts::untitled), Style::dim);
    // A title that stands above already is there to be recognised, not to be read again.
    std::vector<Line> lines = wrap_marked(std::move(title), side.title(), is_repetition ? Style::dim : Style::plain,
                                          marked, table_.title_columns(), is_repetition ? 1 : most_title_lines);
    table_.story(story(member).id.str(), std::move(lines), writer_.place(ref(member)));
    put_details(side.below_title(), marked);
  }

  /// What differs below the title.
  void put_details(std::vector<MarkedPiece> const& pieces, Style marked) {
    constexpr std::size_t most_lines = 2;
    if (pieces.empty()) return;
    std::size_t const left = table_.title_begin() + 2;
    for (Line const& part : wrap_marked(page_.line(), pieces, Style::dim, marked, page_.columns() - left, most_lines)) {
      table_.line(page_.line(left).add(part));
    }
  }

  void put_more(Plural const& text, std::size_t number) {
    page_.gap();
    Line more = page_.line(indent);
    more.add(ellipsis, Style::dim).add(" ").add(writer_.say(text, number), Style::dim);
    page_.put(std::move(more));
  }

  ReportWriter const& writer_;
  Page& page_;
  SimilarityAnalysis const& similarity_;
  MemberTable table_;
};

}  // namespace detail

STORYMAP_END
