// storymap/impl/model.ipp - bodies of model.hpp.
#pragma once

#include <storymap/model.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <unordered_set>

STORYMAP_BEGIN

STORYMAP_DECL Fields::Fields(std::initializer_list<Field> fields) {
  for (Field const& field : fields) set(field.name, field.json);
}

STORYMAP_DECL std::string const* Fields::find(std::string_view name) const noexcept {
  auto const at = std::lower_bound(fields_.begin(), fields_.end(), name,
                                   [](Field const& field, std::string_view wanted) { return field.name < wanted; });
  return at != fields_.end() && at->name == name ? &at->json : nullptr;
}

STORYMAP_DECL void Fields::set(std::string name, std::string json) {
  auto const at = std::lower_bound(fields_.begin(), fields_.end(), name,
                                   [](Field const& field, std::string const& wanted) { return field.name < wanted; });
  if (at != fields_.end() && at->name == name) {
    at->json = std::move(json);
  } else {
    fields_.insert(at, Field{std::move(name), std::move(json)});
  }
}

STORYMAP_DECL bool Fields::erase(std::string_view name) {
  auto const at = std::find_if(fields_.begin(), fields_.end(), [&](Field const& field) { return field.name == name; });
  if (at == fields_.end()) return false;
  fields_.erase(at);
  return true;
}

STORYMAP_DECL std::optional<Status> parse_status(std::string_view word) noexcept {
  for (Status const status : {Status::todo, Status::in_progress, Status::done, Status::blocked}) {
    if (to_string(status) == word) return status;
  }
  return std::nullopt;
}

STORYMAP_DECL std::optional<LinkKind> parse_link_kind(std::string_view word) noexcept {
  for (LinkKind const kind : {LinkKind::blocks, LinkKind::relates, LinkKind::duplicates}) {
    if (to_string(kind) == word) return kind;
  }
  return std::nullopt;
}

namespace detail {

/// Walks a map once and stops at the first broken invariant.
class MapChecker {
 public:
  explicit MapChecker(Map const& map) : map_(map) {}

  Result<void> run() {
    text(map_.name, "/name");
    text(map_.description, "/description");
    fields(map_.extra, "");
    for (std::size_t i = 0; i < map_.personas.size(); ++i) {
      noun(map_.personas[i], map_.personas[i].name, "name", "persona", child("/personas", i), personas_);
    }
    for (std::size_t i = 0; i < map_.releases.size(); ++i) {
      noun(map_.releases[i], map_.releases[i].title, "title", "release", child("/releases", i), releases_);
    }
    for (std::size_t i = 0; i < map_.activities.size() && !failed_; ++i) {
      activity(map_.activities[i], child("/activities", i));
    }
    for (std::size_t i = 0; i < map_.links.size() && !failed_; ++i) link(map_.links[i], child("/links", i));
    if (failed_) return Failure{std::move(error_)};
    return {};
  }

 private:
  static std::string child(std::string const& path, std::size_t index) { return path + "/" + std::to_string(index); }

  void fail(Errc code, std::string message, std::string path) {
    if (failed_) return;
    failed_ = true;
    error_ = Error{code, std::move(message), std::move(path)};
  }

  void text(std::string const& value, std::string const& path) {
    if (std::size_t const bad = find_invalid_utf8(value); bad != std::string::npos) {
      fail(Errc::invalid_encoding, "byte " + std::to_string(bad) + " is not UTF-8", path);
    }
  }

  void fields(Fields const& extra, std::string const& path) {
    for (Field const& field : extra) {
      text(field.name, path);
      text(field.json, path);
    }
  }

