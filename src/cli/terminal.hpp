// src/cli/terminal.hpp - what the command may ask its surroundings: terminals and the environment, asked once.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/rules.hpp>

#include <cstddef>

#include "settings.hpp"

namespace storymap::cli {

struct Terminal {
  bool shows_output = false;  ///< standard output is a terminal
  bool shows_errors = false;  ///< standard error is one
  bool plain = false;         ///< NO_COLOR is set, or the terminal is a dumb one
  std::size_t columns = 100;

  /// Asks the system. Columns: of the terminal on standard output, else $COLUMNS, else 100.
  [[nodiscard]] static Terminal ask();

  /// Whether an answer on standard output, or in a file, is coloured.
  [[nodiscard]] bool colors(Settings const& settings) const noexcept;
};

/// The language of the environment: LC_ALL, LC_MESSAGES, LANG; Russian when the first that is set begins with "ru".
[[nodiscard]] Language environment_language();

}  // namespace storymap::cli
