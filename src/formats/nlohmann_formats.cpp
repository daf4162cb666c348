// src/formats/nlohmann_formats.cpp - reading JSON and Trello boards where nlohmann/json is the only parser.
// Room: formats.
#include <storymap/detail/nlohmann_parser.hpp>
#include <storymap/impl/json_format.ipp>
#include <storymap/impl/trello_read.ipp>
