// src/model.cpp - the bodies of the room, compiled once.
// Room: model.
#include <storymap/impl/align.ipp>
#include <storymap/impl/diff.ipp>
#include <storymap/impl/edit.ipp>
#include <storymap/impl/merge.ipp>
#include <storymap/impl/model.ipp>
#include <storymap/impl/visit.ipp>
