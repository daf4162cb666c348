// src/base.cpp - the bodies of the room, compiled once.
// Room: base.
#include <storymap/impl/files.ipp>
#include <storymap/impl/ids.ipp>
#include <storymap/impl/utf8.ipp>
