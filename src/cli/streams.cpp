// src/cli/streams.cpp - writes and reads standard streams.
// Room: cli.
#include "streams.hpp"

#include <unistd.h>
#include <storymap/detail/files.hpp>

#include <cerrno>

namespace storymap::cli {

Result<void> write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    ssize_t const written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      return failure(Errc::unwritable, errno == EPIPE ? "" : detail::describe_errno(errno));
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<std::string> read_all(int descriptor, std::size_t most) {
  constexpr std::size_t step = std::size_t{1} << 18U;
  std::string bytes;
  std::size_t filled = 0;
  while (true) {
    if (bytes.size() < filled + step) bytes.resize(2 * filled + step);
    ssize_t const count = read(descriptor, bytes.data() + filled, step);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure(Errc::unreadable, detail::describe_errno(errno));
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
    if (filled > most) return failure(Errc::too_large, "more than " + std::to_string(most) + " bytes");
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace storymap::cli
