// src/cli/cmd_closest.cpp - storymap closest: the stories closest to a text.
// Room: cli.
#include <storymap/analysis.hpp>
#include <storymap/text.hpp>
#include <storymap/utf8.hpp>

#include <limits>
#include <string>
#include <utility>

#include "analysis_input.hpp"
#include "input.hpp"
#include "message_texts.hpp"
#include "reporting.hpp"

namespace storymap::cli {

namespace {

/// The text to look for, from the command line or standard input, without white space at its ends.
[[nodiscard]] std::optional<std::string> asked_text(Session& session) {
  std::string const& given = *session.settings().text;
  Result<std::string> text = given == "-" ? read_bytes("-") : Result<std::string>(given);
  if (text && !is_valid_utf8(*text)) text = failure(Errc::invalid_encoding, session.say(messages::not_utf8));
  if (!text) {
    session.complain_about(given == "-" ? standard_input_name : "--text", text.error());
    return std::nullopt;
  }
  return std::string(trim(*text));
}

/// How many matches; 0 asks for all.
[[nodiscard]] std::size_t match_limit(Settings const& settings) {
  constexpr std::size_t usual = 10;
  std::size_t const limit = settings.limit.value_or(usual);
  return limit == 0 ? std::numeric_limits<std::size_t>::max() : limit;
}

}  // namespace

Exit run_closest(Session& session) {
  std::optional<AnalysisOptions> const options = analysis_options(session);
  std::optional<std::string> text = asked_text(session);
  if (!options || !text) return Exit::input;
  if (text->empty()) {
    session.complain(bad_value(*find_option("text"), "--text", "", session.language()));
    return Exit::usage;
  }
  std::optional<Inputs> const inputs = read_inputs(session, session.operands());
  if (!inputs) return Exit::input;
  Result<StoryIndex> const index =
      StoryIndex::build(inputs->sources, options->similarity, options->run, options->on_stage);
  if (!index) return session.refuse(index.error());

  session.begin("search");
  ClosestStories closest{std::move(*text), &*index, {}, session.settings().at_least};
  closest.matches = index->closest(closest.text, match_limit(session.settings()), session.settings().at_least);
  return answer_with_report(session, closest, *inputs);
}

}  // namespace storymap::cli
