// src/text.cpp - the bodies of the room, compiled once.
// Room: text.
#include <storymap/impl/text.ipp>
