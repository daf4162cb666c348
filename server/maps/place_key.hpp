// server/maps/place_key.hpp - keys that put siblings in order, with room between any two of them.
// Room: maps.
//
// A noun that is moved gets a new key; its siblings keep theirs, so that one row changes and not all behind it. The
// scheme is that of fractional indexing: a key is a fraction between 0 and 1 in base 62, without its "0.".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::server::maps {

/// `count` keys in ascending order (bytewise) between two keys, as short as they get; an empty `below` is before all
/// others, an empty `above` behind. Keys are of 0-9, A-Z and a-z and do not end with 0. `below` < `above`.
/// O(count x length).
[[nodiscard]] std::vector<std::string> keys_between(std::string_view below, std::string_view above, std::size_t count);

/// Keys longer than this ask for all siblings to get new ones.
inline constexpr std::size_t longest_place_key = 48;

}  // namespace storymap::server::maps
