// storymap/impl/report_wording.ipp - what text and Markdown say in the same words.
// Room: report. Depends on report_texts.ipp, detail/report_findings.hpp and detail/report_writer.hpp.
#pragma once

#include <storymap/detail/json_writer.hpp>
#include <storymap/detail/report_contrast.hpp>
#include <storymap/detail/report_findings.hpp>
#include <storymap/detail/report_groups.hpp>
#include <storymap/detail/report_writer.hpp>
#include <storymap/impl/report_texts.ipp>
#include <storymap/translation.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// "42 %"
[[nodiscard]] inline std::string percent(double share) { return std::to_string(std::lround(share * 100)) + " %"; }

/// "48 stories, 12 tasks, 5 activities, 3 releases"
[[nodiscard]] inline std::string held_by(ReportWriter const& writer, ValidationStats const& stats) {
  return writer.say(texts::stories, stats.total_stories) + ", " + writer.say(texts::tasks, stats.total_tasks) + ", " +
         writer.say(texts::activities, stats.total_activities) + ", " +
         writer.say(texts::releases, stats.stories_per_release.size());
}

/// "35 described (73 %), 20 with acceptance criteria (42 %)"
[[nodiscard]] inline std::string completeness(ReportWriter const& writer, ValidationStats const& stats) {
  return writer.say(texts::with_description, stats.stories_with_description) + " (" +
         percent(stats.description_share()) + "), " + writer.say(texts::with_criteria, stats.stories_with_criteria) +
         " (" + percent(stats.criteria_share()) + ')';
}

/// "2 errors, 14 warnings"; what was not found is not mentioned.
[[nodiscard]] inline std::string count_severities(ReportWriter const& writer, std::span<Finding const> findings) {
  SeverityCounts counts(findings);
  std::string text;
  for (Severity const severity : {Severity::error, Severity::warning, Severity::info}) {
    std::size_t const count = counts.of(severity);
    if (count == 0) continue;
    if (!text.empty()) text += ", ";
    text += writer.say(texts::counted_as(severity), count);
  }
  return text;
}

/// Arguments of a message as a report shows them.
[[nodiscard]] inline std::vector<std::string> shown_arguments(std::vector<std::string> arguments) {
  for (std::string& argument : arguments) argument = shown_title(argument);
  return arguments;
}

[[nodiscard]] inline std::string message_of(ReportWriter const& writer, Finding const& finding) {
  return format(finding.rule->message, shown_arguments(finding.arguments), writer.language());
}

[[nodiscard]] inline std::string message_of(ReportWriter const& writer, Recommendation const& advice) {
  return format(advice.text, shown_arguments(advice.arguments), writer.language());
}

/// What all findings of a rule have in common, in one sentence; empty when the rule has no such sentence.
[[nodiscard]] inline std::string headline_of(ReportWriter const& writer, RuleFindings const& group) {
  if (group.findings.size() == 1) return message_of(writer, *group.findings.front());
  Plural const* const headline = texts::headline(group.rule->id);
  return headline != nullptr ? writer.say(*headline, group.findings.size()) : std::string();
}

/// What a finding is about, in as few words as possible: the title of the noun, or the whole message.
[[nodiscard]] inline std::string subject_of(ReportWriter const& writer, Finding const& finding) {
  Location const& at = finding.location;
  if (!at.activity) {
    if (finding.stories.empty()) return message_of(writer, finding);
    Story const& first = writer.places().story(writer.places().ref(finding.stories.front()));
    return shown_title(first.title) + " (" + std::to_string(finding.stories.size()) + ')';
  }
  StoryRef const ref = writer.places().ref(at);
  std::string const& title = at.story  ? writer.places().story(ref).title
                             : at.task ? writer.places().task(ref).title
                                       : writer.places().activity(ref).title;
  return title.empty() ? std::string(writer.say(texts::untitled)) : shown_title(title);
}

/// The subjects of the first findings and how many more there are.
[[nodiscard]] inline std::vector<std::string> examples_of(ReportWriter const& writer, RuleFindings const& group) {
  std::vector<std::string> examples;
  std::size_t const shown = std::min(group.findings.size(), most_examples);
  for (std::size_t k = 0; k < shown; ++k) examples.push_back(subject_of(writer, *group.findings[k]));
  if (shown < group.findings.size()) {
    std::string const rest = std::to_string(group.findings.size() - shown);
    examples.push_back("\u2026 " + writer.say(texts::more, rest));
  }
  return examples;
}

