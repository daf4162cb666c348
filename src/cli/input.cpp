// src/cli/input.cpp - reads the files of a command line.
// Room: cli.
#include "input.hpp"

#include <unistd.h>
#include <storymap/detail/files.hpp>
#include <storymap/formats.hpp>

#include <filesystem>
#include <utility>

#include "session.hpp"
#include "streams.hpp"

namespace storymap::cli {

namespace {

/// What a map without a name is called after: `name`, and what the file itself says about its format.
[[nodiscard]] std::string version_name(std::string const& name, std::string const& file) {
  std::filesystem::path stem = std::filesystem::path(name).stem();
  // Standard input has no name, and the temporary files of git have one that must not get into any map.
  if (name == "-" || stem.empty() || stem.native().starts_with('.')) return {};
  return (stem += std::filesystem::path(file).extension()).string();
}

[[nodiscard]] ReadOptions read_options(Settings const& settings, std::string file_name) {
  ReadOptions options;
  options.format = settings.input_format;
  options.encoding = settings.encoding;
  options.columns = settings.columns;
  options.archived = settings.archived;
  options.file_name = std::move(file_name);
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

std::optional<Inputs> read_inputs(Session& session, std::span<std::string const> files, EmptyFile first,
                                  Naming naming) {
  session.begin("read");
  Inputs inputs;
  inputs.maps.reserve(files.size());
  bool good = true;
  for (std::string const& file : files) {
    std::string const name(file == "-" ? standard_input_name : std::string_view(file));
    bool const is_first = &file == files.data();
    std::string called = file == "-" ? std::string() : file;
    if (naming == Naming::versions) called = version_name(files[1], file);
    ReadOptions const options = read_options(session.settings(), std::move(called));
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
