// storymap/nlohmann.hpp - the adapter to nlohmann/json.
// Room: formats. Depends on nlohmann/json.
//
// It makes a map convertible to and from `nlohmann::json`:
//
//     nlohmann::json document = map;                        // schema v1
//     storymap::Map copy = document.get<storymap::Map>();   // throws std::invalid_argument when it is no map
//
// In a header-only program it also supplies everything that needs a JSON parser: include it where such a program calls
// json.hpp, formats.hpp or trello.hpp. The compiled library has those bodies already.
#pragma once

#include <storymap/json.hpp>

#include <nlohmann/json.hpp>
#include <stdexcept>

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/detail/nlohmann_parser.hpp>
#include <storymap/impl/formats.ipp>
#include <storymap/impl/json_format.ipp>
#include <storymap/impl/trello.ipp>
#include <storymap/impl/trello_read.ipp>
#endif

STORYMAP_BEGIN

/// Schema v1, as `write_json` writes it. Numbers of unknown fields that fit no type of nlohmann/json lose digits.
inline void to_json(nlohmann::json& document, Map const& map) {
  document = nlohmann::json::parse(write_json_compact(map));
}

/// Everything that `read_json` reads. Throws std::invalid_argument with the path and what was expected; bytes that are
/// no UTF-8 become U+FFFD.
inline void from_json(nlohmann::json const& document, Map& map) {
  Result<Map> read = read_json(document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  if (!read) throw std::invalid_argument(to_string(read.error()));
  map = *std::move(read);
}

STORYMAP_END
