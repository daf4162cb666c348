// src/cli/session.cpp - how a run of the command answers and complains.
// Room: cli.
#include "session.hpp"

#include <unistd.h>
#include <storymap/detail/files.hpp>
#include <storymap/detail/report_printable.hpp>
#include <storymap/translation.hpp>

#include <utility>

#include "error_text.hpp"
#include "message_texts.hpp"
#include "streams.hpp"

namespace storymap::cli {

Session::Session(Arguments arguments, Terminal const& terminal, Language language)
    : arguments_(std::move(arguments)),
      terminal_(terminal),
      language_(language),
      progress_(terminal.shows_errors && !arguments_.settings.quiet, terminal.columns, language) {}

void Session::begin(std::string_view stage) {
  timings_.begin(stage);
  progress_.begin(stage);
}

RunOptions Session::run() {
  return {.threads = settings().threads,
          .progress =
              [this](std::uint64_t done, std::uint64_t total) {
                progress_.update(done, total);
                return true;
              },
          .simd = settings().simd};
}

ReportContext Session::context(std::span<Source const> sources, std::span<ImportedFile const> imports) const {
  constexpr std::size_t usual_limit = 20;
  return {.sources = sources,
          .imports = imports,
          .profile = settings().profile,
          .language = language_,
          .color = terminal_.colors(settings()),
          .width = terminal_.columns,
          .most = settings().limit.value_or(usual_limit)};
}

Exit Session::answer(std::string_view text) {
  progress_.erase();
  std::string const& file = settings().output;
  if (!file.empty()) {
    Result<void> const written = detail::write_file(file, text);
    if (!written) complain_about(file, written.error());
    return written ? Exit::done : Exit::output;
  }
  Result<void> const written = write_all(STDOUT_FILENO, text);
  if (written) return Exit::done;
  std::string const& reason = written.error().message;
  if (!reason.empty())
    complain(say(messages::standard_output) + ": " + say(messages::cannot_write, {translated(reason, language_)}));
  return Exit::output;
}

void Session::note(std::string_view text) {
  if (!settings().quiet) print_error(std::string(text) + '\n');
}

void Session::complain(std::string_view text, std::span<std::string const> more) {
  std::string lines = "storymap: " + detail::printable(text) + '\n';
  for (std::string const& line : more) lines += "  " + detail::printable(line) + '\n';
  print_error(lines);
}

void Session::complain_about(std::string_view file, Error const& error) {
  complain(std::string(file) + ": " + error_text(error, language_));
  if (std::string const hint = hint_for(error, language_); !hint.empty()) print_error("  " + hint + '\n');
}

Exit Session::refuse(Error const& error) {
  complain(error_text(error, language_));
  return Exit::usage;
}

void Session::finish() {
  progress_.erase();
  if (settings().timings) print_error(timings_.table(language_));
}

void Session::print_error(std::string const& text) {
  progress_.erase();
  // Nobody is left to tell when even this fails.
  static_cast<void>(write_all(STDERR_FILENO, text).has_value());
}

}  // namespace storymap::cli
