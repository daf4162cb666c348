// bindings/c/src/run.cpp - threads, progress and cancellation.
#include "run.hpp"

#include "arguments.hpp"

#include <memory>
#include <string>

namespace storymap::c {
namespace {

[[nodiscard]] Simd simd_of(std::int32_t wanted) {
  if (wanted == STORYMAP_SIMD_BEST) return best_simd();
  if (wanted < STORYMAP_SIMD_BEST || wanted > STORYMAP_SIMD_AVX512) {
    refuse(Errc::invalid_argument, "is none of its constants", "run.simd");
  }
  auto const simd = static_cast<Simd>(wanted - STORYMAP_SIMD_SCALAR);
  if (!has_simd(simd)) {
    refuse(Errc::unsupported, "this machine has no " + std::string(to_string(simd)), "run.simd");
  }
  return simd;
}

}  // namespace

RunOptions run_options(storymap_run const* given) {
  storymap_run const run = options_of(given, storymap_run STORYMAP_RUN_INIT, "run");
  if (run.cancel != nullptr) (void)live(run.cancel, "run.cancel");
  RunOptions options;
  options.threads = run.threads;
  options.simd = simd_of(run.simd);
  if (run.progress == nullptr && run.cancel == nullptr) return options;
  options.progress = [run](std::uint64_t done, std::uint64_t total) {
    if (run.cancel != nullptr && run.cancel->requested.load(std::memory_order_relaxed)) return false;
    return run.progress == nullptr || run.progress(run.user, done, total) == 0;
  };
  return options;
}

}  // namespace storymap::c

using namespace storymap::c;

storymap_status storymap_cancel_new(storymap_cancel** cancel, storymap_error* error) {
  return call(error, [&] {
    need(cancel, "cancel");
    *cancel = std::make_unique<storymap_cancel>().release();
  });
}

void storymap_cancel_request(storymap_cancel* cancel) {
  if (cancel != nullptr) cancel->requested.store(true, std::memory_order_relaxed);
}

void storymap_cancel_free(storymap_cancel* cancel) { delete cancel; }
