// src/text.cpp - the bodies of the room, compiled once.
// Room: text.
#include <storymap/impl/grammar.ipp>
#include <storymap/impl/stopwords.ipp>
#include <storymap/impl/text.ipp>
#include <storymap/impl/word_marks.ipp>
