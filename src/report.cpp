// src/report.cpp - the bodies of the room, compiled once.
// Room: report.
