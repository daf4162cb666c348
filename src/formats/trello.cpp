// src/formats/trello.cpp - reading Trello boards, compiled once on the fast parser.
// Room: formats.
#include "simdjson_parser.hpp"

#include <storymap/impl/trello_read.ipp>
