// server/http/gzip.hpp - bytes compressed as gzip (RFC 1952).
// Room: http.
#pragma once

#include <string>
#include <string_view>

namespace storymap::server::http {

/// The same bytes give the same result: it holds no time and no name. Throws std::bad_alloc. O(bytes), about 10 ms for
/// a megabyte of JSON.
[[nodiscard]] std::string gzip(std::string_view bytes);

}  // namespace storymap::server::http
