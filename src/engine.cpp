// src/engine.cpp - the bodies of the room, compiled once.
// Room: engine.
#include <storymap/impl/similarity.ipp>
