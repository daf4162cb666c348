// server/cache/redis/address.hpp - the address of a Redis, taken apart.
// Room: cache.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace storymap::server::cache {

struct RedisAddress {
  std::string host;
  std::uint16_t port = 6379;
  bool is_tls = false;   ///< and then its certificate is verified
  std::string user;      ///< empty: the default one
  std::string password;  ///< empty: none is asked for
  int database = 0;
};

/// Reads "redis://[[user]:password@]host[:port][/database]", and "rediss://" for TLS. Throws std::runtime_error, which
/// does not repeat the address: there may be a password in it.
[[nodiscard]] RedisAddress parse_redis_address(std::string_view url);

}  // namespace storymap::server::cache
