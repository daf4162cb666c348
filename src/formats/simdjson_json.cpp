// src/formats/simdjson_json.cpp - reading JSON, compiled once on simdjson.
// Room: formats.
#include "simdjson_parser.hpp"

#include <storymap/impl/json_format.ipp>
