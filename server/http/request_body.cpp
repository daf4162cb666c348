// server/http/request_body.cpp - bodies of request_body.hpp.
#include "server/http/request_body.hpp"

#include "server/base/problem.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

namespace storymap::server::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

constexpr std::size_t part_size = std::size_t{64} << 10U;

[[nodiscard]] Problem too_large(std::size_t limit) {
  return {413, "body_too_large", {"the body has more than {0} bytes", {std::to_string(limit)}}};
}

}  // namespace

RequestBody::RequestBody(Channel& channel, beast::flat_buffer& buffer, Parser& parser, Limits const& limits)
    : channel_(channel),
      buffer_(buffer),
      parser_(parser),
      limits_(limits),
      begin_(std::chrono::steady_clock::now()),
      is_asked_for_(!beast::iequals(parser.get()[beast::http::field::expect], "100-continue")) {}

Task<> RequestBody::ask_for_it() {
  if (std::exchange(is_asked_for_, true) || parser_.is_done()) co_return;
  constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  channel_.expires_after(limits_.write_time);
  co_await asio::async_write(channel_, asio::buffer(go_on), asio::use_awaitable);
}

Task<std::string> RequestBody::read_some(std::size_t limit) {
  auto const length = parser_.content_length();
  if (length && *length > limit) throw too_large(limit);
  co_await ask_for_it();
  if (parser_.is_done()) co_return std::string();
  std::string part(length ? std::min<std::size_t>(part_size, *length + 1) : part_size, '\0');
  auto& body = parser_.get().body();
  body.data = part.data();
  body.size = part.size();
  // All of it so far must have come at the rate.
  std::chrono::milliseconds const time(size_ * 1000 / limits_.body_rate);
  channel_.expires_at(begin_ + limits_.body_time + time);
  boost::system::error_code error;
  co_await beast::http::async_read_some(channel_, buffer_, parser_, asio::redirect_error(asio::use_awaitable, error));
  if (error && error != beast::http::error::need_buffer) throw boost::system::system_error(error);
  part.resize(part.size() - body.size);
  size_ += part.size();
  if (size_ > limit) throw too_large(limit);
  if (part.empty() && !parser_.is_done()) co_return co_await read_some(limit);
  co_return part;
}

Task<std::string> RequestBody::read(std::size_t limit) {
  std::string all;
  while (true) {
    std::string part = co_await read_some(limit);
    if (part.empty()) co_return all;
    if (all.empty()) {
      all = std::move(part);
    } else {
      all += part;
    }
  }
}

bool RequestBody::can_be_skipped() const {
  if (parser_.is_done()) return true;
  auto const left = parser_.content_length_remaining();
  return is_asked_for_ && left && *left <= limits_.skipped_bytes;
}

Task<> RequestBody::skip() {
  // g++ 12 destroys what is awaited in the condition of a loop before it is looked at.
  for (std::string part = "any"; !part.empty();) part = co_await read_some(std::numeric_limits<std::size_t>::max());
}

}  // namespace storymap::server::http
