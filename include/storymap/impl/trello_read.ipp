// storymap/impl/trello_read.ipp - the body of trello.hpp that needs a JSON parser.
// Room: formats. Depends on detail/read_trello.hpp.
//
// Whoever includes this has defined detail::JsonParser.
#pragma once

#include <storymap/detail/read_trello.hpp>
#include <storymap/trello.hpp>

STORYMAP_BEGIN

STORYMAP_DECL Result<Map> read_trello(std::string_view text, ReadOptions const& options, ImportReport& report) {
  detail::JsonParser parser(options.limits.depth);
  return parser.parse(text, [&](auto const& root) { return detail::read_trello(root, options, report); });
}

STORYMAP_END
