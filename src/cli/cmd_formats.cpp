// src/cli/cmd_formats.cpp - storymap formats: what can be read and written, and what each format holds.
// Room: cli.
#include <storymap/detail/json_writer.hpp>
#include <storymap/detail/report_json_head.hpp>
#include <storymap/detail/report_page.hpp>
#include <storymap/formats.hpp>
#include <storymap/text.hpp>
#include <storymap/translation.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "format_texts.hpp"
#include "session.hpp"

namespace storymap::cli {

namespace {

using detail::Line;
using detail::Style;

/// "json" and what a person asks about it, a row of the table.
void put(detail::Page& page, Format const& format, Language language) {
  page.gap();
  Line head = page.line();
  head.add(format.id, Style::bold).pad(10).add("  ").add(translated(format.name, language)).add("  ");
  page.put(head.add(format.extensions, Style::dim));
  Line abilities = page.line(12);
  if (format.read != nullptr) abilities.add(format_texts::reads.in(language), Style::green);
  if (format.read != nullptr && format.write != nullptr) abilities.add(", ");
  if (format.write != nullptr) abilities.add(format_texts::writes.in(language), Style::green);
  page.put(std::move(abilities));
  std::string held;
  for (format_texts::HoldsText const& text : format_texts::holds) {
    if (!contains(format.holds, text.bit)) continue;
    held.append(held.empty() ? "" : ", ").append(text.text.in(language));
  }
  page.paragraph(page.line(12), held, Style::dim);
}

[[nodiscard]] std::string formats_text(ReportContext const& context) {
  detail::Page page(context.width, context.color);
  for (Format const& format : formats()) put(page, format, context.language);
  return page.take();
}

void write(detail::JsonWriter& json, Format const& format) {
  json.begin_object().member("id", format.id).member("name", format.name).key("extensions").begin_array();
  for_each_field(format.extensions, [&](std::string_view extension) { json.value(extension); });
  json.end_array().member("reads", format.read != nullptr).member("writes", format.write != nullptr);
  json.key("holds").begin_array();
  for (format_texts::HoldsText const& text : format_texts::holds) {
    if (contains(format.holds, text.bit)) json.value(text.word);
  }
  json.end_array().end_object();
}

[[nodiscard]] std::string formats_json(ReportContext const& context) {
  detail::JsonWriter json(detail::JsonWriter::Layout::pretty);
  json.begin_object();
  detail::write_document_head(json, context);
  json.key("formats").begin_array();
  for (Format const& format : formats()) write(json, format);
  return json.end_array().end_object().take() + '\n';
}

}  // namespace

Exit run_formats(Session& session) {
  ReportContext const context = session.context({}, {});
  return session.answer(session.settings().shape == Shape::json ? formats_json(context) : formats_text(context));
}

}  // namespace storymap::cli
