// server/api/import_routes.cpp - maps from files, and maps as files.
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include "server/store/projects.hpp"

#include <storymap/formats.hpp>
#include <storymap/translation.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace storymap::server::api {
namespace {

constexpr std::size_t largest_import = std::size_t{50} << 20U;
constexpr std::size_t most_notes = 200;

/// Ids for what a file does not name: nobody else's.
class MadeIds final : public IdSource {
 public:
  explicit MadeIds(UuidSource& ids) noexcept : ids_(ids) {}
  [[nodiscard]] std::string next(char) override { return ids_.next(); }

 private:
  UuidSource& ids_;
};

[[nodiscard]] json::object report_of(ImportReport const& report, Language language) {
  json::object counts;
  for (ImportCount const& count : report.counts) counts[count.what] = count.count;
  json::array notes;
  for (ImportNote const& note : report.notes) {
    if (notes.size() == most_notes) break;
    json::object out{{"kind", std::string(to_string(note.kind))},
                     {"message", translated(note.message, language)},
                     {"times", note.times}};
    if (!note.path.empty()) out["path"] = note.path;
    if (note.line > 0) out["line"] = note.line;
    notes.push_back(std::move(out));
  }
  return {{"format", report.format},
          {"encoding", report.encoding},
          {"counts", std::move(counts)},
          {"notes", std::move(notes)},
          {"more_notes", report.notes.size() - std::min(report.notes.size(), most_notes)}};
}

[[nodiscard]] Schema report_schema() {
  Schema const note = object({required("kind", string(1, 32)), required("message", string(1, 10'000)),
                              required("times", integer(1, most_integer)), optional("path", string(1, 10'000)),
                              optional("line", integer(1, most_integer))});
  return object({required("format", string(1, 32)), required("encoding", string(0, 32)),
                 required("counts", open_object()), required("notes", array(note, most_notes)),
                 required("more_notes", integer(0, most_integer))});
}

[[nodiscard]] Import read_file(std::string bytes, ReadOptions const& options) {
  Result<Import> import = read_map(std::move(bytes), options);
  if (import) return std::move(*import);
  throw Problem(422, "unreadable_file", {"the file cannot be read"}).at(import.error().path, {import.error().message});
}

Task<http::Response> import_map(Call& call) {
  std::string bytes = co_await call.request.body->read(call.services.quotas.import_bytes);
  std::string const format = call.query("format").value_or("auto");
  bool const is_dry = call.query("dry_run") == "true";
  MadeIds ids(call.services.ids);
  ReadOptions options;
  if (format != "auto") options.format = format;
  options.file_name = call.query("file_name").value_or(std::string());
  options.ids = &ids;
  options.limits.bytes = call.services.quotas.import_bytes;
  auto read = [&] { return read_file(std::move(bytes), options); };
  Import import = co_await call.services.workers.run(std::move(read));
  json::object answer;
  answer["report"] = report_of(import.report, call.language);
  answer["revision"] = nullptr;
  if (!is_dry) {
    maps::Author author{call.user_id(), call.query("batch_id").value_or(call.services.ids.next()), std::nullopt};
    maps::Edited const edited = co_await call.services.maps.replace(call.parameter("project"), std::move(author),
                                                                    "import", std::move(import.map));
    answer["revision"] = edited.revision;
  }
  co_return json_response(answer);
}

[[nodiscard]] std::string_view content_type_of(std::string_view format) noexcept {
  if (format == "json") return "application/json";
  if (format == "csv") return "text/csv; charset=utf-8";
  if (format == "markdown") return "text/markdown; charset=utf-8";
  if (format == "jsonl") return "application/jsonl";
  return "text/plain; charset=utf-8";
}

Task<http::Response> export_map(Call& call) {
  std::string const id = call.query("format").value_or("json");
  Format const* const format = find_format(id);
  if (format == nullptr || format->write == nullptr) {
    throw Problem(422, "unknown_format", {"nothing is written in the format '{0}'", {id}})
        .at("?format", {"nothing is written in the format '{0}'", {id}});
  }
  maps::SharedMap const map = co_await call.services.maps.current(call.parameter("project"));
  auto write = [&] {
    Result<Export> written = write_map(map->map, id);
    if (!written) throw Problem(422, "not_exported", {written.error().message});
    return std::move(*written);
  };
  Export written = co_await call.services.workers.run(std::move(write));
  http::Response response;
  response.headers.add("Content-Type", std::string(content_type_of(id)));
  std::string_view const extension = format->extensions.substr(0, format->extensions.find(' '));
  response.headers.add("Content-Disposition", "attachment; filename=\"map" + std::string(extension) + "\"");
  if (!written.dropped.empty()) {
    std::string dropped;
    for (std::string const& item : written.dropped) dropped += (dropped.empty() ? "" : "; ") + item;
    response.headers.add("Storymap-Dropped", dropped);
  }
  response.body = std::move(written.text);
  co_return response;
}

[[nodiscard]] Schema format_schema() {
  Schema schema = one_of({});
  for (Format const& format : formats()) schema.words.emplace_back(format.id);
  return schema;
}

[[nodiscard]] Schema written_format_schema() {
  Schema schema = one_of({});
  for (Format const& format : formats()) {
    if (format.write != nullptr) schema.words.emplace_back(format.id);
  }
  return schema;
}

[[nodiscard]] Schema format_or_auto() {
  Schema schema = format_schema();
  schema.words.emplace_back("auto");
  return schema;
}

}  // namespace

void add_import_routes(std::vector<Route>& routes) {
  using http::Method;
  routes.push_back({.method = Method::post,
                    .path = "/api/v1/projects/{project}/import",
                    .operation = "import_map",
                    .tag = "files",
                    .summary = "Make the map what a file says: Trello, Jira, CSV, Markdown, JSON and others",
                    .access = Access::editor,
                    .rate_class = "import",
                    .bytes = Bytes{largest_import},
                    .query = {{"format", format_or_auto(), "what the file is; found out if it is not said"},
                              {"dry_run", one_of({"true", "false"}), "only report what would be read"},
                              {"file_name", string(1, 255), "whose extension helps to find out the format"},
                              {"batch_id", string(1, 64), "sent again, the import is not done again"}},
                    .answer = object({required("report", report_schema()),
                                      required("revision", nullable(integer(1, most_integer)))}),
                    .problems = {413, 422},
                    .handle = import_map});
  routes.push_back({.method = Method::get,
                    .path = "/api/v1/projects/{project}/export",
                    .operation = "export_map",
                    .tag = "files",
                    .summary = "The map as a file",
                    .access = Access::viewer,
                    .is_shareable = true,
                    .rate_class = "export",
                    .query = {{"format", written_format_schema(), "json if it is not said"}},
                    .content_type = "*/*",
                    .problems = {422},
                    .handle = export_map});
}

}  // namespace storymap::server::api
