// src/cli/target_format.hpp - the format a map is written in.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/formats.hpp>

#include <optional>
#include <string_view>

#include "command.hpp"
#include "input.hpp"

namespace storymap::cli {

class Session;

/// The format of --to, else the one the output file's name asks for, else `otherwise`. Null when that cannot be
/// written, which has then been complained about.
[[nodiscard]] Format const* target_format(Session& session, std::string_view otherwise);

/// Writes a map as the answer; says on standard error what the format has no place for.
[[nodiscard]] Exit answer_with_map(Session& session, Map const& map, Format const& format);

/// Says on standard error what was read and what happened on the way.
void note_imports(Session& session, Inputs const& inputs);

}  // namespace storymap::cli
