// storymap/trello.hpp - Trello boards, as "Print, export, and share > Export as JSON" saves them.
// Room: formats. Depends on formats.hpp.
//
// | Trello               | storymap                                                                                 |
// |----------------------|------------------------------------------------------------------------------------------|
// | board                | the map (name, description) and its only activity; its link is an external reference     |
// | list                 | a task of it, in the order of the board                                                  |
// | card                 | a story, in the order of its list; short link and address are an external reference      |
// | description          | description; what the Power-Up Elegantt appends to it becomes the field elegantt         |
// | label                | a label of the story; a label without a name is called by its colour                     |
// | a card's first label | its release: the first that is named like one ("MVP", "Sprint 3", "v1.2"), else the      |
// |                      | first in the order of the board. A label that is nobody's first makes no release         |
// | checklist item       | an acceptance criterion; a card with several checklists has "<checklist>: " before each  |
// | "due" is complete    | status done                                                                              |
// | title of the list    | else the status, where the title says one ("Doing", "On hold", "Done"); else todo        |
// | custom field         | points or priority when named like them; else an unknown field of the story              |
// | everything else kept | fields of the story's external reference: archived, attachments (name, url), checklists  |
// |                      | (name, states), due, dueComplete, idShort, list, members (names), start                  |
//
// What lives in no card's fields is left out: the history of the board with its comments, votes, covers, stickers and
// the data of Power-Ups. Archived cards and lists are kept unless `ReadOptions::archived` is false. Cards on a list
// that the export lacks stand in a task of their own, at the end.
//
// Ids stay those of Trello. Exports have grown over the years: every array but `lists` and `cards` may be missing, null
// is the same as missing, and unknown members do not matter.
#pragma once

#include <storymap/formats.hpp>

#include <string_view>

STORYMAP_BEGIN

/// Reads a board.
///
/// The report counts what the file holds, archived or not: cards, archived (cards), lists, closed_lists, checklists,
/// checkitems, labels, attachments, customFields, cfItems (values of custom fields), due (cards with a date), desc
/// (cards with a description), actions, members (people in the list of members and in the history).
///
/// A value of the wrong kind is Errc::invalid_field with its JSON pointer. `text` is UTF-8. O(size).
[[nodiscard]] Result<Map> read_trello(std::string_view text, ReadOptions const& options, ImportReport& report);

/// The format "trello". It can read, not write.
[[nodiscard]] Format trello_format() noexcept;

STORYMAP_END
