// storymap/edit.hpp - changes of a map as values.
// Room: model. Depends on model.hpp and visit.hpp.
//
// Everything that changes a map anywhere is a list of edits: typing, undo, import, merge, live collaboration.
//
//     std::vector<Edit> const edits = {
//         Add<Story>{{.id = StoryId("s9"), .title = "Pay by card"}, {.parent = TaskId("t1"), .after = StoryId("s3")}},
//         Set<Story>{StoryId("s3"), "title", "Pay by invoice"},
//     };
//     Result<std::vector<Edit>> undo = apply(map, edits);   // all of them, or none
//     apply(map, *undo);                                    // the map is what it was, byte for byte
#pragma once

#include <storymap/model.hpp>
#include <storymap/visit.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

STORYMAP_BEGIN

/// A place among siblings: directly after the sibling `after`, or first when it is empty. Unlike an index it keeps its
/// meaning when others insert and remove around it.
template <class Noun>
struct Place {
  ParentId<Noun> parent{};
  std::optional<Id<Noun>> after;

  friend bool operator==(Place const&, Place const&) = default;
};

/// JSON text, one value: that of an unknown field, which says what it may be (`Field`).
struct JsonText {
  std::string text;

  friend bool operator==(JsonText const&, JsonText const&) = default;
};

/// What a field is set to. `monostate` clears: the field becomes empty, an unknown field disappears.
using Value =
    std::variant<std::monostate, std::string, double, std::vector<std::string>, std::vector<External>, JsonText>;

/// Puts a new noun on the map. The noun holds no children (they are added by their own edits) and its references exist.
template <class Noun>
struct Add {
  Noun value;
  Place<Noun> place;

  friend bool operator==(Add const&, Add const&) = default;
};

/// Takes a noun off the map. Refused with Errc::in_use while it has children or something refers to it; `plan_remove`
/// lists what has to go first.
template <class Noun>
struct Remove {
  Id<Noun> id;

  friend bool operator==(Remove const&, Remove const&) = default;
};

/// Moves a noun, with everything in it, to another place.
template <class Noun>
struct Move {
  Id<Noun> id;
  Place<Noun> place;

  friend bool operator==(Move const&, Move const&) = default;
};

/// Sets one field of a noun. `field` is the word of the JSON schema: "title", "status", "points"... A word the schema
/// does not know names an unknown field, whose value is JsonText. Ids, children, labels and links are not fields.
///
/// | value                 | fields                                                                  |
/// |-----------------------|-------------------------------------------------------------------------|
/// | string                | title, name, description, priority, status (its word), release (its id) |
/// | double                | points                                                                  |
/// | list of strings       | acceptance_criteria, personas (ids)                                     |
/// | list of externals     | external                                                                |
/// | JsonText              | every other word                                                        |
///
/// `monostate` clears everything but title, name and status.
template <class Noun>
struct Set {
  Id<Noun> id;
  std::string field;
  Value value;

  friend bool operator==(Set const&, Set const&) = default;
};

/// Sets a field of the map itself: name, description or an unknown one.
struct SetMap {
  std::string field;
  Value value;

  friend bool operator==(SetMap const&, SetMap const&) = default;
};

/// The identity of a link.
struct LinkKey {
  LinkKind kind = LinkKind::relates;
  StoryId from;
  StoryId to;

  friend bool operator==(LinkKey const&, LinkKey const&) = default;
};

/// Puts a new link behind the link `after`, or first. Both stories exist and differ.
struct AddLink {
  Link value;
  std::optional<LinkKey> after;

  friend bool operator==(AddLink const&, AddLink const&) = default;
};

/// Takes a link away. A link has no fields to set: changing its unknown fields is a removal and an addition.
struct RemoveLink {
  LinkKey link;

  friend bool operator==(RemoveLink const&, RemoveLink const&) = default;
};

/// Gives a story a label that it does not have, behind its label `after`, or first.
struct AddLabel {
  StoryId story;
  std::string label;
  std::optional<std::string> after;

  friend bool operator==(AddLabel const&, AddLabel const&) = default;
};

/// Takes a label from a story.
struct RemoveLabel {
  StoryId story;
  std::string label;

  friend bool operator==(RemoveLabel const&, RemoveLabel const&) = default;
};

