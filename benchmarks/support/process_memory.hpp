// benchmarks/support/process_memory.hpp - the memory of this process, as Linux counts it.
#pragma once

#include <cstddef>
#include <fstream>
#include <stdexcept>
#include <string>

namespace storymap_bench {

/// A figure of /proc/self/status, in KiB. Not getrusage: its peak begins with what the process held that started this
/// one.
[[nodiscard]] inline std::size_t memory_kib(std::string const& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name + ":")) return std::stoul(line.substr(name.size() + 1));
  }
  throw std::runtime_error("/proc/self/status has no " + name);
}

[[nodiscard]] inline std::size_t resident_kib() { return memory_kib("VmRSS"); }
[[nodiscard]] inline std::size_t peak_kib() { return memory_kib("VmHWM"); }

/// Has the system forget the peak: what counts from now on is what the work needs, with what it works on.
inline void reset_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

}  // namespace storymap_bench
