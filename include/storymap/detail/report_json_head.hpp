// storymap/detail/report_json_head.hpp - what every JSON document begins with: version, profile and import.
// Room: report. Depends on report.hpp and json_writer.hpp.
#pragma once

#include <storymap/detail/json_writer.hpp>
#include <storymap/report.hpp>

#include <span>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The version of every document. It grows when a member changes its meaning or disappears, not when one is
/// added.
inline constexpr int report_schema_version = 1;

inline void write_counts(JsonWriter& json, std::vector<ImportCount> const& counts) {
  json.key("counts").begin_object();
  for (ImportCount const& count : counts) json.member(count.what, count.count);
  json.end_object();
}

inline void write_note(JsonWriter& json, ImportNote const& note) {
  json.begin_object().member("kind", to_string(note.kind)).member("message", note.message);
  if (!note.path.empty()) json.member("path", note.path);
  if (note.line != 0) json.member("line", note.line);
  if (note.times != 1) json.member("times", note.times);
  json.end_object();
}

inline void write_imported_file(JsonWriter& json, ImportedFile const& imported) {
  ImportReport const& report = imported.report;
  json.begin_object().member("file", imported.file);
  json.member("format", report.format).member("encoding", report.encoding);
  write_counts(json, report.counts);
  json.key("notes").begin_array();
  for (ImportNote const& note : report.notes) write_note(json, note);
  json.end_array().end_object();
}

/// The counts of all files, added up by their words in order of first mention.
[[nodiscard]] inline std::vector<ImportCount> summed_counts(std::span<ImportedFile const> imports) {
  ImportReport sum;
  for (ImportedFile const& imported : imports) {
    for (ImportCount const& count : imported.report.counts) {
      sum.count(count.what, sum.count_of(count.what) + count.count);
    }
  }
  return sum.counts;
}

/// The members every document begins with.
inline void write_document_head(JsonWriter& json, ReportContext const& context) {
  json.member("schema_version", report_schema_version).member("profile", context.profile);
  json.key("import").begin_object();
  write_counts(json, summed_counts(context.imports));
  json.key("files").begin_array();
  for (ImportedFile const& imported : context.imports) write_imported_file(json, imported);
  json.end_array().end_object();
}

}  // namespace detail

STORYMAP_END
