// src/cli/output.cpp - writes answers.
// Room: cli.
#include "output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace storymap::cli {

namespace {

[[nodiscard]] Failure unwritable(int error) {
  return failure(Errc::unwritable, error == EPIPE ? "" : std::generic_category().message(error));
}

/// A descriptor that is closed in the end.
class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(File const&) = delete;
  File& operator=(File const&) = delete;

  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

  /// Some file systems only report here that the disk is full.
  [[nodiscard]] Result<void> finish() {
    int const closed = close(std::exchange(descriptor_, -1));
    if (closed != 0) return unwritable(errno);
    return {};
  }

 private:
  int descriptor_;
};

/// A name beside a file under which its next content is written; removed unless it becomes the file.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string const& target) : name_(target + ".XXXXXX"), file_(mkstemp(name_.data())) {}
  ~TemporaryFile() {
    if (exists()) unlink(name_.c_str());
  }
  TemporaryFile(TemporaryFile const&) = delete;
  TemporaryFile& operator=(TemporaryFile const&) = delete;

  [[nodiscard]] Result<void> fill(std::string_view text, mode_t mode) {
    if (file_.descriptor() < 0) return unwritable(errno);
    if (Result<void> written = write_all(file_.descriptor(), text); !written) return written;
    if (fchmod(file_.descriptor(), mode) != 0 || fsync(file_.descriptor()) != 0) return unwritable(errno);
    return file_.finish();
  }

  [[nodiscard]] Result<void> become(std::string const& target) {
    if (rename(name_.c_str(), target.c_str()) != 0) return unwritable(errno);
    name_.clear();
    return {};
  }

 private:
  [[nodiscard]] bool exists() const noexcept { return !name_.empty() && !name_.ends_with("XXXXXX"); }

  std::string name_;
  File file_;
};

/// What a new file gets: everything the user does not forbid.
[[nodiscard]] mode_t usual_mode() {
  mode_t const mask = umask(0);
  umask(mask);
  return static_cast<mode_t>(0666) & ~mask;
}

[[nodiscard]] Result<void> write_directly(std::string const& path, std::string_view text) {
  File file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.descriptor() < 0) return unwritable(errno);
  if (Result<void> written = write_all(file.descriptor(), text); !written) return written;
  return file.finish();
}

}  // namespace

Result<void> write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    ssize_t const written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return unwritable(errno);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> replace_file(std::string const& path, std::string_view text) {
  struct stat old = {};
  bool const exists = stat(path.c_str(), &old) == 0;
  if (exists && !S_ISREG(old.st_mode)) return write_directly(path, text);
  std::string target = path;
  if (char* const real = exists ? realpath(path.c_str(), nullptr) : nullptr; real != nullptr) {
    target = real;
    std::free(real);
  }
  TemporaryFile temporary(target);
  mode_t const permissions = 07777;
  mode_t const mode = exists ? old.st_mode & permissions : usual_mode();
  if (Result<void> filled = temporary.fill(text, mode); !filled) return filled;
  return temporary.become(target);
}

}  // namespace storymap::cli
