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
  MemberTable(Page& page, std::size_t indent) : page_(page), indent_(indent) {}

  /// Announces a story that will come, so that the columns know their width before titles are cut.
  void announce(std::string const& id, std::string const& place) {
    id_width_ = std::max(id_width_, display_width(printable(id)));
    place_width_ = std::max(place_width_, display_width(printable(place)));
  }

  /// The columns a title may take.
  [[nodiscard]] std::size_t title_columns() const noexcept {
    std::size_t const others =
        indent_ + (id_columns() > 0 ? id_columns() + 2 : 0) + (place_columns() > 0 ? place_columns() + 2 : 0);
    return page_.columns() - others;
  }

  void story(std::string const& id, Line title, std::string place) {
    title_width_ = std::max(title_width_, title.width());
    Line name = page_.line();
    if (id_columns() > 0) name.add(id, Style::dim);
    rows_.push_back({true, std::move(name), std::move(title), std::move(place)});
  }

  /// A line between the stories, as wide as it likes.
  void line(Line line) { rows_.push_back({false, std::move(line), page_.line(), {}}); }

  void put() {
    for (Row& row : rows_) {
      if (!row.is_story) {
        page_.put(std::move(row.head));
        continue;
      }
      Line line = page_.line(indent_);
      if (id_columns() > 0) line.add(row.head).pad(indent_ + id_columns() + 2);
      std::size_t const title_begin = line.width();
      line.add(row.title);
      if (!row.place.empty()) {
        Line place = page_.line();
        place.add(row.place, Style::dim).cut(place_columns());
        line.pad(title_begin + title_width_ + 2).add(place);
      }
      page_.put(std::move(line));
    }
  }

 private:
  struct Row {
    bool is_story;
    Line head;
    Line title;
    std::string place;
  };

  /// Ids longer than this are made for machines, not for people.
  static constexpr std::size_t longest_id = 12;

  [[nodiscard]] std::size_t id_columns() const noexcept { return id_width_ <= longest_id ? id_width_ : 0; }
  [[nodiscard]] std::size_t place_columns() const noexcept {
    return std::min(place_width_, (page_.columns() - indent_) / 3);
  }

  Page& page_;
  std::size_t indent_;
  std::size_t id_width_ = 0;
  std::size_t place_width_ = 0;
  std::size_t title_width_ = 0;
  std::vector<Row> rows_;
};

}  // namespace detail

STORYMAP_END
