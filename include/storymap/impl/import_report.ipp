// storymap/impl/import_report.ipp - bodies of import_report.hpp.
#pragma once

#include <storymap/import_report.hpp>

#include <algorithm>
#include <utility>

STORYMAP_BEGIN

STORYMAP_DECL ImportNote* ImportReport::find_note(ImportNote::Kind kind, std::string_view message) noexcept {
  auto const same = std::find_if(notes.begin(), notes.end(),
                                 [&](ImportNote const& note) { return note.kind == kind && note.message == message; });
  return same == notes.end() ? nullptr : &*same;
}

STORYMAP_DECL void ImportReport::add(ImportNote::Kind kind, std::string message, std::string path, std::size_t line) {
  if (ImportNote* const same = find_note(kind, message)) {
    ++same->times;
  } else {
    notes.push_back(ImportNote{kind, std::move(message), std::move(path), line, 1});
  }
}

STORYMAP_DECL void ImportReport::add_one_of(ImportNote::Kind kind, std::string_view others, std::string message,
                                            std::string path, std::size_t line) {
  auto topic = in_full_.find(others);
  if (topic == in_full_.end()) topic = in_full_.emplace(std::string(others), 0).first;
  bool const is_new = find_note(kind, message) == nullptr;
  if (is_new && topic->second == most_in_full) {
    message = others;
  } else if (is_new) {
    ++topic->second;
  }
  add(kind, std::move(message), std::move(path), line);
}

STORYMAP_DECL void ImportReport::count(std::string_view what, std::uint64_t count) {
  auto const same = std::find_if(counts.begin(), counts.end(), [&](ImportCount const& c) { return c.what == what; });
  if (same != counts.end()) {
    same->count = count;
  } else {
    counts.push_back(ImportCount{std::string(what), count});
  }
}

STORYMAP_DECL std::uint64_t ImportReport::count_of(std::string_view what) const noexcept {
  auto const at = std::find_if(counts.begin(), counts.end(), [&](ImportCount const& c) { return c.what == what; });
  return at == counts.end() ? 0 : at->count;
}

STORYMAP_END
