// server/http/connection.hpp - one connection: request after request until somebody ends it.
// Room: http.
#pragma once

#include "server/base/task.hpp"
#include "server/http/server.hpp"
#include "server/http/tls.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <atomic>
#include <memory>

namespace storymap::server::http {

/// What all connections share.
struct ConnectionContext {
  Limits const& limits;
  Networks const& trusted_proxies;
  Handler const& handler;
  TlsIdentity const* tls;  ///< null: connections are plain
  UuidSource& ids;
  Log const& log;
  std::atomic<bool> const& is_draining;
};

/// Serves a connection to its end. Never throws.
class Connection {
 public:
  Connection(boost::asio::ip::tcp::socket socket, ConnectionContext context);
  ~Connection();

  [[nodiscard]] Task<> serve();

  /// Ends it if it waits for a request, and else as soon as the request that runs is answered. On its own thread.
  void drain();
  /// Ends it. On its own thread.
  void close();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace storymap::server::http