  template <class Noun, class Ids>
  void noun(Noun const& noun, std::string const& title, char const* title_field, char const* what,
            std::string const& path, Ids& seen) {
    if (!is_valid_id(noun.id.str())) {
      fail(Errc::invalid_field, "expected an id of 1 to 128 bytes of UTF-8 without control characters", path + "/id");
    } else if (!seen.insert(noun.id).second) {
      fail(Errc::duplicate_id, "the " + std::string(what) + " id '" + noun.id.str() + "' is used twice", path + "/id");
    }
    text(title, path + "/" + title_field);
    text(noun.description, path + "/description");
    fields(noun.extra, path);
    for (std::size_t i = 0; i < noun.external.size(); ++i) external(noun.external[i], child(path + "/external", i));
  }

  void external(External const& reference, std::string const& path) {
    text(reference.system, path + "/system");
    text(reference.key, path + "/key");
    text(reference.url, path + "/url");
    fields(reference.fields, path);
  }

  void activity(Activity const& activity, std::string const& path) {
    noun(activity, activity.title, "title", "activity", path, activities_);
    for (std::size_t i = 0; i < activity.tasks.size() && !failed_; ++i) {
      Task const& task = activity.tasks[i];
      std::string const task_path = child(path + "/tasks", i);
      noun(task, task.title, "title", "task", task_path, tasks_);
      for (std::size_t k = 0; k < task.stories.size() && !failed_; ++k) {
        story(task.stories[k], child(task_path + "/stories", k));
      }
    }
  }

  void story(Story const& story, std::string const& path) {
    noun(story, story.title, "title", "story", path, stories_);
    text(story.priority, path + "/priority");
    for (std::size_t i = 0; i < story.acceptance_criteria.size(); ++i) {
      text(story.acceptance_criteria[i], child(path + "/acceptance_criteria", i));
    }
    if (story.points && !(std::isfinite(*story.points) && *story.points >= 0)) {
      fail(Errc::invalid_field, "expected a finite number of points, 0 or more", path + "/points");
    }
    if (story.release && !releases_.contains(*story.release)) {
      fail(Errc::unknown_id, "no release has the id '" + story.release->str() + "'", path + "/release");
    }
    std::unordered_set<std::string_view> labels;
    for (std::size_t i = 0; i < story.labels.size(); ++i) {
      text(story.labels[i], child(path + "/labels", i));
      if (!labels.insert(story.labels[i]).second) {
        fail(Errc::invalid_field, "the label '" + story.labels[i] + "' is listed twice", child(path + "/labels", i));
      }
    }
    std::unordered_set<std::string_view> personas;
    for (std::size_t i = 0; i < story.personas.size(); ++i) {
      PersonaId const& persona = story.personas[i];
      if (!personas_.contains(persona)) {
        fail(Errc::unknown_id, "no persona has the id '" + persona.str() + "'", child(path + "/personas", i));
      }
      if (!personas.insert(persona.str()).second) {
        fail(Errc::invalid_field, "the persona '" + persona.str() + "' is listed twice", child(path + "/personas", i));
      }
    }
  }

  void link(Link const& link, std::string const& path) {
    for (auto const& [end, name] : {std::pair{&link.from, "/from"}, std::pair{&link.to, "/to"}}) {
      if (!stories_.contains(*end)) fail(Errc::unknown_id, "no story has the id '" + end->str() + "'", path + name);
    }
    if (link.from == link.to) fail(Errc::invalid_field, "a story cannot be linked to itself", path);
    if (!links_.insert({link.kind, link.from.str(), link.to.str()}).second) {
      fail(Errc::duplicate_id, "the same link is listed twice", path);
    }
    fields(link.extra, path);
  }

  Map const& map_;
  bool failed_ = false;
  Error error_;
  std::unordered_set<PersonaId> personas_;
  std::unordered_set<ReleaseId> releases_;
  std::unordered_set<ActivityId> activities_;
  std::unordered_set<TaskId> tasks_;
  std::unordered_set<StoryId> stories_;
  std::set<std::tuple<LinkKind, std::string_view, std::string_view>> links_;
};

}  // namespace detail

STORYMAP_DECL Result<void> check(Map const& map) { return detail::MapChecker(map).run(); }

STORYMAP_END
