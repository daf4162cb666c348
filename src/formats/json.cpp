// src/formats/json.cpp - reading JSON, compiled once on the fast parser.
// Room: formats.
#include "simdjson_parser.hpp"

#include <storymap/impl/json_format.ipp>
