// src/cli/analysis_input.cpp - options and limits of an analysis.
// Room: cli.
#include "analysis_input.hpp"

#include <storymap/utf8.hpp>

#include <string>
#include <utility>

#include "input.hpp"
#include "message_texts.hpp"
#include "session.hpp"

namespace storymap::cli {

namespace {

/// A built-in list by its name, else the words of a file.
[[nodiscard]] Result<StopWords> load_stop_words(Session const& session, std::string const& name) {
  if (Result<StopWords> known = find_stop_words(name)) return known;
  Result<std::string> const words = read_bytes(name);
  if (!words) return Failure{words.error()};
  if (!is_valid_utf8(*words)) return failure(Errc::invalid_encoding, session.say(messages::not_utf8));
  return StopWords::parse(*words);
}

}  // namespace

std::optional<AnalysisOptions> analysis_options(Session& session) {
  Settings const& settings = session.settings();
  Result<StopWords> words = load_stop_words(session, settings.stop_words);
  if (!words) {
    session.complain_about(settings.stop_words, words.error());
    return std::nullopt;
  }
  AnalysisOptions options;
  options.profile = settings.profile;
  options.similarity.thresholds = {settings.similar, settings.duplicate_threshold()};
  options.similarity.measure = settings.measure;
  options.similarity.ranking = settings.ranking;
  options.similarity.ngram_range = settings.ngrams;
  options.similarity.max_df = settings.max_df;
  options.similarity.stop_words = std::move(*words);
  options.run = session.run();
  options.on_stage = [&session](std::string_view stage) { session.begin(stage); };
  return options;
}

bool within_duplicates(Session& session, SimilarityStats const& stats) {
  std::optional<std::size_t> const most = session.settings().max_duplicates;
  if (!most || stats.duplicates_found <= *most) return true;
  session.complain(
      session.say(messages::too_many_duplicates, {std::to_string(stats.duplicates_found), std::to_string(*most)}));
  return false;
}

bool within_score(Session& session, int score) {
  std::optional<int> const least = session.settings().min_score;
  if (!least || score >= *least) return true;
  session.complain(session.say(messages::score_below, {std::to_string(score), std::to_string(*least)}));
  return false;
}

}  // namespace storymap::cli