/// What to do next, the most pressing first, at most four steps: what is wrong and how to mend it.
[[nodiscard]] inline std::vector<std::string> steps_of(ReportWriter const& writer, Validation const& validation,
                                                       std::size_t duplicate_groups) {
  constexpr std::size_t most_steps = 4;
  std::vector<std::string> steps;
  auto const add = [&](std::string const& problem, std::string_view cure) {
    steps.push_back(problem.empty() ? std::string(cure) : problem + ". " + std::string(cure));
  };
  if (duplicate_groups > 0) {
    add(writer.say(texts::duplicate_groups, duplicate_groups), writer.say(texts::advice(GroupKind::duplicate)));
  }
  for (RuleFindings const& group : by_rule(validation.findings)) {
    if (steps.size() == most_steps) break;
    add(headline_of(writer, group), writer.say(group.rule->fix));
  }
  return steps;
}

/// What two texts have in common. Few shared words make no likeness.
[[nodiscard]] inline std::string_view likeness_of(ReportWriter const& writer, LikenessKind kind, double score) {
  constexpr double same_subject = 0.5;
  bool const is_chance = kind == LikenessKind::reworded && score < same_subject;
  return writer.say(is_chance ? texts::shares_words : texts::of(kind));
}

/// "the same but for one phrase, 3 stories"; the kind only when it holds for all that is shown.
[[nodiscard]] inline std::string likeness_of(ReportWriter const& writer, ListedGroup const& listed,
                                             std::vector<Contrast> const& contrasts) {
  std::string text;
  if (listed.is_chain()) {
    AlikePair const& closest = *listed.closest;
    std::string const arguments[] = {two_decimals(closest.score),
                                     std::string(likeness_of(writer, closest.kind, closest.score))};
    return writer.say(texts::chain, listed.members.size()) + ", " +
           format(texts::closest_two, arguments, writer.language());
  }
  LikenessKind const kind = contrasts.front().kind;
  if (std::all_of(contrasts.begin(), contrasts.end(), [&](Contrast const& c) { return c.kind == kind; })) {
    text = likeness_of(writer, kind, listed.group->best);
  }
  if (listed.members.size() == 2) return text;
  if (!text.empty()) text += ", ";
  return text + writer.say(texts::stories, listed.members.size());
}

/// Why nothing was found.
[[nodiscard]] inline std::string no_matches(ReportWriter const& writer, ClosestStories const& closest) {
  if (closest.at_least <= 0) return std::string(writer.say(texts::no_matches));
  std::string number;
  append_json_number(number, closest.at_least);
  return writer.say(texts::none_reaches, number);
}

/// The notes on all imports, the same one said once, and what was lost before what was understood.
[[nodiscard]] inline std::vector<ImportNote> joined_notes(std::span<ImportedFile const> imports) {
  std::vector<ImportNote> notes;
  for (ImportedFile const& imported : imports) {
    for (ImportNote const& note : imported.report.notes) {
      auto const same = std::find_if(notes.begin(), notes.end(), [&](ImportNote const& other) {
        return other.kind == note.kind && other.message == note.message;
      });
      if (same == notes.end()) {
        notes.push_back(note);
      } else {
        same->times += note.times;
      }
    }
  }
  std::stable_sort(notes.begin(), notes.end(), [](auto const& a, auto const& b) { return a.kind > b.kind; });
  return notes;
}

/// "attachments are not kept (x5)"
[[nodiscard]] inline std::string note_text(ReportWriter const& writer, ImportNote const& note) {
  std::string message = shown_title(translated(note.message, writer.language()), most_text_columns);
  if (note.times == 1) return message;
  return message + " (\u00D7" + std::to_string(note.times) + ')';
}

/// "cards 81, lists 7"; what the file has none of is not mentioned. `space` stands before the numbers.
[[nodiscard]] inline std::string counts_text(ReportWriter const& writer, std::vector<ImportCount> const& counts,
                                             std::string_view space = " ") {
  std::string text;
  for (ImportCount const& count : counts) {
    if (count.count == 0) continue;
    if (!text.empty()) text += ", ";
    text.append(texts::count_word(count.what, writer.language())).append(space).append(std::to_string(count.count));
  }
  return text;
}

/// "trello", and the encoding when it is not the usual one.
[[nodiscard]] inline std::string format_text(ImportReport const& report) {
  return report.encoding == "utf-8" ? report.format : report.format + ", " + report.encoding;
}

/// What one of several files held, in as few words as possible: "trello, 81 stories".
[[nodiscard]] inline std::string held_by_file(ReportWriter const& writer, std::size_t file) {
  ReportContext const& context = writer.context();
  std::string text = format_text(context.imports[file].report);
  if (context.sources.size() != context.imports.size()) return text;
  return text + ", " + writer.say(texts::stories, count(*context.sources[file].map).stories);
}

/// How many notes on the imports are listed.
inline constexpr std::size_t most_notes = 5;

}  // namespace detail

STORYMAP_END
