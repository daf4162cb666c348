// server/store/postgres/request.hpp - a statement that is on its way to PostgreSQL.
// Room: store.
#pragma once

#include "server/store/postgres/link.hpp"

#include <exception>
#include <string>

namespace storymap::server::store {

/// Done when the answer of its Sync has come, or the connection is lost.
class PgLink::Request {
 public:
  Request(boost::asio::io_context& context, std::chrono::milliseconds deadline) : timer(context, deadline) {}

  boost::asio::steady_timer timer;  ///< runs out, or is cancelled when the request is done
  bool is_script = false;           ///< has no Sync: it ends when there are no more results
  bool is_done = false;
  std::string prepares;  ///< the statement that it prepares
  Rows rows;
  std::exception_ptr failure;

  void finish() noexcept {
    is_done = true;
    timer.cancel();
  }
};

}  // namespace storymap::server::store
