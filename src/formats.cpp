// src/formats.cpp - the bodies of the room, compiled once.
// Room: formats.
#include <storymap/impl/import_report.ipp>