/// One elementary change. Closed: every program that handles edits handles all of them.
using Edit = std::variant<Add<Activity>, Add<Task>, Add<Story>, Add<Release>, Add<Persona>,                 //
                          Remove<Activity>, Remove<Task>, Remove<Story>, Remove<Release>, Remove<Persona>,  //
                          Move<Activity>, Move<Task>, Move<Story>, Move<Release>, Move<Persona>,            //
                          Set<Activity>, Set<Task>, Set<Story>, Set<Release>, Set<Persona>, SetMap,         //
                          AddLink, RemoveLink, AddLabel, RemoveLabel>;

/// Applies all edits in order, or none of them.
///
/// Returns the edits that undo the batch: applied to the changed map they restore it byte for byte. On failure the map
/// is what it was and the error's path starts with the index of the offending edit, then names its member:
/// "/3/place/parent".
///
/// The map must satisfy `check` and still does afterwards. Errors:
///
/// * unknown_id: the target, its new parent or sibling, or something a value refers to does not exist;
/// * duplicate_id: the id, link or label that is added is there already;
/// * in_use: what is removed still has children, links or stories;
/// * invalid_field: a value of the wrong type or range, a word that cannot be set, a noun added with children, an
/// unknown
///   field that is no JSON or is named like a word of the schema;
/// * invalid_encoding: text that is not UTF-8.
///
/// Cost: O(nouns and links) once, and O(size of the edit) for each, wherever it stands among how many siblings. When
/// memory runs out (std::bad_alloc) the map is valid, but may hold the first of the edits.
[[nodiscard]] Result<std::vector<Edit>> apply(Map& map, std::span<Edit const> edits);

/// The same for a vector of edits. It is a template that takes every reference, because an unqualified
/// `apply(map, edits)` also finds std::apply, and must not prefer it.
template <class Edits>
requires std::convertible_to<Edits&&, std::span<Edit const>>
[[nodiscard]] Result<std::vector<Edit>> apply(Map& map, Edits&& edits) {
  return apply(map, std::span<Edit const>(edits));
}

/// The edits that remove a noun with everything in it and everything that refers to it: links of its stories, the
/// release or persona of stories elsewhere. Applying them to `map` removes the noun. Empty when the id is unknown.
[[nodiscard]] std::vector<Edit> plan_remove(Map const& map, ActivityId const& id);
[[nodiscard]] std::vector<Edit> plan_remove(Map const& map, TaskId const& id);
[[nodiscard]] std::vector<Edit> plan_remove(Map const& map, StoryId const& id);
[[nodiscard]] std::vector<Edit> plan_remove(Map const& map, ReleaseId const& id);
[[nodiscard]] std::vector<Edit> plan_remove(Map const& map, PersonaId const& id);

/// What `rebase` had to decide for the user.
struct RebaseNote {
  enum class Kind {
    place_lost,   ///< the sibling named by `after` is gone: the noun goes to the end of its parent
    overwritten,  ///< others set the same field, moved the same noun to another parent, added the same link with other
                  ///< fields, or changed the noun or link that is removed: the rebased edit, being later, wins
  };
  Kind kind = Kind::place_lost;
  std::size_t edit = 0;  ///< index into the edits passed in
  std::string path;      ///< what is affected: "/story/s3/title", "/story/s3/place", "/story/s3", "/name"

  friend bool operator==(RebaseNote const&, RebaseNote const&) = default;
};

struct Rebased {
  std::vector<Edit> edits;  ///< to be applied to `current`
  std::vector<RebaseNote> notes;
};

/// Rewrites edits that were made against `base` so that they apply to `current`, which others have changed meanwhile.
///
/// Changes of different fields both stay. The same field: the rebased edit wins and is reported, once. A vanished
/// `after` falls to the end of the parent and is reported. Edits whose effect `current` already has (the same removal,
/// label or link) are left out; a link that others have added with other fields is removed before it is added. Later
/// edits of the batch may use what earlier ones add.
///
/// The whole batch fails, with the pointer of the edit, when
///
/// * its target, the new parent or something a value refers to has vanished: unknown_id, "/3/id";
/// * others have taken the id it adds: duplicate_id, "/3/value/id";
/// * others have put something into what it removes, or refer to it now: in_use, "/3/id";
/// * it does not apply to `base` in the first place: the error of `apply`.
///
/// Both maps must satisfy `check`. Cost: a copy of both, then what `apply` costs on each.
[[nodiscard]] Result<Rebased> rebase(std::span<Edit const> edits, Map const& base, Map const& current);

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/edit.ipp>
#endif
