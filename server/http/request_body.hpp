// server/http/request_body.hpp - the body of a request while it arrives.
// Room: http.
#pragma once

#include "server/http/channel.hpp"
#include "server/http/message.hpp"
#include "server/http/server.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <chrono>
#include <cstddef>
#include <string>

namespace storymap::server::http {

class RequestBody final : public Body {
 public:
  using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;

  RequestBody(Channel& channel, boost::beast::flat_buffer& buffer, Parser& parser, Limits const& limits);

  Task<std::string> read(std::size_t limit) override;
  Task<std::string> read_some(std::size_t limit) override;

  /// True when all of it was read, or what is left is little and on its way: then the next request follows it.
  [[nodiscard]] bool can_be_skipped() const;
  /// Reads what nobody wanted.
  [[nodiscard]] Task<> skip();

 private:
  [[nodiscard]] Task<> ask_for_it();

  Channel& channel_;
  boost::beast::flat_buffer& buffer_;
  Parser& parser_;
  Limits const& limits_;
  std::chrono::steady_clock::time_point begin_;
  std::size_t size_ = 0;
  bool is_asked_for_;
};

}  // namespace storymap::server::http
