// server/http/server.hpp - listens, reads requests, has them answered, and ends without losing one.
// Room: http.
#pragma once

#include "server/base/config_values.hpp"
#include "server/base/ip_network.hpp"
#include "server/base/log.hpp"
#include "server/base/uuid.hpp"
#include "server/http/message.hpp"
#include "server/http/tls.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace storymap::server::http {

struct Limits {
  std::size_t header_bytes = std::size_t{16} << 10U;
  std::size_t header_fields = 100;
  std::size_t target_bytes = std::size_t{8} << 10U;
  std::size_t skipped_bytes = std::size_t{64} << 10U;  ///< of a body that nobody wants, before the connection is closed
  std::size_t body_rate = 1024;                        ///< bytes a second that a body must come with
  std::chrono::milliseconds header_time{10'000};       ///< for all of a header
  std::chrono::milliseconds body_time{10'000};         ///< for a body, beyond what its rate allows
  std::chrono::milliseconds write_time{30'000};        ///< for taking a part of an answer
  std::chrono::milliseconds idle_time{60'000};         ///< between requests
  std::size_t websocket_message = std::size_t{64} << 10U;
  std::chrono::milliseconds websocket_idle{300'000};  ///< without a word, answers to pings included
  std::size_t requests = 1'000;                       ///< on one connection
  std::size_t connections = 10'000;
  std::size_t connections_per_address = 1'000;
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;   ///< 0: one that is free
  std::size_t threads = 0;  ///< 0: as many as there are cores
  Limits limits = {};
  Networks trusted_proxies = {};                     ///< whose word on the caller's address is taken
  std::shared_ptr<TlsIdentity const> tls = nullptr;  ///< null: connections are plain
};

/// Listens on one address with some threads, each with an io_context of its own: a connection lives on one thread.
class Server {
 public:
  /// `handler` answers every request, on the thread of its connection. Throws boost::system::system_error when the
  /// address cannot be had.
  Server(ServerOptions options, Handler handler, UuidSource& ids, Log log);
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;
  /// Ends at once whatever still runs.
  ~Server();

  [[nodiscard]] std::uint16_t port() const noexcept;
  /// One of the contexts, for work that belongs to no connection.
  [[nodiscard]] boost::asio::io_context& context() noexcept;
  /// Connections that are open.
  [[nodiscard]] std::size_t connections() const noexcept;

  /// Takes no more connections, lets the requests that run be answered, closes connections as they become idle, and
  /// returns when all are closed or the time is up; true for the former. Blocks: not to be called on its threads.
  bool drain(std::chrono::milliseconds most);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace storymap::server::http
