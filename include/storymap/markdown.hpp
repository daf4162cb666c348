// storymap/markdown.hpp - maps as Markdown: edited by hand, compared in git, shown by any git host.
// Room: formats. Depends on formats.hpp.
//
//     # Online shop
//
//     What a visitor does between hearing of the shop and holding the parcel.
//
//     ## Personas
//
//     - Buyer: knows what she wants
//
//     ## Releases
//
//     - MVP
//     - Version 2: faster checkout
//
//     ## Find a product
//
//     ### Search
//
//     - [x] Search by name #search @Buyer !Must ~3 ^MVP
//
//       As a buyer, I want to search by name, so that I find what I know.
//
//       - Given "Tea", when I type "te", then it is listed
//       - An empty result offers the catalogue
//
//     - [ ] Filter by price ^"Version 2" {#s2}
//     - [ ] Sort by price {#s3}
//
//     ## Links
//
//     - s2 relates s3
//
//   heading 1, 2, 3     the map, its activities, their tasks; the text below is the description
//   list item           a story: [ ] todo, [/] in progress, [x] done, [!] blocked
//   words at its end    #label @Persona !priority ~points ^Release {#id}; "quotes" around more than one word
//   text below it       its description, after an empty line; nested items are its acceptance criteria
//   > quoted text       a description or criterion that holds lists, headings or other marks of its own
//   \#, &#10;           a character that would mean something, or that no line can hold
//   <!-- storymap: {} -->  unknown fields and external references, as JSON on the line below the title
//
// An id is written where it is not the one that follows from the noun above it (s1, s2, ...) and where a link needs it.
// docs/guide/markdown-format.md is the same for people who do not read headers.
#pragma once

#include <storymap/formats.hpp>
#include <storymap/model.hpp>

#include <string_view>

STORYMAP_BEGIN

/// Reads a map from Markdown: our own, and outlines of headings and lists that were written for people.
///
/// Valid Markdown is never an error. Headings with the most list items right below them are tasks, those above are
/// activities, list items are stories; without headings the depth of the list decides; headings above "Acceptance
/// criteria" are stories themselves. Bold lines above lists count as headings; quotes, tables, code and HTML are text.
/// The report says what was made of what, counts "headings" and "items" of the file and "activities", "tasks" and
/// "stories" of the map, and names what was added (a persona or release that only a story mentions) or dropped.
///
/// Errors carry the line: an id that is used twice (duplicate_id), a link to a story that does not exist (unknown_id),
/// a storymap comment that is no JSON (invalid_syntax) or holds a wrong field (invalid_field), a line beyond
/// `options.limits.line` (too_large).
///
/// `text` is UTF-8; LF, CRLF and CR end lines. O(size).
[[nodiscard]] Result<Map> read_markdown(std::string_view text, ReadOptions const& options, ImportReport& report);

/// Writes a map, which must satisfy `check`, so that `read_markdown` gives the same map. Equal maps give equal bytes;
/// a change of one noun changes the lines of that noun, and at most its successor's id. Errors: an unknown
/// field whose value is no JSON (invalid_field), a title that makes a line beyond `max_text_line` (too_large). O(size).
[[nodiscard]] Result<Export> write_markdown(Map const& map);

/// The row of the registry: id "markdown", holds everything.
[[nodiscard]] Format markdown_format() noexcept;

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/markdown_read.ipp>
#include <storymap/impl/markdown_write.ipp>
#endif
