// src/formats/json_tree.cpp - the parser behind the fast one: precise errors, and numbers of any length.
// Room: formats.
#include <storymap/impl/nlohmann_tree.ipp>
