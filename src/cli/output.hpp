// src/cli/output.hpp - where answers go: standard output, or a file that is whole or untouched.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/result.hpp>

#include <string>
#include <string_view>

namespace storymap::cli {

/// Writes all of `text` to a descriptor. Errors: unwritable, with the reason of the system; an empty reason when the
/// reader has gone (EPIPE), which nobody needs to be told.
[[nodiscard]] Result<void> write_all(int descriptor, std::string_view text);

/// Replaces a file by way of a temporary name beside it, so that nobody ever sees half of it and a failure leaves what
/// was there. Its permissions stay; a symbolic link stays one. What is no regular file (a device, a pipe) is written
/// to directly. Errors: unwritable.
[[nodiscard]] Result<void> replace_file(std::string const& path, std::string_view text);

}  // namespace storymap::cli
