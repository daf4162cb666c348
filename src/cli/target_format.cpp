// src/cli/target_format.cpp - chooses the format of a map and writes it.
// Room: cli.
#include "target_format.hpp"

#include <storymap/report.hpp>
#include <storymap/text.hpp>
#include <storymap/translation.hpp>

#include <algorithm>
#include <string>

#include "error_text.hpp"
#include "message_texts.hpp"
#include "session.hpp"

namespace storymap::cli {

namespace {

/// ".md" of "maps/shop.md"; empty when the name has none.
[[nodiscard]] std::string extension_of(std::string_view file) {
  std::string_view const name = file.substr(file.rfind('/') + 1);
  std::size_t const dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string() : to_lower(name.substr(dot));
}

[[nodiscard]] bool has_extension(Format const& format, std::string_view extension) {
  bool found = false;
  for_each_field(format.extensions, [&](std::string_view known) { found = found || known == extension; });
  return found;
}

/// The format to write for a file of this name, or null.
[[nodiscard]] Format const* writer_for(std::string_view file) {
  std::string const extension = extension_of(file);
  if (extension.empty()) return nullptr;
  auto const all = formats();
  auto const found = std::find_if(all.begin(), all.end(), [&](Format const& format) {
    return format.write != nullptr && has_extension(format, extension);
  });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

Format const* target_format(Session& session, std::string_view otherwise) {
  Settings const& settings = session.settings();
  bool const is_said = !settings.to.empty();
  if (!is_said) {
    if (Format const* const format = writer_for(settings.output)) return format;
  } else {
    otherwise = settings.to;
  }
  Format const* const format = find_format(otherwise);
  if (format != nullptr && format->write != nullptr) return format;
  if (otherwise.empty()) {
    session.complain(session.say(messages::no_target_format, {settings.output}));
  } else {
    // The library refuses in words that list the formats which can be written.
    session.complain("--to: " + error_text(write_map(Map(), otherwise).error(), session.language()));
  }
  return nullptr;
}

Exit answer_with_map(Session& session, Map const& map, Format const& format) {
  session.begin("report");
  Result<Export> const exported = format.write(map);
  if (!exported) {
    std::string const reason = error_text(exported.error(), session.language());
    session.complain(session.say(messages::not_as_format, {std::string(format.id), reason}));
    return Exit::output;
  }
  Exit const written = session.answer(exported->text);
  if (written != Exit::done) return written;
  std::string lost;
  for (std::string const& item : exported->dropped) {
    lost.append(lost.empty() ? "" : ", ").append(translated(item, session.language()));
  }
  if (!lost.empty()) session.note(session.say(messages::no_place, {std::string(format.id), lost}));
  return Exit::done;
}

void note_imports(Session& session, Inputs const& inputs) {
  ReportContext context = session.context(inputs.sources, inputs.imports);
  context.color = false;
  std::string text = import_text(context);
  if (text.ends_with('\n')) text.pop_back();
  session.note(text);
}

}  // namespace storymap::cli
