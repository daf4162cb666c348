// storymap/impl/report_json.ipp - results as JSON. docs/reference/report-json.md describes every member.
// Room: report. Depends on report.hpp and detail/report_json_head.hpp.
#pragma once

#include <storymap/detail/report_json_head.hpp>
#include <storymap/detail/report_places.hpp>
#include <storymap/impl/report_texts.ipp>
#include <storymap/report.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// Writes results; holds what every part of a document needs.
class ReportJson {
 public:
  explicit ReportJson(ReportContext const& context)
      : context_(context), places_(context.sources), json_(JsonWriter::Layout::pretty) {
    json_.begin_object();
    write_document_head(json_, context);
  }

  [[nodiscard]] std::string take() { return json_.end_object().take() + '\n'; }

  void write(Analysis const& analysis) {
    json_.member("project_name", analysis.project_name).member("overall_score", analysis.overall_score);
    json_.member("summary", summary(analysis, context_.language));
    json_.key("validation").begin_object();
    write(analysis.validation);
    json_.end_object();
    json_.key("similarity").begin_object();
    write(analysis.similarity);
    json_.end_object();
  }

  void write(Validation const& validation) {
    json_.member("is_valid", validation.is_valid).member("score", validation.score);
    json_.key("issues").begin_array();
    for (Finding const& finding : validation.findings) issue(finding);
    json_.end_array();
    json_.key("recommendations").begin_array();
    for (Recommendation const& advice : validation.recommendations) json_.value(advice.message(context_.language));
    json_.end_array();
    json_.key("stats");
    stats(validation.stats);
  }

  void write(SimilarityAnalysis const& similarity) {
    json_.member("algorithm", similarity.algorithm);
    json_.key("similar_groups").begin_array();
    for (Group const& group : similarity.groups) write(group, similarity);
    json_.end_array();
    json_.key("pairs").begin_array();
    for (AlikePair const& pair : similarity.pairs) write(pair, similarity);
    json_.end_array();
    json_.key("stats");
    stats(similarity);
  }

  void write(ClosestStories const& closest) {
    json_.key("matches").begin_array();
    for (Match const& match : closest.matches) {
      Story const& story = closest.index->story(match.row);
      LikenessKind const kind = compare_texts(closest.text, readable_text(story)).kind;
      json_.begin_object().member("id", story.id.str()).member("title", story.title);
      json_.member("score", match.score).member("kind", to_string(kind));
      end_story(closest.index->stories()[match.row]);
    }
    json_.end_array();
  }

 private:
  void issue(Finding const& finding) {
    json_.begin_object().member("type", finding.rule->kind).member("severity", to_string(finding.rule->severity));
    json_.member("message", finding.message(context_.language)).key("location");
    location(finding.location);
    if (!finding.stories.empty()) stories(finding.stories);
    json_.end_object();
  }

  void location(Location const& at) {
    if (!at.activity) {
      json_.null();
      return;
    }
    StoryRef const ref = places_.ref(at);
    json_.begin_object();
    noun("activity", places_.activity(ref));
    if (at.task) noun("task", places_.task(ref));
    if (at.story) noun("story", places_.story(ref));
    file("file", ref);
    json_.end_object();
  }

  template <class Noun>
  void noun(std::string const& word, Noun const& noun) {
    json_.member(word + "_id", noun.id.str()).member(word + "_title", noun.title);
  }

  void stories(std::vector<StoryPlace> const& stories) {
    json_.key("story_ids").begin_array();
    for (StoryPlace const& place : stories) json_.value(places_.story(places_.ref(place)).id.str());
    json_.end_array();
    if (!places_.several_files()) return;
    json_.key("story_files").begin_array();
    for (StoryPlace const& place : stories) json_.value(places_.file(places_.ref(place)));
    json_.end_array();
  }

  void stats(ValidationStats const& stats) {
    json_.begin_object();
    json_.member("total_activities", stats.total_activities);
    json_.member("total_tasks", stats.total_tasks);
    json_.member("total_stories", stats.total_stories);
    json_.member("stories_with_description", stats.stories_with_description);
    json_.member("stories_with_criteria", stats.stories_with_criteria);
    json_.member("empty_cells", stats.empty_cells);
    json_.key("stories_per_release").begin_object();
    for (auto const& [title, count] : stats.stories_per_release) json_.member(title, count);
    json_.end_object().end_object();
  }

  void stats(SimilarityAnalysis const& similarity) {
    json_.begin_object();
    json_.member("total_stories", similarity.stats.total_stories);
    json_.member("duplicates_found", similarity.stats.duplicates_found);
    json_.member("similar_groups_found", similarity.stats.similar_groups_found);
    json_.member("pairs_found", similarity.stats.pairs_found);
    json_.member("algorithm", similarity.algorithm).end_object();
  }

  void write(Group const& group, SimilarityAnalysis const& similarity) {
    json_.begin_object().member("group_type", to_string(group.kind));
    json_.member("recommendation", texts::advice(group.kind).in(context_.language));
    json_.key("stories").begin_array();
    for (GroupMember const& member : group.members) {
      StoryRef const& ref = similarity.stories[member.row];
      json_.begin_object().member("id", places_.story(ref).id.str()).member("title", places_.story(ref).title);
      json_.member("similarity", member.similarity);
      end_story(ref);
    }
    json_.end_array().end_object();
  }

  void write(AlikePair const& pair, SimilarityAnalysis const& similarity) {
    StoryRef const& a = similarity.stories[pair.a];
    StoryRef const& b = similarity.stories[pair.b];
    json_.begin_object().member("a", places_.story(a).id.str()).member("b", places_.story(b).id.str());
    json_.member("score", pair.score).member("kind", to_string(pair.kind));
    file("a_file", a);
    file("b_file", b);
    json_.end_object();
  }

  /// The members that say where a story stands, and the end of its object.
  void end_story(StoryRef const& ref) {
    json_.member("task_title", places_.task(ref).title).member("activity_title", places_.activity(ref).title);
    file("file", ref);
    json_.end_object();
  }

  void file(std::string_view name, StoryRef const& ref) {
    if (places_.several_files()) json_.member(name, places_.file(ref));
  }

  ReportContext const& context_;
  Places places_;
  JsonWriter json_;
};

template <class Answer>
[[nodiscard]] std::string to_report_json(Answer const& answer, ReportContext const& context) {
  ReportJson json(context);
  json.write(answer);
  return json.take();
}

}  // namespace detail

STORYMAP_DECL std::string report_json(Analysis const& analysis, ReportContext const& context) {
  return detail::to_report_json(analysis, context);
}

STORYMAP_DECL std::string report_json(Validation const& validation, ReportContext const& context) {
  return detail::to_report_json(validation, context);
}

STORYMAP_DECL std::string report_json(SimilarityAnalysis const& similarity, ReportContext const& context) {
  return detail::to_report_json(similarity, context);
}

STORYMAP_DECL std::string report_json(ClosestStories const& closest, ReportContext const& context) {
  return detail::to_report_json(closest, context);
}

STORYMAP_END
