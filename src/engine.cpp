// src/engine.cpp - the bodies of the room, compiled once.
// Room: engine.
#include <storymap/impl/likeness.ipp>
#include <storymap/impl/similarity.ipp>
#include <storymap/impl/similarity_closest.ipp>
#include <storymap/impl/vectorizer.ipp>
