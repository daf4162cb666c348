// src/umbrella.cpp - the umbrella header, compiled once.
// Room: umbrella.
#include <storymap/storymap.hpp>
