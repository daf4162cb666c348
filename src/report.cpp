// src/report.cpp - the bodies of the room, compiled once.
// Room: report.
#include <storymap/impl/report.ipp>
#include <storymap/impl/report_json.ipp>
#include <storymap/impl/report_markdown.ipp>
#include <storymap/impl/report_text.ipp>
#include <storymap/impl/translation.ipp>
