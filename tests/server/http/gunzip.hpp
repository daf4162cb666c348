// tests/server/http/gunzip.hpp - what was compressed, as it was before.
#pragma once

#include <zlib.h>

#include <array>
#include <string>

namespace storymap_test {

/// Empty when it is no gzip, or something follows it.
inline std::string gunzip(std::string compressed) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return {};
  std::string bytes;
  stream.next_in = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_in = static_cast<uInt>(compressed.size());
  int result = Z_OK;
  while (result == Z_OK) {
    std::array<char, 65536> part{};
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = static_cast<uInt>(part.size());
    result = inflate(&stream, Z_NO_FLUSH);
    bytes.append(part.data(), part.size() - stream.avail_out);
  }
  if (result != Z_STREAM_END || stream.avail_in != 0) bytes.clear();
  inflateEnd(&stream);
  return bytes;
}

}  // namespace storymap_test
