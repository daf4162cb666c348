// src/answers.cpp - the bodies of the room, compiled once.
// Room: answers.
