// storymap/detail/report_members.hpp - groups of stories as aligned lines.
// Room: report. Depends on report_marks.hpp, report_page.hpp and report_writer.hpp.
#pragma once

#include <storymap/detail/report_marks.hpp>
#include <storymap/detail/report_page.hpp>
#include <storymap/detail/report_writer.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Collects stories with their ids and places, and lays them out in columns when all are known.
class MemberTable {
 public:
  /// `with_files`: places begin with the name of a file.
  MemberTable(Page& page, std::size_t indent, bool with_files)
      : page_(page), indent_(indent), with_files_(with_files) {}

  /// Announces a story that will come, so that the columns know their width before titles are cut.
  void announce(Story const& story, std::string const& place) {
    // Room for the brackets of a mark or two.
    constexpr std::size_t brackets = 8;
    id_width_ = std::max(id_width_, display_width(printable(story.id.str())));
    wanted_title_ = std::max(wanted_title_, display_width(printable(story.title)) + brackets);
    place_width_ = std::max(place_width_, display_width(printable(place)));
  }

  /// Where titles begin.
  [[nodiscard]] std::size_t title_begin() const noexcept {
    return indent_ + (id_columns() > 0 ? id_columns() + gap : 0);
  }

  /// The columns a title may take.
  [[nodiscard]] std::size_t title_columns() const noexcept {
    return columns_for_both() - (place_columns() > 0 ? place_columns() + gap : 0);
  }

  /// `title` is a line or several.
  void story(std::string const& id, std::vector<Line> title, std::string place) {
    for (Line const& line : title) title_width_ = std::max(title_width_, line.width());
    Line name = page_.line();
    if (id_columns() > 0) name.add(id, Style::dim);
    rows_.push_back({true, std::move(name), std::move(title), std::move(place)});
  }

  /// A line between the stories, as wide as it likes.
  void line(Line line) { rows_.push_back({false, std::move(line), {}, {}}); }

  void put() {
    for (Row& row : rows_) {
      if (row.is_story) {
        put_story(row);
      } else {
        page_.put(std::move(row.head));
      }
    }
  }

 private:
  struct Row {
    bool is_story;
    Line head;
    std::vector<Line> title;
    std::string place;
  };

  void put_story(Row const& row) {
    Line line = page_.line(indent_);
    if (id_columns() > 0) line.add(row.head).pad(title_begin());
    line.add(row.title.front());
    if (!row.place.empty()) {
      Line place = page_.line();
      place.add(fitted(row.place), Style::dim).cut(place_columns());
      line.pad(title_begin() + title_width_ + gap).add(place);
    }
    page_.put(std::move(line));
    for (std::size_t k = 1; k < row.title.size(); ++k) {
      Line more = page_.line(title_begin());
      page_.put(more.add(row.title[k]));
    }
  }

  /// A place in its columns. The name of a file is shortened first: what stands behind it tells stories apart.
  [[nodiscard]] std::string fitted(std::string const& place) const {
    constexpr std::size_t least = 8;
    std::size_t const width = display_width(printable(place));
    std::size_t const end = place.find(place_step);
    if (!with_files_ || width <= place_columns() || end == std::string::npos) return place;
    std::string const file = printable(std::string_view(place).substr(0, end));
    std::size_t const surplus = width - place_columns();
    std::size_t const left = display_width(file) - std::min(display_width(file), surplus);
    if (display_width(file) <= least) return place;
    std::string out(fitting(file, std::max(left, least) - 1));
    return out.append(ellipsis).append(place, end);
  }

  static constexpr std::size_t gap = 2;
  /// Ids longer than this are made for machines, not for people.
  static constexpr std::size_t longest_id = 12;

  [[nodiscard]] std::size_t id_columns() const noexcept { return id_width_ <= longest_id ? id_width_ : 0; }
  [[nodiscard]] std::size_t columns_for_both() const noexcept { return page_.columns() - title_begin(); }

  /// What the titles leave, but a third of the line when they want everything.
  [[nodiscard]] std::size_t place_columns() const noexcept {
    std::size_t const all = columns_for_both();
    std::size_t const left = all - std::min(all, wanted_title_ + gap);
    return std::min(place_width_, std::max(left, all / 3));
  }

  Page& page_;
  std::size_t indent_;
  bool with_files_;
  std::size_t id_width_ = 0;
  std::size_t wanted_title_ = 0;
  std::size_t place_width_ = 0;
  std::size_t title_width_ = 0;
  std::vector<Row> rows_;
};

}  // namespace detail

STORYMAP_END
