// server/cache/redis/reply.hpp - what Redis sends, as values (RESP2, https://redis.io/docs/reference/protocol-spec/).
// Room: cache.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::server::cache {

struct Reply {
  enum class Kind : std::uint8_t { nothing, status, error, integer, text, list };

  Kind kind = Kind::nothing;
  std::string text = {};       ///< of statuses, errors and texts
  std::int64_t integer = 0;    ///< of integers
  std::vector<Reply> items{};  ///< of lists
};

/// Makes replies of bytes, in whatever pieces they come.
class ReplyReader {
 public:
  ReplyReader();
  ~ReplyReader();
  ReplyReader(ReplyReader const&) = delete;
  ReplyReader& operator=(ReplyReader const&) = delete;

  void feed(std::string_view bytes);

  /// The next whole reply, if there is one. Throws std::runtime_error when the bytes are no replies: nothing that
  /// follows can be read.
  [[nodiscard]] std::optional<Reply> next();

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

/// A command with its arguments, as Redis reads it.
[[nodiscard]] std::string command_of(std::vector<std::string> const& words);

}  // namespace storymap::server::cache
