// bindings/c/src/analysis.cpp - score, findings and similar stories of maps.
#include "arguments.hpp"
#include "arrays.hpp"
#include "json.hpp"
#include "map_state.hpp"
#include "reports.hpp"

#include <storymap/analysis.hpp>
#include <storymap/validate.hpp>

#include <memory>
#include <string>
#include <utility>

using namespace storymap::c;
using storymap::Errc;

struct storymap_analysis : Handle<storymap_analysis> {
  Snapshot snapshot;
  storymap::Analysis result;
};

storymap_status storymap_analyze(storymap_map const* const* maps, size_t map_count,
                                 storymap_analysis_options const* options, storymap_run const* run,
                                 storymap_analysis** analysis, storymap_error* error) {
  return call(error, [&] {
    need(analysis, "analysis");
    auto made = std::make_unique<storymap_analysis>();
    made->snapshot = snapshot_of(maps, map_count);
    made->result = value_of(storymap::analyze(made->snapshot.sources, analysis_options(options, run)));
    *analysis = made.release();
  });
}

void storymap_analysis_free(storymap_analysis* analysis) { delete analysis; }

int32_t storymap_analysis_score(storymap_analysis const* analysis) {
  return analysis == nullptr ? -1 : analysis->result.overall_score;
}

storymap_status storymap_analysis_pairs(storymap_analysis const* analysis, storymap_pairs* pairs,
                                        storymap_error* error) {
  return call(error, [&] {
    need(pairs, "pairs");
    std::vector<storymap::AlikePair> const& alike = live(analysis, "analysis").result.similarity.pairs;
    Owned<storymap_pair> data = make_room<storymap_pair>(alike.size());
    for (std::size_t k = 0; k < alike.size(); ++k) data[k] = {alike[k].a, alike[k].b, alike[k].score};
    give(pairs, std::move(data), alike.size());
  });
}

storymap_status storymap_analysis_report(storymap_analysis const* analysis, storymap_report_options const* options,
                                         storymap_buffer* text, storymap_error* error) {
  return call(error, [&] {
    need(text, "text");
    storymap_analysis const& done = live(analysis, "analysis");
    give(text, report(done.result, report_wish(options, done.snapshot, done.result.profile, "options")));
  });
}

storymap_status storymap_validate(storymap_map const* map, char const* profile, size_t profile_size,
                                  storymap_report_options const* options, storymap_buffer* text,
                                  storymap_error* error) {
  return call(error, [&] {
    need(text, "text");
    std::string_view const given = text_of(profile, profile_size, "profile");
    storymap::Profile const* const rules = storymap::find_profile(given.empty() ? "compat" : given);
    if (rules == nullptr) {
      refuse(Errc::invalid_argument, "there is no profile '" + std::string(given) + "'", "profile");
    }
    Snapshot const snapshot = snapshot_of(&map, 1);
    storymap::Validation const validation = storymap::validate(map->map(), *rules);
    give(text, report(validation, report_wish(options, snapshot, rules->id, "options")));
  });
}

storymap_status storymap_similar(storymap_map const* const* maps, size_t map_count,
                                 storymap_analysis_options const* options, storymap_report_options const* wanted,
                                 storymap_run const* run, storymap_buffer* text, storymap_error* error) {
  return call(error, [&] {
    need(text, "text");
    Snapshot const snapshot = snapshot_of(maps, map_count);
    storymap::AnalysisOptions const set = analysis_options(options, run);
    ReportWish const wish = report_wish(wanted, snapshot, set.profile, "report");
    give(text, report(value_of(storymap::find_similar(snapshot.sources, set)), wish));
  });
}
