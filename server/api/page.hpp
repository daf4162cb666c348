// server/api/page.hpp - listings page by page, by what the last entry was and not by its number.
// Room: api.
#pragma once

#include "server/api/route.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::server::api {

inline constexpr std::size_t largest_page = 100;

/// Where a page ends, as a word that means nothing to the caller.
[[nodiscard]] std::string to_cursor(std::vector<std::string> const& parts);

/// The parts of a cursor. Throws Problem 422 when it is none of ours.
[[nodiscard]] std::vector<std::string> from_cursor(std::string const& cursor, std::size_t parts);

/// How many entries the caller wants: `limit`, else 50.
[[nodiscard]] std::size_t page_size(Call const& call);

/// `limit`, `cursor` and others.
[[nodiscard]] std::vector<Parameter> page_parameters(std::vector<Parameter> others = {});

/// {"projects": [...], "next_cursor": "..." or null}.
[[nodiscard]] Schema page_schema(std::string name, Schema entry);

/// The same, with the address of the next page in a Link header (RFC 8288).
[[nodiscard]] http::Response page_response(Call const& call, std::string_view name, json::array entries,
                                           std::optional<std::string> const& next_cursor);

}  // namespace storymap::server::api
