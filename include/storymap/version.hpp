// storymap/version.hpp - the version of the library.
// Room: base. Depends on nothing.
#pragma once

#define STORYMAP_VERSION_MAJOR 0
#define STORYMAP_VERSION_MINOR 1
#define STORYMAP_VERSION_PATCH 0

/// One comparable number: major * 10000 + minor * 100 + patch.
#define STORYMAP_VERSION_NUMBER (STORYMAP_VERSION_MAJOR * 10000 + STORYMAP_VERSION_MINOR * 100 + STORYMAP_VERSION_PATCH)

/// The same as text, "major.minor.patch". CMake and the packages read these lines: they are the only place a version
/// is written down.
#define STORYMAP_VERSION_STRING "0.1.0"
