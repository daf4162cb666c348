// src/formats/nlohmann_tree.cpp - nlohmann/json behind simdjson: numbers of any length.
// Room: formats.
#include <storymap/impl/nlohmann_tree.ipp>
