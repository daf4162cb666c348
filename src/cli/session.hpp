// src/cli/session.hpp - one run of the command: what was asked, where it runs, and how it answers.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/analysis.hpp>
#include <storymap/report.hpp>
#include <storymap/result.hpp>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "args.hpp"
#include "command.hpp"
#include "progress.hpp"
#include "terminal.hpp"
#include "timings.hpp"

namespace storymap::cli {

/// What standard input is called where a file would have a name.
inline constexpr std::string_view standard_input_name = "<stdin>";

class Session {
 public:
  Session(Arguments arguments, Terminal const& terminal, Language language);

  [[nodiscard]] Settings const& settings() const noexcept { return arguments_.settings; }
  [[nodiscard]] std::vector<std::string> const& operands() const noexcept { return arguments_.operands; }
  [[nodiscard]] Terminal const& terminal() const noexcept { return terminal_; }
  [[nodiscard]] Language language() const noexcept { return language_; }

  [[nodiscard]] std::string say(LocalText const& text, std::initializer_list<std::string> arguments = {}) const {
    return format(text, std::span(arguments.begin(), arguments.size()), language_);
  }

  /// A stage begins: for --timings and the progress bar.
  void begin(std::string_view stage);

  /// How the library is to run: threads and progress as asked.
  [[nodiscard]] RunOptions run();

  /// What reports on these files need to know.
  [[nodiscard]] ReportContext context(std::span<Source const> sources, std::span<ImportedFile const> imports) const;

  /// Writes the answer to where it was asked for: all of it, or an error message and Exit::output.
  [[nodiscard]] Exit answer(std::string_view text);

  /// Prints a line on standard error, unless --quiet.
  void note(std::string_view text);

  /// Prints "storymap: text" on standard error, and `more` in lines of its own. Names of files and values of options in
  /// it are made harmless, as in a report.
  void complain(std::string_view text, std::span<std::string const> more = {});

  /// "storymap: board.json: line 3: expected ...", and what may help.
  void complain_about(std::string_view file, Error const& error);

  /// Complains about options that the library refuses, and returns Exit::usage.
  [[nodiscard]] Exit refuse(Error const& error);

  /// Ends the bar and prints the timings.
  void finish();

 private:
  void print_error(std::string const& text);

  Arguments arguments_;
  Terminal terminal_;
  Language language_;
  Timings timings_;
  Progress progress_;
};

}  // namespace storymap::cli
