// storymap/plain_text.hpp - plain text: one story a line.
// Room: formats. Depends on formats.hpp.
//
//     Checkout:                                               a task
//       - As a buyer, I want to pay by card.                  a story of it
//       - [x] As a buyer, I want to see my cart.              a story that is done
//     #G02# As a clerk, I want to print an invoice.           a story with the label "G02"
//
// Every line with text in it is a story, except headings. What stands around the text of a story is taken off: spaces,
// one mark of a list ("- ", "* ", "1. ", "2) ", a bullet), one box ("[ ]", "[x]"), one tag ("#G02#"). Nothing else is:
// a story is never cut, joined or left out, and the same line twice is two stories, because that is what people look
// for. Lines end with LF, CRLF or CR; the last may have no end.
//
// A heading begins a task. It is a line like "# Checkout" or "## Checkout"; or a line of at most six words that ends
// with a colon, has no mark, is not indented, and whose next line with text has a mark or is indented. All tasks stand
// in one activity. Lines of nothing but dashes and their like ("-----", "====") separate, and say nothing.
#pragma once

#include <storymap/formats.hpp>

#include <cstddef>
#include <string_view>

STORYMAP_BEGIN

/// Reads stories, one a line. The report counts lines, blank (separators among them), headings and stories; it mentions
/// everything that was taken off or understood, with the first line of its kind.
///
/// Errors name the line: invalid_syntax for a control character or when no line holds a story, too_large for a line
/// beyond `options.limits.line`. `text` is UTF-8. O(size).
[[nodiscard]] Result<Map> read_text(std::string_view text, ReadOptions const& options, ImportReport& report);

/// Writes the title of every story in map order, one a line. A title that would not read back as it is, such as
/// "# 1 priority", gets the mark "- [ ] ". Line breaks and other control characters in a title become spaces.
[[nodiscard]] Result<Export> write_text(Map const& map);

/// The format "text".
[[nodiscard]] Format text_format() noexcept;

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/plain_text.ipp>
#endif
