// src/cli/help.hpp - help pages, made from the tables of command.hpp.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/rules.hpp>

#include <cstddef>
#include <string>

#include "command.hpp"

namespace storymap::cli {

/// How a help page is to look.
struct HelpStyle {
  std::size_t columns = 80;
  bool color = false;
  Language language = Language::en;
};

/// The page of a command, or the overview when it is null.
[[nodiscard]] std::string help(Command const* command, HelpStyle const& style);

/// The few lines for somebody who typed only `storymap`.
[[nodiscard]] std::string short_help(HelpStyle const& style);

}  // namespace storymap::cli
