// storymap/detail/json_lines.hpp - texts with one JSON value a line.
// Room: formats. Depends on result.hpp.
#pragma once

#include <storymap/result.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// The failure of a line, with a pointer into its value moved to the message: what counts in a file of lines is which.
[[nodiscard]] inline Failure in_line(Error error, std::size_t line) {
  if (error.path.starts_with('/') && error.path != "/") error.message = error.path + ": " + error.message;
  if (!error.path.starts_with("line ")) error.path = "line " + std::to_string(line);
  return Failure{std::move(error)};
}

/// Parses every line that is not blank and calls `read(value, line)`, which returns a Result<void>, until one fails.
/// Lines end with "\n" and nothing else: other breaks may stand inside a string.
template <class Parser, class Read>
[[nodiscard]] Result<void> read_json_lines(Parser& parser, std::string_view text, Read&& read) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::string_view const line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Result<void> done = parser.parse(
        line, [&](auto const& value) { return read(value, number); }, number);
    if (!done) return in_line(std::move(done).error(), number);
  }
  return {};
}

}  // namespace detail

STORYMAP_END
