// src/cli/cmd_merge.cpp - storymap merge: two changed versions of a map as one; also a merge driver of git.
// Room: cli.
#include <storymap/analysis.hpp>
#include <storymap/detail/report_title.hpp>
#include <storymap/merge.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "input.hpp"
#include "message_texts.hpp"
#include "session.hpp"
#include "target_format.hpp"

namespace storymap::cli {

namespace {

[[nodiscard]] std::string shown(Session const& session, std::string const& value) {
  return value.empty() ? session.say(messages::nothing) : detail::shown_title(value, detail::most_text_columns);
}

/// The conflict, and below it a line for each version and for the noun that is behind it:
///
///     conflict at /release/r1: one side removed it, the other changed it or needs it
///       ours: nothing
void complain_about(Session& session, Conflict const& conflict) {
  std::string const text =
      session.say(messages::conflict_at, {conflict.path, session.say(messages::of(conflict.kind))});
  std::array const versions = {std::pair(messages::ours, &conflict.ours), std::pair(messages::theirs, &conflict.theirs),
                               std::pair(messages::base, &conflict.base)};
  std::vector<std::string> lines;
  lines.reserve(versions.size() + 1);
  for (auto const& [name, value] : versions) lines.push_back(session.say(name) + ": " + shown(session, *value));
  if (!conflict.other.empty()) {
    bool const is_twin = conflict.kind == Conflict::Kind::added_twice;
    lines.push_back(session.say(is_twin ? messages::theirs_is_now : messages::needed_by) + ": " +
                    shown(session, conflict.other_title) + " (" + conflict.other + ')');
  }
  session.complain(text, lines);
}

/// git names a file as it likes: the format is then what OURS is made of.
[[nodiscard]] std::string_view format_of_ours(Inputs const& inputs) { return inputs.imports[1].report.format; }

}  // namespace

Exit run_merge(Session& session) {
  std::optional<Inputs> inputs = read_inputs(session, session.operands(), EmptyFile::is_map, Naming::versions);
  if (!inputs) return Exit::input;
  Format const* const format = target_format(session, format_of_ours(*inputs));
  if (format == nullptr) return Exit::usage;

  session.begin("merge");
  fill_in_names(inputs->maps);
  MergeOptions options;
  options.match_similar = similar_texts();
  options.made_up = {inputs->imports[0].report.made_up, inputs->imports[1].report.made_up,
                     inputs->imports[2].report.made_up};
  Result<Merged> const merged = merge(inputs->maps[0], inputs->maps[1], inputs->maps[2], options);
  if (!merged) return session.refuse(merged.error());
  Exit const written = answer_with_map(session, merged->map, *format);
  if (written != Exit::done) return written;
  for (Conflict const& conflict : merged->conflicts) complain_about(session, conflict);
  return merged->conflicts.empty() ? Exit::done : Exit::limit;
}

}  // namespace storymap::cli
