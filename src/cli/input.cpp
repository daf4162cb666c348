// src/cli/input.cpp - reads the files of a command line.
// Room: cli.
#include "input.hpp"

#include <fcntl.h>
#include <storymap/formats.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "session.hpp"

namespace storymap::cli {

namespace {

/// Reads a descriptor to its end.
[[nodiscard]] Result<std::string> drain(int descriptor) {
  constexpr std::size_t step = std::size_t{1} << 18U;
  std::string bytes;
  while (true) {
    std::size_t const size = bytes.size();
    bytes.resize(size + step);
    ssize_t const count = read(descriptor, bytes.data() + size, step);
    if (count < 0 && errno != EINTR) return failure(Errc::unreadable, std::generic_category().message(errno));
    bytes.resize(size + static_cast<std::size_t>(count < 0 ? 0 : count));
    if (count == 0) return bytes;
  }
}

[[nodiscard]] ReadOptions read_options(Settings const& settings, std::string const& file) {
  ReadOptions options;
  options.format = settings.input_format;
  options.encoding = settings.encoding;
  options.columns = settings.columns;
  options.archived = settings.archived;
  options.file_name = file == "-" ? "" : file;
  return options;
}

/// An empty map with the report of a file that says nothing.
[[nodiscard]] Import empty_import() {
  Import import;
  import.report.format = "json";
  import.report.encoding = "utf-8";
  return import;
}

[[nodiscard]] Result<Import> read_input(Settings const& settings, std::string const& file, EmptyFile when_empty) {
  ReadOptions const options = read_options(settings, file);
  if (file != "-" && when_empty == EmptyFile::refused) return load_map(file, options);
  Result<std::string> bytes = read_bytes(file);
  if (!bytes) return failure_of(std::move(bytes));
  if (bytes->empty() && when_empty == EmptyFile::is_map) return empty_import();
  return read_map(std::move(*bytes), options);
}

}  // namespace

Result<std::string> read_bytes(std::string const& file) {
  if (file == "-") return drain(STDIN_FILENO);
  int const descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return failure(errno == ENOENT ? Errc::not_found : Errc::unreadable, std::generic_category().message(errno));
  }
  Result<std::string> bytes = drain(descriptor);
  close(descriptor);
  return bytes;
}

std::optional<Inputs> read_inputs(Session& session, std::span<std::string const> files, EmptyFile first) {
  session.begin("read");
  Inputs inputs;
  inputs.maps.reserve(files.size());
  bool good = true;
  for (std::string const& file : files) {
    std::string const name(file == "-" ? standard_input_name : std::string_view(file));
    bool const is_first = &file == files.data();
    Result<Import> import = read_input(session.settings(), file, is_first ? first : EmptyFile::refused);
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
