// src/answers.cpp - the bodies of the room, compiled once.
// Room: answers.
#include <storymap/impl/groups.ipp>
#include <storymap/impl/rules.ipp>
#include <storymap/impl/score.ipp>
#include <storymap/impl/search.ipp>
#include <storymap/impl/stats.ipp>
#include <storymap/impl/validate.ipp>
