// src/cli/stats_report.cpp - tables of what a map holds.
// Room: cli.
#include "stats_report.hpp"

#include <storymap/detail/report_json_head.hpp>
#include <storymap/detail/report_markdown_text.hpp>
#include <storymap/detail/report_page.hpp>
#include <storymap/detail/report_title.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <utility>
#include <vector>

#include "stats_texts.hpp"

namespace storymap::cli {

namespace {

[[nodiscard]] std::string number(double value) {
  std::string text;
  detail::append_json_number(text, value);
  return text;
}

/// The title of a row as people read it.
[[nodiscard]] std::string title_of(Share const& share, stats_texts::Table const& table, Language language) {
  if (!share.title) return std::string(table.without.in(language));
  bool const is_status = table.shares == &MapStats::by_status;
  return is_status ? std::string(stats_texts::status(*share.title).in(language)) : detail::shown_title(*share.title);
}

/// A table that says of all stories that they lack something is not worth its lines.
[[nodiscard]] bool says_something(std::vector<Share> const& shares) {
  return std::any_of(shares.begin(), shares.end(), [](Share const& share) { return share.title.has_value(); });
}

/// The numbers of a row: stories, done, points.
[[nodiscard]] std::array<std::string, 3> cells_of(Share const& share) {
  return {std::to_string(share.stories), std::to_string(share.done), number(share.points)};
}

[[nodiscard]] std::array<std::string, 3> column_titles(Language language) {
  return {std::string(stats_texts::stories.in(language)), std::string(stats_texts::done.in(language)),
          std::string(stats_texts::points.in(language))};
}

[[nodiscard]] std::string points_line(MapStats const& stats, Language language) {
  std::string const arguments[] = {number(stats.all.points), std::to_string(stats.stories_with_points),
                                   std::to_string(stats.all.stories)};
  return format(stats_texts::points_line, arguments, language);
}

/// Tables of equal columns on a page.
class StatsPage {
 public:
  explicit StatsPage(ReportContext const& context) : context_(context), page_(context.width, context.color) {}

  void put(std::string_view name, MapStats const& stats) {
    detail::Line line = page_.line();
    line.add(name, detail::Style::bold);
    page_.put(std::move(line));
    page_.put(page_.line().add(points_line(stats, context_.language)));
    measure(stats);
    for (stats_texts::Table const& table : stats_texts::tables) put(table, stats.*table.shares);
    page_.gap();
    put_row(stats_texts::all.in(context_.language), cells_of(stats.all), 0, detail::Style::bold);
  }

  [[nodiscard]] std::string take() { return page_.take(); }

 private:
  static constexpr std::size_t indent = 2;
  static constexpr std::size_t number_columns = 10;

  void measure(MapStats const& stats) {
    for (stats_texts::Table const& table : stats_texts::tables) {
      widen(table.title.in(context_.language), 0);
      for (Share const& share : stats.*table.shares) widen(title_of(share, table, context_.language), indent);
    }
    title_columns_ = std::min(title_columns_, page_.columns() - 3 * number_columns);
  }

  void widen(std::string_view title, std::size_t left) {
    title_columns_ = std::max(title_columns_, left + detail::display_width(detail::printable(title)));
  }

  void put(stats_texts::Table const& table, std::vector<Share> const& shares) {
    if (!says_something(shares)) return;
    page_.gap();
    put_row(table.title.in(context_.language), column_titles(context_.language), 0, detail::Style::bold);
    std::size_t const listed = context_.most == 0 ? shares.size() : std::min(shares.size(), context_.most);
    for (std::size_t k = 0; k < listed; ++k) {
      put_row(title_of(shares[k], table, context_.language), cells_of(shares[k]), indent, detail::Style::plain);
    }
    if (listed < shares.size()) {
      detail::Line more = page_.line(indent);
      more.add(detail::ellipsis).add(" +").add(std::to_string(shares.size() - listed), detail::Style::dim);
      page_.put(std::move(more));
    }
  }

  void put_row(std::string_view title, std::array<std::string, 3> const& cells, std::size_t left, detail::Style style) {
    detail::Line line = page_.line(left);
    line.add(title, style).cut(title_columns_);
    std::size_t end = title_columns_;
    for (std::string const& cell : cells) {
      end += number_columns;
      line.pad(end - detail::display_width(cell)).add(cell, style);
    }
    page_.put(std::move(line));
  }

  ReportContext const& context_;
  detail::Page page_;
  std::size_t title_columns_ = 0;
};

void write_share(detail::JsonWriter& json, Share const& share) {
  json.begin_object().key("title");
  if (share.title) {
    json.value(*share.title);
  } else {
    json.null();
  }
  json.member("stories", share.stories).member("done", share.done).member("points", share.points).end_object();
}

void write_counts(detail::JsonWriter& json, MapCounts const& counts) {
  json.key("counts").begin_object();
  json.member("activities", counts.activities).member("tasks", counts.tasks).member("stories", counts.stories);
  json.member("releases", counts.releases).member("personas", counts.personas).member("links", counts.links);
  json.end_object();
}

}  // namespace

std::string stats_text(std::string_view name, MapStats const& stats, ReportContext const& context) {
  StatsPage page(context);
  page.put(name, stats);
  return page.take();
}

std::string stats_markdown(std::string_view name, MapStats const& stats, ReportContext const& context) {
  detail::MarkdownPage page;
  page.heading(1, detail::escape_markdown(detail::shown_title(name)));
  page.paragraph(points_line(stats, context.language));
  auto const [stories, done, points] = column_titles(context.language);
  for (stats_texts::Table const& table : stats_texts::tables) {
    if (!says_something(stats.*table.shares)) continue;
    page.table({std::string(table.title.in(context.language)), stories, done, points});
    for (Share const& share : stats.*table.shares) {
      auto const cells = cells_of(share);
      page.row({detail::escape_markdown(title_of(share, table, context.language)), cells[0], cells[1], cells[2]});
    }
  }
  return page.take();
}

std::string stats_json(MapStats const& stats, ReportContext const& context) {
  detail::JsonWriter json(detail::JsonWriter::Layout::pretty);
  json.begin_object();
  detail::write_document_head(json, context);
  write_counts(json, stats.counts);
  json.key("points").begin_object().member("total", stats.all.points);
  json.member("stories_with_points", stats.stories_with_points).end_object();
  for (stats_texts::Table const& table : stats_texts::tables) {
    json.key(table.word).begin_array();
    for (Share const& share : stats.*table.shares) write_share(json, share);
    json.end_array();
  }
  return json.end_object().take() + '\n';
}

}  // namespace storymap::cli
