// storymap/impl/files.ipp - bodies of detail/files.hpp, on POSIX.
// Room: base. Depends on detail/files.hpp and the system: exclusive creation and a flush to the disk have no name in
// the standard library.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <storymap/detail/files.hpp>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// An open file of the system.
class Descriptor {
 public:
  explicit Descriptor(int number) noexcept : number_(number) {}
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  ~Descriptor() { close(); }

  [[nodiscard]] int get() const noexcept { return number_; }
  [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
  /// False when the system says only now that something could not be written.
  bool close() noexcept { return !is_open() || ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

STORYMAP_DECL std::string describe_errno(int number) {
  switch (number) {
    case ENOENT: return "there is no such file or directory";
    case ENOTDIR: return "a part of the path is no directory";
    case EISDIR: return "it is a directory";
    case EACCES:
    case EPERM: return "permission denied";
    case EROFS: return "the file system is read-only";
    case ENOSPC:
    case EDQUOT: return "no space is left";
    case ENAMETOOLONG: return "the name is too long";
    case ELOOP: return "too many symbolic links";
    default: return "system error " + std::to_string(number);
  }
}

[[nodiscard]] inline Failure unreadable(int number) {
  Errc const code = number == ENOENT || number == ENOTDIR ? Errc::not_found : Errc::unreadable;
  return failure(code, "the file cannot be read: " + describe_errno(number));
}

[[nodiscard]] inline Failure unwritable(int number) {
  return failure(Errc::unwritable, "the file cannot be written: " + describe_errno(number));
}

STORYMAP_DECL Result<std::string> read_file(std::string const& path, std::size_t most) {
  Descriptor const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status = {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0) return unreadable(errno);
  // The size a file states is where to start; pipes and devices state none.
  std::size_t const stated = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
  std::string bytes(std::min(stated, most) + 1, '\0');
  std::size_t filled = 0;
  for (;;) {
    ssize_t const got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(errno);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > most) return failure(Errc::too_large, "the file is larger than " + std::to_string(most) + " bytes");
    if (filled == bytes.size()) bytes.resize(std::max<std::size_t>(2 * filled, 4096));
  }
  bytes.resize(filled);
  return bytes;
}

/// Writes all bytes and has them on the disk, or says why not. A pipe or a device has nothing to flush.
[[nodiscard]] inline Result<void> write_all(Descriptor& file, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t const written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return unwritable(errno);
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.get()) != 0 && errno != EINVAL && errno != EROFS) return unwritable(errno);
  if (!file.close()) return unwritable(errno);
  return {};
}

/// Creates a file with a name of its own in the directory. Exclusively: a name that somebody took, or planted as a
/// link, is left alone.
[[nodiscard]] inline int create_beside(std::filesystem::path const& directory, std::string& path) {
  for (int attempt = 0;; ++attempt) {
    std::string const number = std::to_string(::getpid()) + "-" + std::to_string(attempt);
    path = (directory / (".storymap-" + number + ".tmp")).string();
    int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0 || errno != EEXIST || attempt == 100) return file;
  }
}

/// `mode` is that of the file to be replaced; a new file gets what the process gives new files.
[[nodiscard]] inline Result<void> replace_file(std::string const& path, std::string_view bytes,
                                               std::optional<mode_t> mode) {
  std::string temporary;
  Descriptor file(create_beside(std::filesystem::path(path).parent_path(), temporary));
  if (!file.is_open()) return unwritable(errno);
  if (mode) (void)::fchmod(file.get(), *mode & 07777U);
  Result<void> done = write_all(file, bytes);
  if (done && ::rename(temporary.c_str(), path.c_str()) != 0) done = unwritable(errno);
  if (!done) (void)::unlink(temporary.c_str());
  return done;
}

STORYMAP_DECL Result<void> write_file(std::string const& path, std::string_view bytes) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) {
    return errno == ENOENT ? replace_file(path, bytes, std::nullopt) : unwritable(errno);
  }
  if (S_ISDIR(status.st_mode)) return unwritable(EISDIR);
  if (S_ISREG(status.st_mode)) {
    // The file behind a symbolic link is replaced, not the link.
    std::error_code error;
    std::filesystem::path const real = std::filesystem::canonical(path, error);
    return error ? unwritable(error.value()) : replace_file(real.string(), bytes, status.st_mode);
  }
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.is_open()) return unwritable(errno);
  return write_all(file, bytes);
}

}  // namespace detail

STORYMAP_END
