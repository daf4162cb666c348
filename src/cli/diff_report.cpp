// src/cli/diff_report.cpp - what changed between two maps.
// Room: cli.
#include "diff_report.hpp"

#include <storymap/detail/report_json_head.hpp>
#include <storymap/detail/report_marks.hpp>
#include <storymap/detail/report_page.hpp>
#include <storymap/json.hpp>
#include <storymap/likeness.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "diff_changes.hpp"
#include "diff_texts.hpp"

namespace storymap::cli {

namespace {

using detail::Line;
using detail::Style;

class DiffPage {
 public:
  explicit DiffPage(ReportContext const& context) : context_(context), page_(context.width, context.color) {}

  [[nodiscard]] std::string take() { return page_.take(); }

  void put(std::vector<Change> const& changes) {
    Line names = page_.line();
    names.add(context_.sources[0].name, Style::bold).add(" \u2192 ").add(context_.sources[1].name, Style::bold);
    page_.put(std::move(names));
    page_.paragraph(page_.line(), overview(changes), Style::dim);
    for (diff_texts::KindText const& kind : diff_texts::kinds) put(kind, changes);
  }

 private:
  [[nodiscard]] std::string_view say(LocalText const& text) const noexcept { return text.in(context_.language); }
  [[nodiscard]] std::string_view word(std::string_view schema) const noexcept {
    return diff_texts::word(schema, context_.language);
  }

  /// "3 added, 1 moved"
  [[nodiscard]] std::string overview(std::vector<Change> const& changes) const {
    std::string text;
    for (diff_texts::KindText const& kind : diff_texts::kinds) {
      auto const count = std::count_if(changes.begin(), changes.end(), [&](auto& c) { return c.kind == kind.kind; });
      if (count == 0) continue;
      if (!text.empty()) text += ", ";
      text += detail::counted(kind.count, static_cast<std::size_t>(count), context_.language);
    }
    return text.empty() ? std::string(say(diff_texts::no_changes)) : text;
  }

  void put(diff_texts::KindText const& kind, std::vector<Change> const& changes) {
    std::size_t noun_columns = 0;
    for (Change const& change : changes) {
      if (change.kind == kind.kind) noun_columns = std::max(noun_columns, detail::display_width(word(change.noun)));
    }
    if (noun_columns == 0) return;
    page_.heading(say(kind.heading));
    for (Change const& change : changes) {
      if (change.kind == kind.kind) put(kind, change, noun_columns);
    }
  }

  void put(diff_texts::KindText const& kind, Change const& change, std::size_t noun_columns) {
    Line line = page_.line(2);
    line.add(kind.sign, style_of(kind.kind)).add(" ");
    line.add(word(change.noun), Style::dim).pad(4 + noun_columns + 2);
    std::size_t const indent = line.width();
    if (kind.kind == ChangeKind::renamed) {
      put_rename(std::move(line), change, indent);
    } else {
      line.add(change.title);
      if (kind.kind != ChangeKind::moved && !change.place.empty()) line.add("  ").add(change.place, Style::dim);
      page_.put(std::move(line));
    }
    if (kind.kind == ChangeKind::moved) put_move(change, indent);
    for (FieldChange const& field : change.fields) put_field(field, indent);
  }

  void put_rename(Line line, Change const& change, std::size_t indent) {
    Likeness const likeness = compare_texts(change.title, change.to);
    put_marked(std::move(line), change.title, likeness.only_a, Style::only_a);
    put_marked(page_.line(indent), change.to, likeness.only_b, Style::only_b);
  }

  void put_move(Change const& change, std::size_t indent) {
    Line line = page_.line(indent);
    if (change.place != change.to && !change.place.empty()) line.add(change.place, Style::dim).add(" ");
    line.add("\u2192 ").add(change.to.empty() || change.to == change.place ? say(diff_texts::to_front) : change.to);
    page_.put(std::move(line));
  }

  void put_field(FieldChange const& field, std::size_t indent) {
    Line name = page_.line(indent);
    name.add(word(field.field), Style::cyan).add(": ");
    if (field.is_list) {
      put_list(std::move(name), field, indent);
      return;
    }
    std::string const before = field.before.empty() ? std::string(say(diff_texts::nothing)) : field.before;
    std::string const after = field.after.empty() ? std::string(say(diff_texts::nothing)) : field.after;
    bool const fits =
        name.width() + detail::display_width(before) + detail::display_width(after) + 3 <= page_.columns();
    if (fits) {
      page_.put(name.add(before).add(" \u2192 ").add(after));
      return;
    }
    std::size_t const left = name.width();
    // Text that came or went as a whole needs no marks.
    bool const has_both = !field.before.empty() && !field.after.empty();
    Likeness const likeness = has_both ? compare_texts(before, after) : Likeness();
    put_marked(std::move(name), before, likeness.only_a, Style::only_a);
    put_marked(page_.line(left), after, likeness.only_b, Style::only_b);
  }

  void put_list(Line name, FieldChange const& field, std::size_t indent) {
    if (field.gone.empty() && field.come.empty()) {
      page_.put(name.add(say(diff_texts::reordered)));
      return;
    }
    page_.put(std::move(name));
    for (std::string const& item : field.gone) put_item(indent + 2, "- ", item, Style::red);
    for (std::string const& item : field.come) put_item(indent + 2, "+ ", item, Style::green);
  }

  void put_item(std::size_t indent, std::string_view sign, std::string const& item, Style style) {
    constexpr std::size_t most_lines = 3;
    Line lead = page_.line(indent);
    lead.add(sign, style);
    Line text = page_.line();
    for (Line const& line : text.add(item).wrapped(page_.columns() - lead.width(), most_lines)) {
      page_.put(lead.add(line));
      lead = page_.line(indent + sign.size());
    }
  }

  /// A text with marks behind `lead`, over as many lines as it needs, but not more than four.
  void put_marked(Line lead, std::string const& text, std::vector<TextSpan> const& marks, Style style) {
    constexpr std::size_t most_lines = 4;
    std::size_t const left = std::min(lead.width(), page_.columns() / 2);
    auto const pieces = detail::split_at_marks(text, marks, 0, text.size());
    auto const lines =
        detail::wrap_marked(page_.line(), pieces, Style::plain, style, page_.columns() - left, most_lines);
    for (Line const& line : lines) {
      page_.put(lead.add(line));
      lead = page_.line(left);
    }
  }

  [[nodiscard]] static constexpr Style style_of(ChangeKind kind) noexcept {
    if (kind == ChangeKind::added) return Style::green;
    return kind == ChangeKind::removed ? Style::red : Style::yellow;
  }

  ReportContext const& context_;
  detail::Page page_;
};

}  // namespace

std::string diff_text(std::span<Edit const> edits, ReportContext const& context) {
  MapLookup const before(*context.sources[0].map);
  MapLookup const after(*context.sources[1].map);
  DiffPage page(context);
  page.put(changes_of(edits, before, after, context.language));
  return page.take();
}

std::string diff_json(std::span<Edit const> edits, ReportContext const& context) {
  detail::JsonWriter json(detail::JsonWriter::Layout::pretty);
  json.begin_object();
  detail::write_document_head(json, context);
  json.key("edits").begin_array();
  for (std::size_t k = 0; k < edits.size(); ++k) {
    std::string edit = write_edits(edits.subspan(k, 1));
    edit.pop_back();
    json.raw(edit);
  }
  return json.end_array().end_object().take() + '\n';
}

}  // namespace storymap::cli
