// server/http/channel.cpp - bodies of channel.hpp.
#include "server/http/channel.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace storymap::server::http {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds time_to_part{1};

}  // namespace

Channel::Channel(asio::ip::tcp::socket socket, std::shared_ptr<asio::ssl::context> tls)
    : tcp_(std::move(socket)), context_(std::move(tls)) {
  if (context_) tls_.emplace(tcp_, *context_);
}

Task<> Channel::shake_hands() {
  if (tls_) co_await tls_->async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
}

Task<> Channel::end_sending() {
  Code ignored;
  if (tls_) {
    tcp_.expires_after(time_to_part);
    co_await tls_->async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
  }
  tcp_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void Channel::close() {
  Code ignored;
  tcp_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  tcp_.close();
}

}  // namespace storymap::server::http
