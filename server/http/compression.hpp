// server/http/compression.hpp - answers compressed for callers who take them so.
// Room: http.
#pragma once

#include "server/base/worker_pool.hpp"
#include "server/http/message.hpp"

#include <cstddef>

namespace storymap::server::http {

struct CompressionOptions {
  std::size_t least = 1024;                              ///< shorter bodies are sent as they are
  std::size_t largest_on_loop = std::size_t{64} << 10U;  ///< longer ones are compressed by the workers
};

/// A handler whose answers are those of `next`, with bodies of text compressed as gzip when Accept-Encoding wants that
/// (RFC 9110 section 12.5.3), and Vary: Accept-Encoding on all that might have been. Streams, WebSockets, answers with
/// cookies and what has a coding already are left alone. When the workers have too much to do, nothing is compressed.
///
/// The compressed version of "r5" has the tag "r5-gzip". Conditions on it reach `next` as conditions on "r5": both name
/// the same version of what there is.
[[nodiscard]] Handler compressed(Handler next, WorkerPool& workers, CompressionOptions options = {});

}  // namespace storymap::server::http
