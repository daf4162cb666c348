// storymap/csv.hpp - maps as CSV: our own columns, and what Jira, Azure DevOps and spreadsheets export.
// Room: formats. Depends on formats.hpp.
//
// Our own columns hold everything a map holds. Every noun is a row: `type` says which, `parent` names the activity of a
// task and the task of a story, the order of the rows is the order on the map. The header is one line:
//
//     type,id,parent,title,description,acceptance_criteria,priority,status,points,labels,personas,release,
//         kind,from,to,external,extra
//     map,,,Online shop
//     persona,p1,,Buyer
//     release,r1,,First sale
//     activity,a1,,Buy a product
//     task,t1,a1,Pay for the order
//     story,s1,t1,Pay by card,,The receipt arrives,Must,todo,3,payment,p1,r1
//     link,,,,,,,,,,,,blocks,s1,s2
//
//   lists     acceptance_criteria, labels and personas hold one item a line. Inside an item \\ is a backslash, \n
//             and \r are line ends, \e is an empty item; blank lines mean nothing.
//   JSON      `extra` holds unknown fields as an object, `external` references as an array of
//             {"system", "key", "url", "fields"}.
//   formulas  A spreadsheet runs a cell that begins with = + - @, a tab or a line end (OWASP, "CSV injection"). Such a
//             cell is written with an apostrophe in front, and so is one that has apostrophes before such a character
//             already; reading takes that one apostrophe away. No other apostrophe is touched.
//   file      UTF-8 and RFC 4180: commas, CRLF, quotes where they must be. A byte order mark leads a file that is not
//             all ASCII, because Excel takes it for another encoding otherwise.
//
// A file is ours when its first row is exactly that header, whatever the delimiter: Excel of some countries saves ';'.
// It may lack columns when it begins with `type,id` and its types are ours, one of them no task or story.
// Rows may be sorted, rows added by hand may lack an id. A duplicate id, an unknown reference and a wrong word are
// errors with line and column.
//
// Every other file is read by header words, English or Russian (titles, descriptions, priorities and statuses also
// German, French, Spanish or Portuguese), without regard to case, spaces, '_' and '-'. Some of
// them (impl/csv_header_text.ipp has all):
//
//   title        Summary, Title, Name
//   story        User story, Requirement: the title, or the description where there is a title
//   sentence     As a, I want, So that: the title, or the description where there is a title; and the persona
//   fields       Description, Acceptance criteria, Priority, Status, Story points, Estimate, Labels, Tags, Role
//   release      Fix versions, Release, Milestone; the first one counts, the others are kept
//   places       Activity, Epic, Task, Feature: titles, which may be empty below a merged cell
//   trackers     Issue key, ID, Parent, Epic Link, Issue Type, URL, Status Category
//   links        Inward issue link (Blocks), Blocked by, Depends on
//
// Headers that repeat are read together. A column that nobody knows is an unknown field of the story, or, in files of
// Jira and Azure DevOps, of its external reference. There too stay words that the model has no place for: `status`,
// `type`, `sprint`, points that are no number, links and parents that are not in the file. ReadOptions::columns
// overrides it all.
//
// A first row of short names that is unlike all others is a header whose words nobody knows. Without a header or with
// such a one, content tells ids, parents, types, statuses, titles and descriptions apart, and the report says
// what was guessed, and what line 1 was taken for. Rows with more cells than columns come from commas that nobody
// quoted: cells that begin with a space are joined with the cell before, and what is still too much with the
// description.
//
// The tree: an epic is an activity. A direct child of an epic is a story in a task with the epic's title, unless it has
// children itself: then it is a task, and everything below it are stories of that task. (A card whose children are all
// sub-tasks is both, the task and its first story.) Items without an epic stand in the activity "Backlog", those whose
// parent is not in the file in a task with the parent's name. Parents in a circle are an error. A key that comes twice
// gets a suffix and a note.
#pragma once

#include <storymap/formats.hpp>
#include <storymap/import_report.hpp>
#include <storymap/model.hpp>
#include <storymap/result.hpp>

#include <string_view>

STORYMAP_BEGIN

/// Reads CSV. `text` is UTF-8; the delimiter (comma, semicolon, tab, '|') is found out, or given by a first line
/// "sep=;". Errors are invalid_syntax (an unclosed quote, text behind a closing one), invalid_field, duplicate_id and
/// unknown_id with "line 12" as path; too_large (16,384 columns, options.limits); invalid_argument for
/// options.columns. O(size).
[[nodiscard]] Result<Map> read_csv(std::string_view text, ReadOptions const& options, ImportReport& report);

/// Writes our own columns. Equal maps give equal bytes, and reading them gives an equal map; only NUL characters, which
/// no text file has, are dropped. O(size).
[[nodiscard]] Result<Export> write_csv(Map const& map);

/// The registry's row for CSV: id "csv", extensions ".csv .tsv", holds everything.
[[nodiscard]] Format csv_format() noexcept;

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/csv.ipp>
#endif
