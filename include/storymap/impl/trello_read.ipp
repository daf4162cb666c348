// storymap/impl/trello_read.ipp - the body of trello.hpp that needs a JSON parser.
// Room: formats. Depends on detail/read_trello.hpp.
//
// Whoever includes this has defined detail::JsonParser.
#pragma once

#include <storymap/detail/read_trello.hpp>
#include <storymap/detail/source_ids.hpp>
#include <storymap/trello.hpp>

#include <utility>

STORYMAP_BEGIN

STORYMAP_DECL Result<Map> read_trello(std::string_view text, ReadOptions const& options, ImportReport& report) {
  detail::JsonParser parser(options.limits.depth);
  Result<Map> map = parser.parse(text, [&](auto const& root) { return detail::read_trello(root, options, report); });
  return detail::with_source_ids(std::move(map), options, report);
}

STORYMAP_END
