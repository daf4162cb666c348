// server/http/channel.hpp - the bytes of a connection, as they are or inside TLS.
// Room: http.
#pragma once

#include "server/base/task.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace storymap::server::http {

/// A stream of Asio that is either kind, so that nothing above it is written twice. Times limit the reads and writes
/// that begin after they are set, as in boost::beast::tcp_stream.
class Channel {
 public:
  using executor_type = boost::beast::tcp_stream::executor_type;
  using Tcp = boost::beast::tcp_stream;
  using Code = boost::system::error_code;

  /// Plain when `tls` is null.
  Channel(boost::asio::ip::tcp::socket socket, std::shared_ptr<boost::asio::ssl::context> tls);

  [[nodiscard]] executor_type get_executor() noexcept { return tcp_.get_executor(); }
  /// What is below; its bytes mean nothing inside TLS.
  [[nodiscard]] Tcp& tcp() noexcept { return tcp_; }
  [[nodiscard]] bool is_secure() const noexcept { return tls_.has_value(); }

  void expires_after(std::chrono::steady_clock::duration time) { tcp_.expires_after(time); }
  void expires_at(std::chrono::steady_clock::time_point time) { tcp_.expires_at(time); }
  void expires_never() { tcp_.expires_never(); }

  /// Agrees on keys with the caller; nothing to do on a plain channel. Throws boost::system::system_error.
  [[nodiscard]] Task<> shake_hands();

  /// Tells the caller that nothing more is coming: inside TLS first, so that an end that somebody else made is known
  /// for what it is.
  [[nodiscard]] Task<> end_sending();

  /// Ends it at once.
  void close();

  template <class Buffers, class Token>
  auto async_read_some(Buffers const& buffers, Token&& token) {
    auto begin = [this](auto handler, auto const& to) {
      if (tls_) {
        tls_->async_read_some(to, std::move(handler));
      } else {
        tcp_.async_read_some(to, std::move(handler));
      }
    };
    return boost::asio::async_initiate<Token, void(Code, std::size_t)>(std::move(begin), token, buffers);
  }

  template <class Buffers, class Token>
  auto async_write_some(Buffers const& buffers, Token&& token) {
    auto begin = [this](auto handler, auto const& from) {
      if (tls_) {
        tls_->async_write_some(from, std::move(handler));
      } else {
        tcp_.async_write_some(from, std::move(handler));
      }
    };
    return boost::asio::async_initiate<Token, void(Code, std::size_t)>(std::move(begin), token, buffers);
  }

 private:
  Tcp tcp_;
  std::shared_ptr<boost::asio::ssl::context> context_;  ///< outlives what was made with it
  std::optional<boost::asio::ssl::stream<Tcp&>> tls_;
};

/// How boost::beast::websocket ends a conversation on a channel: by its last bytes, or at once.
template <class Handler>
void async_teardown(boost::beast::role_type, Channel& channel, Handler handler) {
  auto done = [ended = std::move(handler)](std::exception_ptr const&) mutable { ended(Channel::Code()); };
  boost::asio::co_spawn(channel.get_executor(), channel.end_sending(), std::move(done));
}
inline void beast_close_socket(Channel& channel) { channel.close(); }

}  // namespace storymap::server::http
