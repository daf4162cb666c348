// src/formats.cpp - the bodies of the room, compiled once.
// Room: formats.
#include <storymap/impl/csv.ipp>
#include <storymap/impl/encoding.ipp>
#include <storymap/impl/formats.ipp>
#include <storymap/impl/import_report.ipp>
#include <storymap/impl/json_write.ipp>
#include <storymap/impl/markdown_read.ipp>
#include <storymap/impl/markdown_text.ipp>
#include <storymap/impl/markdown_write.ipp>
#include <storymap/impl/plain_text.ipp>
#include <storymap/impl/trello.ipp>
#include <storymap/impl/trello_text.ipp>
