// src/storymap.cpp - the umbrella header, compiled once.
// Room: umbrella.
