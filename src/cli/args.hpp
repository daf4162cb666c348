// src/cli/args.hpp - a command line taken apart by the tables of command.hpp.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/rules.hpp>

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "command.hpp"

namespace storymap::cli {

/// A command line that makes sense.
struct Arguments {
  Command const* command = nullptr;  ///< null when only --help or --version was asked for
  std::vector<std::string> operands;
  Settings settings;
};

/// A command line that does not.
struct UsageError {
  std::string message;               ///< without a full stop
  Command const* command = nullptr;  ///< whose help page helps; null: the overview
};

/// Takes the words behind the program's name apart.
///
/// Options may stand anywhere: `--name value`, `--name=value`, `-o value`, `-ovalue`; after `--` everything is an
/// operand, and `-` alone always is one. Given twice, the last one counts, except that --columns adds up.
[[nodiscard]] std::variant<Arguments, UsageError> parse_arguments(std::span<char const* const> words,
                                                                  Language language);

/// The language a command line asks for by --lang, or nothing: it is needed before anything can be complained about.
[[nodiscard]] std::optional<Language> asked_language(std::span<char const* const> words);

/// The word of `known` that is most like `word`, or an empty one when none is close: for "did you mean".
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<std::string_view const> known);

}  // namespace storymap::cli
