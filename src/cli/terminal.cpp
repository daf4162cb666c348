// src/cli/terminal.cpp - asks the system about terminals and the environment.
// Room: cli.
#include "terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <string_view>

namespace storymap::cli {

namespace {

/// The value of a variable, empty when it is not set.
[[nodiscard]] std::string_view environment(char const* name) {
  char const* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

[[nodiscard]] std::size_t ask_columns() {
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  std::string_view const columns = environment("COLUMNS");
  std::size_t number = 0;
  std::from_chars(columns.data(), columns.data() + columns.size(), number);
  return number > 0 ? number : 100;
}

}  // namespace

Terminal Terminal::ask() {
  Terminal terminal;
  terminal.shows_output = isatty(STDOUT_FILENO) == 1;
  terminal.shows_errors = isatty(STDERR_FILENO) == 1;
  terminal.plain = !environment("NO_COLOR").empty() || environment("TERM") == "dumb";
  terminal.columns = ask_columns();
  return terminal;
}

bool Terminal::colors(Settings const& settings) const noexcept {
  if (settings.color != ColorChoice::automatic) return settings.color == ColorChoice::always;
  return shows_output && !plain && settings.output.empty();
}

Language environment_language() {
  for (char const* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    std::string_view const value = environment(name);
    if (!value.empty()) return value.starts_with("ru") ? Language::ru : Language::en;
  }
  return Language::en;
}

}  // namespace storymap::cli
