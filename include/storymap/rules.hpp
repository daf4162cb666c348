// storymap/rules.hpp - rules of a good story map, as data.
// Room: answers. Depends on model.
//
// A rule is a description and one function that reports what it finds:
//
//     void check_short_title(Map const& map, Sink& sink) {
//       ...
//       sink.report(Location::of(place));
//     }
//     constexpr Rule short_title = {.id = "compat/short_title", .kind = "short_title", .severity = Severity::info,
//     ...};
#pragma once

#include <storymap/model.hpp>
#include <storymap/visit.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

/// The languages everything a user sees is written in.
enum class Language { en, ru };

/// "en", "ru".
[[nodiscard]] constexpr std::string_view to_string(Language language) noexcept {
  return language == Language::en ? "en" : "ru";
}

/// A text in both languages. "{0}", "{1}"... stand for arguments, and words follow a number that is one:
/// "{0|story|stories}", in Russian with the forms for 1, 2 and 5.
struct LocalText {
  std::string_view en;
  std::string_view ru;

  [[nodiscard]] constexpr std::string_view in(Language language) const noexcept {
    return language == Language::en ? en : ru;
  }
};

/// The text with its arguments filled in.
[[nodiscard]] std::string format(LocalText const& text, std::span<std::string const> arguments, Language language);

enum class Severity { error, warning, info };

[[nodiscard]] constexpr std::string_view to_string(Severity severity) noexcept {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "info";
  }
  return "info";
}

/// What a rule looks after.
enum class Category { structure, completeness, quality, balance };

[[nodiscard]] constexpr std::string_view to_string(Category category) noexcept {
  switch (category) {
    case Category::structure: return "structure";
    case Category::completeness: return "completeness";
    case Category::quality: return "quality";
    case Category::balance: return "balance";
  }
  return "structure";
}

/// The part of the map a finding is about: the whole map, an activity, a task or a story, by position.
struct Location {
  std::optional<std::size_t> activity = {};
  std::optional<std::size_t> task = {};
  std::optional<std::size_t> story = {};

  [[nodiscard]] static Location of(StoryPlace const& place) { return {place.activity, place.task, place.story}; }

  friend bool operator==(Location const&, Location const&) = default;
};

namespace detail {

/// Which form of a Russian word follows a number: 0 for 1, 21, 101; 1 for 2-4, 22-24; 2 for all others, as 0, 5, 11.
[[nodiscard]] constexpr std::size_t russian_form(std::size_t number) noexcept {
  std::size_t const last = number % 10;
  bool const teen = number / 10 % 10 == 1;
  return teen || last == 0 || last > 4 ? 2 : (last == 1 ? 0 : 1);
}

}  // namespace detail

class Sink;

struct Rule {
  std::string_view id;    ///< unique over all profiles: "compat/empty_task"
  std::string_view kind;  ///< the word in reports; several rules may share one
  Severity severity = Severity::info;
  Category category = Category::structure;
  LocalText message;  ///< what is wrong
  LocalText fix;      ///< what to do about it
  void (*check)(Map const& map, Sink& sink) = nullptr;
};

/// Something a rule found.
struct Finding {
  Rule const* rule = nullptr;
  Location location;
  std::vector<StoryPlace> stories;     ///< the stories concerned, when there are several
  std::vector<std::string> arguments;  ///< for the message

  [[nodiscard]] std::string message(Language language) const { return format(rule->message, arguments, language); }
};

/// Collects what one rule reports.
class Sink {
 public:
  Sink(Rule const& rule, std::vector<Finding>& findings) : rule_(rule), findings_(findings) {}

  void report(Location location, std::vector<std::string> arguments = {}, std::vector<StoryPlace> stories = {}) {
    findings_.push_back({&rule_, location, std::move(stories), std::move(arguments)});
  }

 private:
  Rule const& rule_;
  std::vector<Finding>& findings_;
};

namespace rules {

/// The rules of the predecessor, which a user's existing reports rely on.
[[nodiscard]] std::span<Rule const> compat() noexcept;

}  // namespace rules

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/rules.ipp>
#endif
