// storymap/detail/csv_own_writer.hpp - writes a map in our own columns.
// Room: formats. Depends on csv_cells.hpp.
#pragma once

#include <storymap/detail/csv_cells.hpp>
#include <storymap/model.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail::csv {

/// One row per noun: the map, personas, releases, then every activity with its tasks and their stories, then links.
class OwnCsvWriter {
 public:
  [[nodiscard]] std::string write(Map const& map) {
    for (std::string_view const name : own_csv_header) cell(name);
    end_row();
    row("map").title(map.name).description(map.description).extra(map.extra).end_row();
    for (Persona const& persona : map.personas) noun("persona", persona, persona.name).end_row();
    for (Release const& release : map.releases) noun("release", release, release.title).end_row();
    for (Activity const& activity : map.activities) write(activity);
    for (Link const& link : map.links) write(link);
    return std::move(out_);
  }

  /// How many NUL characters had to go: text files have none.
  [[nodiscard]] std::size_t dropped_nuls() const noexcept { return dropped_nuls_; }

 private:
  void write(Activity const& activity) {
    noun("activity", activity, activity.title).end_row();
    for (Task const& task : activity.tasks) {
      noun("task", task, task.title).set(OwnColumn::parent, activity.id.str()).end_row();
      for (Story const& story : task.stories) write(story, task);
    }
  }

  void write(Story const& story, Task const& task) {
    noun("story", story, story.title);
    set(OwnColumn::parent, task.id.str());
    set(OwnColumn::acceptance_criteria, join_items(story.acceptance_criteria, as_text));
    set(OwnColumn::priority, story.priority);
    set(OwnColumn::status, to_string(story.status));
    if (story.points) {
      std::string number;
      append_json_number(number, *story.points);
      set(OwnColumn::points, number);
    }
    set(OwnColumn::labels, join_items(story.labels, as_text));
    set(OwnColumn::personas,
        join_items(story.personas, [](PersonaId const& id) { return std::string_view(id.str()); }));
    if (story.release) set(OwnColumn::release, story.release->str());
    end_row();
  }

  void write(Link const& link) {
    row("link").set(OwnColumn::kind, to_string(link.kind));
    set(OwnColumn::from, link.from.str()).set(OwnColumn::to, link.to.str()).extra(link.extra).end_row();
  }

  static std::string_view as_text(std::string const& text) noexcept { return text; }

  /// What all nouns have.
  template <class Noun>
  OwnCsvWriter& noun(std::string_view type, Noun const& noun, std::string const& its_title) {
    row(type).set(OwnColumn::id, noun.id.str()).title(its_title).description(noun.description);
    return set(OwnColumn::external, external_cell(noun.external)).extra(noun.extra);
  }

  OwnCsvWriter& row(std::string_view type) { return set(OwnColumn::type, type); }
  OwnCsvWriter& title(std::string_view text) { return set(OwnColumn::title, text); }
  OwnCsvWriter& description(std::string_view text) { return set(OwnColumn::description, text); }
  OwnCsvWriter& extra(Fields const& fields) { return set(OwnColumn::extra, fields_cell(fields)); }

  OwnCsvWriter& set(OwnColumn column, std::string_view text) {
    row_[static_cast<std::size_t>(column)] = text;
    return *this;
  }

  void cell(std::string_view text) {
    if (!first_) out_ += ',';
    first_ = false;
    if (text.find('\0') == std::string_view::npos) return append_csv_cell(out_, text);
    std::string printable(text);
    dropped_nuls_ += std::erase(printable, '\0');
    append_csv_cell(out_, printable);
  }

  void end_row() {
    if (!row_.front().empty()) {
      for (std::string& text : row_) {
        cell(text);
        text.clear();
      }
    }
    out_ += "\r\n";
    first_ = true;
  }

  std::string out_;
  std::array<std::string, own_csv_header.size()> row_;
  bool first_ = true;
  std::size_t dropped_nuls_ = 0;
};

}  // namespace detail::csv

STORYMAP_END
