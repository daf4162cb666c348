// src/cli/command.hpp - the commands and options as data: parsing, help and the reference page come from these tables.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/rules.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "settings.hpp"

namespace storymap::cli {

class Session;

/// What the command tells the shell. docs/reference/cli.md promises these numbers.
enum class Exit : int {
  done = 0,
  limit = 1,   ///< a limit the user gave is exceeded, maps differ (--exit-code), or a merge has conflicts
  usage = 2,   ///< the command line makes no sense
  input = 3,   ///< a file is missing, unreadable or broken
  output = 4,  ///< the answer could not be written
};

struct Option {
  std::string_view name;      ///< "similar": --similar
  char letter = 0;            ///< 'o': -o; 0 for none
  std::string_view argument;  ///< "N", or empty for a switch
  LocalText help;             ///< what it does, without a full stop
  LocalText expected;         ///< what its argument must be
  Setter set = nullptr;
};

/// What is wrong with the value of an option, which stands on the command line as `spelled`.
[[nodiscard]] std::string bad_value(Option const& option, std::string_view spelled, std::string_view value,
                                    Language language);

/// How options are grouped in a help page.
struct OptionGroup {
  LocalText title;
  std::span<std::string_view const> options;
};

struct Command {
  std::string_view name;
  std::string_view operands;  ///< "FILE..."
  std::size_t least = 0;      ///< operands
  std::size_t most = 0;
  LocalText summary;                    ///< one line of the overview, without a full stop
  LocalText details;                    ///< paragraphs of its own page, one a line
  std::span<Shape const> shapes;        ///< of its answer; the first is the default
  std::span<OptionGroup const> groups;  ///< the options it takes
  std::string_view example;             ///< a command line to try
  Exit (*run)(Session& session) = nullptr;
};

/// All options of all commands; a name means the same everywhere.
[[nodiscard]] std::span<Option const> options() noexcept;
[[nodiscard]] Option const* find_option(std::string_view name) noexcept;
[[nodiscard]] Option const* find_option(char letter) noexcept;

/// All commands, in the order of the overview.
[[nodiscard]] std::span<Command const> commands() noexcept;
[[nodiscard]] Command const* find_command(std::string_view name) noexcept;
[[nodiscard]] bool takes(Command const& command, Option const& option) noexcept;
[[nodiscard]] bool takes(Command const& command, Shape shape) noexcept;

// What the commands do, each in a file of its own.
Exit run_analyze(Session& session);
Exit run_validate(Session& session);
Exit run_similar(Session& session);
Exit run_closest(Session& session);
Exit run_convert(Session& session);
Exit run_diff(Session& session);
Exit run_merge(Session& session);
Exit run_stats(Session& session);
Exit run_formats(Session& session);

}  // namespace storymap::cli
