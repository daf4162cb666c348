// server/http/web_socket.cpp - bodies of web_socket.hpp.
#include "server/http/web_socket.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

#include <cstddef>
#include <utility>

namespace storymap::server::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using boost::system::error_code;

class BeastWebSocket final : public WebSocket {
 public:
  explicit BeastWebSocket(websocket::stream<Channel&>& stream) : stream_(stream) {}

  Task<std::optional<std::string>> read() override {
    beast::flat_buffer buffer;
    error_code error;
    co_await stream_.async_read(buffer, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return std::nullopt;
    if (stream_.got_text()) co_return beast::buffers_to_string(buffer.data());
    co_await close(1003, "text only");
    co_return std::nullopt;
  }

  Task<> write(std::shared_ptr<std::string const> text) override {
    co_await stream_.async_write(asio::buffer(*text), asio::use_awaitable);
  }

  Task<> close(std::uint16_t code, std::string_view reason) override {
    error_code ignored;
    websocket::close_reason why;
    why.code = code;
    why.reason = beast::string_view(reason.data(), reason.size());
    co_await stream_.async_close(why, asio::redirect_error(asio::use_awaitable, ignored));
  }

 private:
  websocket::stream<Channel&>& stream_;
};

}  // namespace

Task<> hold_conversation(Channel& channel, beast::http::request<beast::http::buffer_body> request,
                         Conversation conversation, Limits const& limits) {
  channel.expires_never();  // the WebSocket has times of its own
  websocket::stream<Channel&> socket(channel);
  websocket::stream_base::timeout const times{
      .handshake_timeout = limits.header_time, .idle_timeout = limits.websocket_idle, .keep_alive_pings = true};
  socket.set_option(times);
  socket.read_message_max(limits.websocket_message);
  co_await socket.async_accept(request, asio::use_awaitable);
  socket.text(true);
  BeastWebSocket conversation_partner(socket);
  co_await conversation(conversation_partner);
}

}  // namespace storymap::server::http
