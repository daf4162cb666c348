// benchmarks/support/files.hpp - reading a whole file.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace storymap_bench {

[[nodiscard]] inline std::string read_file(std::string const& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::string text(static_cast<std::size_t>(in.tellg()), '\0');
  in.seekg(0);
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text;
}

}  // namespace storymap_bench
