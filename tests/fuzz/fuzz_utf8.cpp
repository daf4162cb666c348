// tests/fuzz/fuzz_utf8.cpp - decoding bytes that may be anything, compared with the table in the Unicode standard.
#include <reference/naive_utf8.hpp>
#include <storymap/ids.hpp>
#include <storymap/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  std::size_t const invalid = storymap::find_invalid_utf8(text);
  if (invalid != reference::find_invalid_utf8(text)) std::abort();
  if (storymap::is_valid_id(text) && invalid != std::string_view::npos) std::abort();
  return 0;
}
