// server/cache/redis/client.hpp - a Redis that may be away.
// Room: cache.
#pragma once

#include "server/base/log.hpp"
#include "server/base/task.hpp"
#include "server/cache/redis/address.hpp"
#include "server/cache/redis/reply.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace storymap::server::cache {

/// There is no reply: Redis is away, too slow, or refuses the command.
class RedisError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct RedisOptions {
  RedisAddress address;
  std::chrono::milliseconds timeout{250};          ///< of a command, and of connecting
  std::size_t queue = 10'000;                      ///< commands that may wait for their replies
  std::chrono::milliseconds longest_pause{2'000};  ///< between tries to connect
  std::string ca_file = {};                        ///< PEM; empty: those of the system
};

/// One connection with a thread of its own, on which the commands of everybody follow each other without waiting. While
/// there is none every command is refused at once, and it is made again in the background. A reply that does not come
/// in time ends the connection: those behind it would come no sooner.
class RedisClient {
 public:
  /// Begins to connect. Whether Redis comes and goes is told to the log, once each time.
  RedisClient(RedisOptions options, Log log);
  RedisClient(RedisClient const&) = delete;
  RedisClient& operator=(RedisClient const&) = delete;
  ~RedisClient();

  /// The reply to a command. Throws RedisError, also for a reply that is an error; its text begins with the word of
  /// Redis, such as "NOSCRIPT". Any thread.
  [[nodiscard]] Task<Reply> send(std::vector<std::string> words);

  [[nodiscard]] bool is_connected() const noexcept;

 private:
  class Link;
  std::unique_ptr<Link> link_;
};

}  // namespace storymap::server::cache
