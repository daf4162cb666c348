// server/http/gzip.cpp - gzip by zlib.
#include "server/http/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <new>

namespace storymap::server::http {
namespace {

// Level 5 is where the text of maps stops to get notably smaller.
constexpr int level = 5;
constexpr int gzip_window = 15 + 16;
constexpr int memory = 8;

/// A stream of zlib, ended with its scope.
class Deflater {
 public:
  Deflater() {
    if (deflateInit2(&stream_, level, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  Deflater(Deflater const&) = delete;
  Deflater& operator=(Deflater const&) = delete;
  ~Deflater() { deflateEnd(&stream_); }

  [[nodiscard]] z_stream& stream() noexcept { return stream_; }

 private:
  z_stream stream_{};
};

[[nodiscard]] uInt size_of(std::size_t size) noexcept {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

}  // namespace

std::string gzip(std::string_view bytes) {
  Deflater deflater;
  z_stream& stream = deflater.stream();
  std::string compressed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  std::size_t taken = 0;
  std::size_t made = 0;
  int result = Z_OK;
  while (result == Z_OK) {
    if (made == compressed.size()) compressed.resize(compressed.size() * 2);
    // zlib takes what it does not change as mutable bytes.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + taken));
    stream.avail_in = size_of(bytes.size() - taken);
    stream.next_out = reinterpret_cast<Bytef*>(compressed.data() + made);
    stream.avail_out = size_of(compressed.size() - made);
    uInt const given = stream.avail_in;
    uInt const room = stream.avail_out;
    result = deflate(&stream, given == bytes.size() - taken ? Z_FINISH : Z_NO_FLUSH);
    taken += given - stream.avail_in;
    made += room - stream.avail_out;
    if (result == Z_BUF_ERROR) result = Z_OK;
  }
  compressed.resize(made);
  return compressed;
}

}  // namespace storymap::server::http
