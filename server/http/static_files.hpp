// server/http/static_files.hpp - the files of a web page, served from memory.
// Room: http.
#pragma once

#include "server/http/message.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace storymap::server::http {

/// A file that is part of the program.
struct EmbeddedFile {
  std::string_view path;  ///< "assets/index-B3kd9aZx.js"
  std::string_view bytes;
};

/// Files by their paths, all of them read once: no request touches the disk, and none can name what is not in the
/// table. "x.js.br" and "x.js.gz" beside "x.js" are its compressed forms; a missing gzip is made.
///
/// What lies below "assets" and has a hash in its name is never asked for again (RFC 8246); everything else is asked
/// for each time and answered 304 when it is the same. Any thread.
class StaticFiles {
 public:
  /// No files.
  StaticFiles() = default;

  [[nodiscard]] static StaticFiles of_table(std::span<EmbeddedFile const> table);

  /// All files below a folder whose names do not begin with a dot (".well-known" may). What a symbolic link names must
  /// lie below the folder too. Throws std::runtime_error when it cannot be read, or holds more than `most` bytes.
  [[nodiscard]] static StaticFiles of_folder(std::string const& folder, std::size_t most = std::size_t{256} << 20U);

  /// The answer to a request; nothing when there is no such file. "/" and paths that end with a slash mean the
  /// "index.html" there. A browser that asks for a page that is not there gets "/index.html", whose program knows what
  /// the path means: pages have no dot in their last segment, and none lie below "/api/".
  /// Throws Problem 405 for methods other than GET and HEAD.
  [[nodiscard]] std::optional<Response> answer(Request const& request) const;

  [[nodiscard]] std::size_t size() const noexcept { return files_.size(); }

 private:
  struct File;

  void add(std::string path, std::string bytes);
  void join_codings();
  [[nodiscard]] File const* find(Request const& request) const;

  std::map<std::string, std::shared_ptr<File>, std::less<>> files_;
};

/// True for a path such as "assets/index-B3kd9aZx.js", whose content never changes: tools put a hash of it behind the
/// last "-" or "." of the name.
[[nodiscard]] bool is_hashed(std::string_view path) noexcept;

}  // namespace storymap::server::http
