// storymap/model.hpp - the story map as plain values.
// Room: model. Depends on base.
//
//     Activity   a goal of the user, left to right         "Buy a product"
//       Task     a step towards it: the backbone            "Pay for the order"
//         Story  one thing the product does, top to bottom  "Pay by card"
//
// Releases slice the stories horizontally, personas say for whom, links say what depends on what. Everything is a
// value: copy it, compare it, move it. The order in a vector *is* the position on the map.
#pragma once

#include <storymap/ids.hpp>
#include <storymap/result.hpp>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// A field this library does not know, kept as it was read and written back unchanged.
struct Field {
  /// Any text that is no word of the schema where the field stands: a story has no unknown field "title".
  std::string name;
  /// The value as compact JSON text: `"high"`, `[1,2]`.
  std::string json;

  friend bool operator==(Field const&, Field const&) = default;
};

/// Unknown fields, sorted by name (bytewise), each name once: two maps with the same fields compare equal however the
/// fields were ordered in their files.
class Fields {
 public:
  Fields() = default;
  /// As `assign` does.
  Fields(std::initializer_list<Field> fields);

  [[nodiscard]] auto begin() const noexcept { return fields_.begin(); }
  [[nodiscard]] auto end() const noexcept { return fields_.end(); }
  [[nodiscard]] std::size_t size() const noexcept { return fields_.size(); }
  [[nodiscard]] bool empty() const noexcept { return fields_.empty(); }

  /// Replaces all fields in O(n log n), whatever their order. Of fields with one name the last stays, and the first
  /// such name is returned; nothing when all names differ.
  std::optional<std::string> assign(std::vector<Field> fields);

  /// The JSON text of a field, or null when there is none. O(log n).
  [[nodiscard]] std::string const* find(std::string_view name) const noexcept;

  /// Sets a field, replacing the value it had. `json` must be one valid JSON value; `check` finds out. O(n), and
  /// O(log n) behind all others: many fields in any order are for `assign`.
  void set(std::string name, std::string json);

  /// Removes a field; returns false when there was none. O(n).
  bool erase(std::string_view name);

  friend bool operator==(Fields const&, Fields const&) = default;

 private:
  std::vector<Field> fields_;
};

/// Where a noun lives in another system. Words of that system which the model has no place for ("status": "In QA",
/// "type": "Bug") stay in `fields`.
struct External {
  std::string system;  ///< "jira", "trello", ...
  std::string key;     ///< its key there: "SHOP-12"
  std::string url;     ///< absolute, or empty
  Fields fields;

  friend bool operator==(External const&, External const&) = default;
};

enum class Status { todo, in_progress, done, blocked };

[[nodiscard]] constexpr std::string_view to_string(Status status) noexcept {
  switch (status) {
    case Status::todo: return "todo";
    case Status::in_progress: return "in_progress";
    case Status::done: return "done";
    case Status::blocked: return "blocked";
  }
  return "todo";
}

[[nodiscard]] std::optional<Status> parse_status(std::string_view word) noexcept;

/// What a link says about its two stories.
enum class LinkKind {
  blocks,      ///< `to` cannot be finished before `from`
  relates,     ///< worth knowing together
  duplicates,  ///< `from` says the same as `to`
};

[[nodiscard]] constexpr std::string_view to_string(LinkKind kind) noexcept {
  switch (kind) {
    case LinkKind::blocks: return "blocks";
    case LinkKind::relates: return "relates";
    case LinkKind::duplicates: return "duplicates";
  }
  return "relates";
}

[[nodiscard]] std::optional<LinkKind> parse_link_kind(std::string_view word) noexcept;

/// A user story: one thing the product does for someone.
struct Story {
  StoryId id;
  std::string title;
  std::string description;                       ///< Markdown; empty when there is none
  std::vector<std::string> acceptance_criteria;  ///< one statement each
  std::string priority;  ///< the team's own word ("MVP", "Must", "High"); empty when there is none
  Status status = Status::todo;
  std::optional<double> points;     ///< estimate, finite and >= 0
  std::vector<std::string> labels;  ///< each once, in order
  std::vector<PersonaId> personas;  ///< each once, in order
  std::optional<ReleaseId> release;
  std::vector<External> external;
  Fields extra;

  friend bool operator==(Story const&, Story const&) = default;
};

/// A user task: a step of an activity; the tasks, left to right, are the backbone of the map.
struct Task {
  TaskId id;
  std::string title;
  std::string description;
  std::vector<Story> stories;
  std::vector<External> external;
  Fields extra;

  friend bool operator==(Task const&, Task const&) = default;
};

/// An activity: a goal of the user that takes several tasks.
struct Activity {
  ActivityId id;
  std::string title;
  std::string description;
  std::vector<Task> tasks;
  std::vector<External> external;
  Fields extra;

  friend bool operator==(Activity const&, Activity const&) = default;
};

/// A release: a horizontal slice of the map. The first one is what ships first.
struct Release {
  ReleaseId id;
  std::string title;
  std::string description;
  std::vector<External> external;
  Fields extra;

  friend bool operator==(Release const&, Release const&) = default;
};

/// A persona: for whom stories are written.
struct Persona {
  PersonaId id;
  std::string name;
  std::string description;
  std::vector<External> external;
  Fields extra;

  friend bool operator==(Persona const&, Persona const&) = default;
};

/// A link between two stories; (kind, from, to) is its identity within the map.
struct Link {
  LinkKind kind = LinkKind::relates;
  StoryId from;
  StoryId to;
  Fields extra;

  friend bool operator==(Link const&, Link const&) = default;
};

/// True when both links have the same kind and ends, whatever their unknown fields.
[[nodiscard]] inline bool same_link(Link const& a, Link const& b) noexcept {
  return a.kind == b.kind && a.from == b.from && a.to == b.to;
}

/// A whole user story map.
struct Map {
  std::string name;
  std::string description;
  std::vector<Persona> personas;
  std::vector<Release> releases;
  std::vector<Link> links;
  std::vector<Activity> activities;
  Fields extra;

  friend bool operator==(Map const&, Map const&) = default;
};

/// Checks what every map must keep: valid ids, unique per noun; releases, personas and link ends that exist; links,
/// labels and personas listed once; points finite and not negative; unknown fields that are JSON and not named like a
/// word of the schema; all text valid UTF-8. Everything a map can *lack* (titles, criteria, stories) is a matter for
/// `validate`, not for `check`.
///
/// The error names the first offence by JSON pointer: "/activities/0/tasks/2/stories/5/release". O(size of the map).
[[nodiscard]] Result<void> check(Map const& map);

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/model.ipp>
#endif
