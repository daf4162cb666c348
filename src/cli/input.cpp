// src/cli/input.cpp - reads the files of a command line.
// Room: cli.
#include "input.hpp"

#include <unistd.h>
#include <storymap/detail/files.hpp>
#include <storymap/formats.hpp>

#include <utility>

#include "session.hpp"
#include "streams.hpp"

namespace storymap::cli {

namespace {

[[nodiscard]] ReadOptions read_options(Settings const& settings, std::string const& file, Naming naming) {
  ReadOptions options;
  options.format = settings.input_format;
  options.encoding = settings.encoding;
  options.columns = settings.columns;
  options.archived = settings.archived;
  if (file != "-") options.file_name = file;
  options.name_after_file = naming == Naming::own;
  return options;
}

/// An empty map with the report of a file that says nothing.
[[nodiscard]] Import empty_import() {
  Import import;
  import.report.format = "json";
  import.report.encoding = "utf-8";
  return import;
}

[[nodiscard]] Result<Import> read_input(ReadOptions const& options, std::string const& file, EmptyFile when_empty) {
  Result<std::string> bytes = read_bytes(file);
  if (!bytes) return failure_of(std::move(bytes));
  if (bytes->empty() && when_empty == EmptyFile::is_map) return empty_import();
  return read_map(std::move(*bytes), options);
}

}  // namespace

Result<std::string> read_bytes(std::string const& file) {
  std::size_t const most = ReadLimits().bytes;
  return file == "-" ? read_all(STDIN_FILENO, most) : detail::read_file(file, most);
}

void fill_in_names(std::span<Map> versions) {
  for (Map& map : versions.subspan(1)) {
    if (map.name.empty()) map.name = versions.front().name;
  }
}

std::optional<Inputs> read_inputs(Session& session, std::span<std::string const> files, EmptyFile first,
                                  Naming naming) {
  session.begin("read");
  Inputs inputs;
  inputs.maps.reserve(files.size());
  bool good = true;
  for (std::string const& file : files) {
    std::string const name(file == "-" ? standard_input_name : std::string_view(file));
    bool const is_first = &file == files.data();
    ReadOptions const options = read_options(session.settings(), file, naming);
    Result<Import> import = read_input(options, file, is_first ? first : EmptyFile::refused);
    if (!import) {
      session.complain_about(name, import.error());
      good = false;
      continue;
    }
    inputs.maps.push_back(std::move(import->map));
    inputs.imports.push_back({name, std::move(import->report)});
    inputs.sources.push_back({&inputs.maps.back(), name});
  }
  if (!good) return std::nullopt;
  return inputs;
}

}  // namespace storymap::cli
