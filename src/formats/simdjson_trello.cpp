// src/formats/simdjson_trello.cpp - reading Trello boards, compiled once on simdjson.
// Room: formats.
#include "simdjson_parser.hpp"

#include <storymap/impl/trello_read.ipp>
