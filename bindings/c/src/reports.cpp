// bindings/c/src/reports.cpp - options of an analysis and of its report.
#include "reports.hpp"

#include "arguments.hpp"
#include "run.hpp"

#include <utility>

namespace storymap::c {

StopWords stop_words_of(std::string_view words, std::string_view list, StopWords usual) {
  if (!words.empty()) return StopWords::parse(words);
  if (list.empty()) return usual;
  Result<StopWords> known = find_stop_words(list);
  if (!known) refuse(known.error().code, known.error().message, "options.stop_word_list");
  return *std::move(known);
}

AnalysisOptions analysis_options(storymap_analysis_options const* given, storymap_run const* run) {
  auto const set = options_of(given, storymap_analysis_options STORYMAP_ANALYSIS_OPTIONS_INIT, "options");
  AnalysisOptions options;
  if (set.profile_size != 0) options.profile = text_of(set.profile, set.profile_size, "options.profile");
  SimilarityOptions& similarity = options.similarity;
  similarity.thresholds = {set.similar, set.duplicate};
  similarity.measure = choice(set.measure, Measure::jaccard, "options.measure");
  similarity.ngram_range = {set.ngram_min, set.ngram_max};
  similarity.max_df = set.max_df;
  similarity.stop_words = stop_words_of(text_of(set.stop_words, set.stop_words_size, "options.stop_words"),
                                        text_of(set.stop_word_list, set.stop_word_list_size, "options.stop_word_list"),
                                        std::move(similarity.stop_words));
  similarity.ranking = choice(set.ranking, Ranking::bm25, "options.ranking");
  options.run = run_options(run);
  return options;
}

ReportWish report_wish(storymap_report_options const* given, Snapshot const& snapshot, std::string_view profile,
                       char const* argument) {
  auto const set = options_of(given, storymap_report_options STORYMAP_REPORT_OPTIONS_INIT, argument);
  if (set.format < STORYMAP_JSON || set.format > STORYMAP_MARKDOWN) {
    refuse(Errc::invalid_argument, "is none of its constants", std::string(argument) + ".format");
  }
  if (set.width < 40 || set.width > 160) {
    refuse(Errc::invalid_argument, "expected 40 to 160 columns", std::string(argument) + ".width");
  }
  ReportContext context;
  context.sources = snapshot.sources;
  context.imports = snapshot.imports;
  context.profile = profile;
  context.language = choice(set.language, Language::ru, "language");
  context.color = set.color != 0;
  context.width = set.width;
  context.most = set.most;
  return {set.format, context};
}

}  // namespace storymap::c
