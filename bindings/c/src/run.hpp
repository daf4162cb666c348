// bindings/c/src/run.hpp - how the caller wants long work to be run.
#pragma once

#include "handle.hpp"

#include <storymap.h>
#include <storymap/parallel.hpp>

#include <atomic>

struct storymap_cancel : storymap::c::Handle<storymap_cancel> {
  std::atomic<bool> requested = false;
};

namespace storymap::c {

/// Errors: unsupported for instructions that this machine lacks. The caller's struct must outlive the options.
[[nodiscard]] RunOptions run_options(storymap_run const* run);

}  // namespace storymap::c
