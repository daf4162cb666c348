// storymap/impl/model.ipp - bodies of model.hpp.
#pragma once

#include <storymap/detail/json_place.hpp>
#include <storymap/detail/name_set.hpp>
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
    JsonPlace const root;
    text(map_.name, root, "name");
    text(map_.description, root, "description");
    fields(map_.extra, root);
    each(map_.personas, root, "personas", [&](Persona const& persona, JsonPlace const& at) {
      noun(persona, persona.name, "name", "persona", at, personas_);
    });
    each(map_.releases, root, "releases", [&](Release const& release, JsonPlace const& at) {
      noun(release, release.title, "title", "release", at, releases_);
    });
    each(map_.activities, root, "activities", [&](Activity const& item, JsonPlace const& at) { activity(item, at); });
    each(map_.links, root, "links", [&](Link const& item, JsonPlace const& at) { link(item, at); });
    if (failed_) return Failure{std::move(error_)};
    return {};
  }

 private:
  using Names = std::unordered_set<std::string_view>;

  void fail(Errc code, std::string message, JsonPlace const& at) {
    if (failed_) return;
    failed_ = true;
    error_ = Error{code, std::move(message), at.pointer()};
  }

  /// Calls `visit(item, place)` for what the member `name` of the noun at `owner` lists.
  template <class Item, class F>
  void each(std::vector<Item> const& list, JsonPlace const& owner, std::string_view name, F&& visit) {
    JsonPlace const member(owner, name);
    for (std::size_t i = 0; i < list.size() && !failed_; ++i) visit(list[i], JsonPlace(member, i));
  }

  void text(std::string_view value, JsonPlace const& at) {
    if (std::size_t const bad = find_invalid_utf8(value); bad != std::string_view::npos) {
      fail(Errc::invalid_encoding, "byte " + std::to_string(bad) + " is not UTF-8", at);
    }
  }

  void text(std::string_view value, JsonPlace const& owner, std::string_view name) {
    text(value, JsonPlace(owner, name));
  }

  void fields(Fields const& extra, JsonPlace const& at) {
    for (Field const& field : extra) {
      text(field.name, at);
      text(field.json, at);
    }
  }

  template <class Noun>
  void noun(Noun const& noun, std::string const& title, std::string_view title_field, std::string_view what,
            JsonPlace const& at, Names& seen) {
    std::string const& id = noun.id.str();
    if (!is_valid_id(id)) {
      fail(Errc::invalid_field, "expected an id of 1 to 128 bytes of UTF-8 without control characters", {at, "id"});
    } else if (!seen.insert(id).second) {
      fail(Errc::duplicate_id, "the " + std::string(what) + " id '" + id + "' is used twice", {at, "id"});
    }
    text(title, at, title_field);
    text(noun.description, at, "description");
    fields(noun.extra, at);
    each(noun.external, at, "external", [&](External const& item, JsonPlace const& here) { external(item, here); });
  }

  void external(External const& reference, JsonPlace const& at) {
    text(reference.system, at, "system");
    text(reference.key, at, "key");
    text(reference.url, at, "url");
    fields(reference.fields, at);
  }

  void activity(Activity const& activity, JsonPlace const& at) {
    noun(activity, activity.title, "title", "activity", at, activities_);
    each(activity.tasks, at, "tasks", [&](Task const& task, JsonPlace const& task_at) {
      noun(task, task.title, "title", "task", task_at, tasks_);
      each(task.stories, task_at, "stories", [&](Story const& item, JsonPlace const& here) { story(item, here); });
    });
  }

  void story(Story const& story, JsonPlace const& at) {
    noun(story, story.title, "title", "story", at, stories_);
    text(story.priority, at, "priority");
    each(story.acceptance_criteria, at, "acceptance_criteria",
         [&](std::string const& criterion, JsonPlace const& here) { text(criterion, here); });
    if (story.points && !(std::isfinite(*story.points) && *story.points >= 0)) {
      fail(Errc::invalid_field, "expected a finite number of points, 0 or more", {at, "points"});
    }
    if (story.release && !releases_.contains(story.release->str())) {
      fail(Errc::unknown_id, "no release has the id '" + story.release->str() + "'", {at, "release"});
    }
    NameSet labels;
    each(story.labels, at, "labels", [&](std::string const& label, JsonPlace const& here) {
      text(label, here);
      if (!labels.insert(label)) fail(Errc::invalid_field, "the label '" + label + "' is listed twice", here);
    });
    NameSet personas;
    each(story.personas, at, "personas", [&](PersonaId const& persona, JsonPlace const& here) {
      std::string const& id = persona.str();
      if (!personas_.contains(id)) fail(Errc::unknown_id, "no persona has the id '" + id + "'", here);
      if (!personas.insert(id)) fail(Errc::invalid_field, "the persona '" + id + "' is listed twice", here);
    });
  }

  void link(Link const& link, JsonPlace const& at) {
    for (auto const& [end, name] : {std::pair{&link.from, "from"}, std::pair{&link.to, "to"}}) {
      if (!stories_.contains(end->str())) {
        fail(Errc::unknown_id, "no story has the id '" + end->str() + "'", {at, name});
      }
    }
    if (link.from == link.to) fail(Errc::invalid_field, "a story cannot be linked to itself", at);
    if (!links_.insert({link.kind, link.from.str(), link.to.str()}).second) {
      fail(Errc::duplicate_id, "the same link is listed twice", at);
    }
    fields(link.extra, at);
  }

  Map const& map_;
  bool failed_ = false;
  Error error_;
  Names personas_;
  Names releases_;
  Names activities_;
  Names tasks_;
  Names stories_;
  std::set<std::tuple<LinkKind, std::string_view, std::string_view>> links_;
};

}  // namespace detail

STORYMAP_DECL Result<void> check(Map const& map) { return detail::MapChecker(map).run(); }

STORYMAP_END
