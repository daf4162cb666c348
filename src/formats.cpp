// src/formats.cpp - the bodies of the room, compiled once.
// Room: formats.
#include <storymap/impl/encoding.ipp>
#include <storymap/impl/import_report.ipp>
