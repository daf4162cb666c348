// storymap/impl/model.ipp - bodies of model.hpp.
#pragma once

#include <storymap/detail/field_check.hpp>
#include <storymap/detail/json_place.hpp>
#include <storymap/detail/link_rules.hpp>
#include <storymap/detail/name_set.hpp>
#include <storymap/model.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <cmath>
#include <unordered_set>

STORYMAP_BEGIN

namespace detail {

/// The first field whose name does not come before `name`. Works on const and mutable fields.
template <class SomeFields>
[[nodiscard]] auto field_at(SomeFields& fields, std::string_view name) noexcept {
  return std::lower_bound(fields.begin(), fields.end(), name,
                          [](Field const& field, std::string_view wanted) { return field.name.compare(wanted) < 0; });
}

}  // namespace detail

STORYMAP_DECL Fields::Fields(std::initializer_list<Field> fields) { assign(fields); }

STORYMAP_DECL std::optional<std::string> Fields::assign(std::vector<Field> fields) {
  auto const by_name = [](Field const& a, Field const& b) { return a.name < b.name; };
  auto const same_name = [](Field const& a, Field const& b) { return a.name == b.name; };
  if (!std::is_sorted(fields.begin(), fields.end(), by_name)) {
    std::stable_sort(fields.begin(), fields.end(), by_name);
  }
  std::optional<std::string> twice;
  if (auto const at = std::adjacent_find(fields.begin(), fields.end(), same_name); at != fields.end()) {
    twice = at->name;
    fields.erase(fields.begin(), std::unique(fields.rbegin(), fields.rend(), same_name).base());
  }
  fields_ = std::move(fields);
  return twice;
}

STORYMAP_DECL std::string const* Fields::find(std::string_view name) const noexcept {
  auto const at = detail::field_at(fields_, name);
  return at != fields_.end() && at->name == name ? &at->json : nullptr;
}

STORYMAP_DECL void Fields::set(std::string name, std::string json) {
  auto const at = detail::field_at(fields_, name);
  if (at != fields_.end() && at->name == name) {
    at->json = std::move(json);
  } else {
    fields_.insert(at, Field{std::move(name), std::move(json)});
  }
}

STORYMAP_DECL bool Fields::erase(std::string_view name) {
  auto const at = detail::field_at(fields_, name);
  if (at == fields_.end() || at->name != name) return false;
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
    fields<Map>(map_.extra, root);
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

  template <class Owner>
  void fields(Fields const& extra, JsonPlace const& at) {
    for (Field const& field : extra) {
      text(field.name, at);
      text(field.json, at);
      JsonPlace const here(at, field.name);
      if (is_schema_word<Owner>(field.name)) fail(Errc::invalid_field, reserved_word(field.name), here);
      if (Result<void> const good = check_json(field.json); !good) {
        fail(Errc::invalid_field, no_json(good.error()), here);
      }
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
    fields<Noun>(noun.extra, at);
    each(noun.external, at, "external", [&](External const& item, JsonPlace const& here) { external(item, here); });
  }

  void external(External const& reference, JsonPlace const& at) {
    text(reference.system, at, "system");
    text(reference.key, at, "key");
    text(reference.url, at, "url");
    fields<External>(reference.fields, at);
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
    check_ends(
        link, [&](StoryId const& id) { return stories_.contains(id.str()); },
        [&](LinkPart part, Errc code, std::string message) {
          JsonPlace const end(at, part == LinkPart::from ? "from" : "to");
          fail(code, std::move(message), part == LinkPart::both ? at : end);
        });
    if (!links_.insert(link)) fail(Errc::duplicate_id, "the same link is listed twice", at);
    fields<Link>(link.extra, at);
  }

  Map const& map_;
  bool failed_ = false;
  Error error_;
  Names personas_;
  Names releases_;
  Names activities_;
  Names tasks_;
  Names stories_;
  LinkSet links_;
};

}  // namespace detail

STORYMAP_DECL Result<void> check(Map const& map) { return detail::MapChecker(map).run(); }

STORYMAP_END
