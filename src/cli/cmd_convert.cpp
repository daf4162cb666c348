// src/cli/cmd_convert.cpp - storymap convert: a map in another format.
// Room: cli.
#include "input.hpp"
#include "session.hpp"
#include "target_format.hpp"

namespace storymap::cli {

Exit run_convert(Session& session) {
  // A name that says nothing is more likely a slip than a wish for JSON.
  Format const* const format = target_format(session, session.settings().output.empty() ? "json" : "");
  if (format == nullptr) return Exit::usage;
  std::optional<Inputs> const inputs = read_inputs(session, session.operands());
  if (!inputs) return Exit::input;
  note_imports(session, *inputs);
  return answer_with_map(session, inputs->maps.front(), *format);
}

}  // namespace storymap::cli
