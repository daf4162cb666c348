// server/http/web_socket.hpp - a connection that has become a WebSocket (RFC 6455).
// Room: http.
#pragma once

#include "server/http/channel.hpp"
#include "server/http/message.hpp"
#include "server/http/server.hpp"

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/message.hpp>

namespace storymap::server::http {

/// Shakes hands and holds the conversation to its end.
[[nodiscard]] Task<> hold_conversation(Channel& channel,
                                       boost::beast::http::request<boost::beast::http::buffer_body> request,
                                       Conversation conversation, Limits const& limits);

}  // namespace storymap::server::http
