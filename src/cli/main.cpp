// src/cli/main.cpp - the storymap command.
// Room: cli.
#include <unistd.h>
#include <storymap/detail/report_printable.hpp>
#include <storymap/version.hpp>

#include <csignal>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "args.hpp"
#include "help.hpp"
#include "message_texts.hpp"
#include "session.hpp"
#include "streams.hpp"

namespace storymap::cli {

namespace {

[[nodiscard]] Exit complain(UsageError const& error, Terminal const& terminal, Language language) {
  std::string text;
  if (error.message.empty()) {
    text = short_help({.columns = terminal.columns, .color = false, .language = language});
  } else {
    std::string const name = error.command == nullptr ? "" : ' ' + std::string(error.command->name);
    std::string const help = "storymap" + name + " --help";
    text = "storymap: " + detail::printable(error.message) + '\n';
    text += format(messages::try_help, std::span(&help, 1), language) + '\n';
  }
  static_cast<void>(write_all(STDERR_FILENO, text).has_value());
  return Exit::usage;
}

[[nodiscard]] Language language_for(std::span<char const* const> words) {
  return asked_language(words).value_or(environment_language());
}

[[nodiscard]] Exit run(std::span<char const* const> words, Language language) {
  Terminal const terminal = Terminal::ask();
  auto parsed = parse_arguments(words, language);
  if (auto const* error = std::get_if<UsageError>(&parsed)) return complain(*error, terminal, language);

  Arguments arguments = std::get<Arguments>(std::move(parsed));
  Command const* const command = arguments.command;
  Session session(std::move(arguments), terminal, language);
  if (session.settings().help) {
    bool const color = terminal.colors(session.settings());
    return session.answer(help(command, {.columns = terminal.columns, .color = color, .language = language}));
  }
  if (session.settings().version) return session.answer("storymap " STORYMAP_VERSION_STRING "\n");
  Exit const exit = command->run(session);
  session.finish();
  return exit;
}

}  // namespace

}  // namespace storymap::cli

int main(int count, char const* const* words) {
  // A reader that goes away is an answer that could not be written, not a reason to die without an exit code.
  std::signal(SIGPIPE, SIG_IGN);
  auto const all = std::span(words, static_cast<std::size_t>(count));
  auto const arguments = all.subspan(all.empty() ? 0 : 1);
  storymap::Language const language = storymap::cli::language_for(arguments);
  try {
    return static_cast<int>(storymap::cli::run(arguments, language));
  } catch (std::bad_alloc const&) {
    std::string_view const text = storymap::cli::messages::out_of_memory.in(language);
    static_cast<void>(storymap::cli::write_all(STDERR_FILENO, text).has_value());
    return static_cast<int>(storymap::cli::Exit::input);
  }
}
