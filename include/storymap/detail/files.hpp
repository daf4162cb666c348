// storymap/detail/files.hpp - reading a whole file, and writing one so that nobody sees half of it.
// Room: base. Depends on result.hpp.
#pragma once

#include <storymap/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// Why the system refused, in our words: its own depend on the locale.
[[nodiscard]] std::string describe_errno(int number);

/// The bytes of a file, a pipe or a device. Errors: not_found, unreadable (a directory, no permission), too_large for
/// more than `most` bytes.
[[nodiscard]] Result<std::string> read_file(std::string const& path, std::size_t most);

/// Replaces a file by way of a temporary one beside it, which keeps the permissions of the file that was there. On
/// failure (unwritable) the file is what it was and nothing is left behind. Follows a symbolic link; what is no file,
/// like a pipe or a device, is written directly.
[[nodiscard]] Result<void> write_file(std::string const& path, std::string_view bytes);

}  // namespace detail

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/files.ipp>
#endif
