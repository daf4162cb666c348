// src/analysis.cpp - the bodies of the room, compiled once.
// Room: analysis.
#include <storymap/impl/analysis.ipp>
