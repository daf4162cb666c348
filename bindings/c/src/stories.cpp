// bindings/c/src/stories.cpp - the stories of maps, asked what is close to a text.
#include "arguments.hpp"
#include "arrays.hpp"
#include "json.hpp"
#include "map_state.hpp"
#include "matches.hpp"
#include "reports.hpp"

#include <storymap/analysis.hpp>
#include <storymap/likeness.hpp>
#include <storymap/text.hpp>
#include <storymap/validate.hpp>

#include <memory>
#include <string>
#include <utility>

using namespace storymap::c;

struct storymap_stories : Handle<storymap_stories> {
  storymap_stories(Snapshot taken, storymap::AnalysisOptions const& options)
      : snapshot(std::move(taken)),
        profile(options.profile),
        index(value_of(storymap::StoryIndex::build(snapshot.sources, options.similarity, options.run))) {}

  Snapshot snapshot;
  std::string profile;
  storymap::StoryIndex index;
};

namespace {

/// The text to look for, without white space at its ends.
[[nodiscard]] std::string_view asked(char const* text, std::size_t size, double at_least) {
  need_least_score(at_least, "at_least");
  return storymap::trim(text_of(text, size, "text"));
}

}  // namespace

storymap_status storymap_stories_new(storymap_map const* const* maps, size_t map_count,
                                     storymap_analysis_options const* options, storymap_run const* run,
                                     storymap_stories** stories, storymap_error* error) {
  return call(error, [&] {
    need(stories, "stories");
    Snapshot snapshot = snapshot_of(maps, map_count);
    storymap::AnalysisOptions const chosen = analysis_options(options, run);
    if (storymap::find_profile(chosen.profile) == nullptr) {
      refuse(storymap::Errc::invalid_argument, "there is no profile '" + chosen.profile + "'", "options.profile");
    }
    *stories = std::make_unique<storymap_stories>(std::move(snapshot), chosen).release();
  });
}

void storymap_stories_free(storymap_stories* stories) { delete stories; }

storymap_status storymap_closest(storymap_stories const* stories, char const* text, size_t text_size, size_t limit,
                                 double at_least, storymap_matches* matches, storymap_error* error) {
  return call(error, [&] {
    need(matches, "matches");
    storymap::StoryIndex const& index = live(stories, "stories").index;
    give(matches, index.closest(asked(text, text_size, at_least), limit, at_least));
  });
}

storymap_status storymap_closest_report(storymap_stories const* stories, char const* text, size_t text_size,
                                        size_t limit, double at_least, storymap_report_options const* options,
                                        storymap_buffer* written, storymap_error* error) {
  return call(error, [&] {
    need(written, "report");
    storymap_stories const& asked_stories = live(stories, "stories");
    storymap::ClosestStories closest{std::string(asked(text, text_size, at_least)), &asked_stories.index, {}, at_least};
    closest.matches = asked_stories.index.closest(closest.text, limit, at_least);
    give(written, report(closest, report_wish(options, asked_stories.snapshot, asked_stories.profile, "options")));
  });
}

storymap_status storymap_explain(storymap_stories const* stories, uint32_t a, uint32_t b, storymap_buffer* json,
                                 storymap_error* error) {
  return call(error, [&] {
    need(json, "json");
    storymap::StoryIndex const& index = live(stories, "stories").index;
    need_row(a, index.size(), "a");
    need_row(b, index.size(), "b");
    give(json, json_of(index.explain(a, b)));
  });
}

storymap_status storymap_compare_texts(char const* a, size_t a_size, char const* b, size_t b_size,
                                       storymap_buffer* json, storymap_error* error) {
  return call(error, [&] {
    need(json, "json");
    give(json, json_of(storymap::compare_texts(text_of(a, a_size, "a"), text_of(b, b_size, "b"))));
  });
}
