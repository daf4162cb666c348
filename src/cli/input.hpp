// src/cli/input.hpp - the files of a command line as maps.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/analysis.hpp>
#include <storymap/report.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace storymap::cli {

class Session;

/// Maps that were read, and the same as reports want them. The maps stay where they are when this is moved.
struct Inputs {
  std::vector<Map> maps;
  std::vector<ImportedFile> imports;
  std::vector<Source> sources;
};

enum class EmptyFile {
  refused,  ///< an error, as everywhere
  is_map,   ///< an empty map: what git passes for a base that does not exist
};

enum class Naming {
  own,       ///< a map without a name is called like its file
  versions,  ///< it stays without one: its file is one of several versions, and git calls those as it likes
};

/// Reads all files, `-` being standard input. When one of them is bad, says so for each bad one and returns nothing.
[[nodiscard]] std::optional<Inputs> read_inputs(Session& session, std::span<std::string const> files,
                                                EmptyFile first = EmptyFile::refused, Naming naming = Naming::own);

/// Gives versions of a map that say no name the name that the first one says: many a format has no place for a name, so
/// saying none does not mean that somebody took it away.
void fill_in_names(std::span<Map> versions);

/// All bytes of standard input, or of a file. Errors: not_found, unreadable.
[[nodiscard]] Result<std::string> read_bytes(std::string const& file);

}  // namespace storymap::cli
