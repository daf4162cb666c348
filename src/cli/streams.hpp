// src/cli/streams.hpp - standard streams, written and read whole.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace storymap::cli {

/// Writes all of `text` to a descriptor. Errors: unwritable, with the reason of the system; an empty reason when the
/// reader has gone (EPIPE), which nobody needs to be told.
[[nodiscard]] Result<void> write_all(int descriptor, std::string_view text);

/// Reads a descriptor to its end. Errors: unreadable; too_large beyond `most` bytes.
[[nodiscard]] Result<std::string> read_all(int descriptor, std::size_t most);

}  // namespace storymap::cli
