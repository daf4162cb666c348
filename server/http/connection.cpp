// server/http/connection.cpp - bodies of connection.hpp.
#include "server/http/connection.hpp"

#include "server/base/problem.hpp"
#include "server/http/answer_head.hpp"
#include "server/http/caller.hpp"
#include "server/http/channel.hpp"
#include "server/http/framing.hpp"
#include "server/http/language.hpp"
#include "server/http/request_body.hpp"
#include "server/http/target.hpp"
#include "server/http/web_socket.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

namespace storymap::server::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using Parser = beast::http::request_parser<beast::http::buffer_body>;

[[nodiscard]] Method method_of(beast::http::verb verb) noexcept {
  switch (verb) {
    case beast::http::verb::get: return Method::get;
    case beast::http::verb::head: return Method::head;
    case beast::http::verb::post: return Method::post;
    case beast::http::verb::put: return Method::put;
    case beast::http::verb::patch: return Method::patch;
    case beast::http::verb::delete_: return Method::del;
    case beast::http::verb::options: return Method::options;
    default: return Method::other;
  }
}

[[nodiscard]] Problem bad_framing(std::string_view fault) {
  return {400, "bad_framing", {"the request is not framed as HTTP/1.1 wants it: {0}", {std::string(fault)}}};
}

/// What a failure to read a header tells the caller; nothing when he is gone, or was cut off for being too slow.
[[nodiscard]] std::optional<Problem> problem_of(error_code failure) {
  using beast::http::error;
  if (failure == error::end_of_stream || failure == error::partial_message) return std::nullopt;
  if (failure == error::header_limit || failure == error::buffer_overflow) {
    return Problem(431, "header_too_large", {"the header of the request is too large"});
  }
  bool const is_of_http = failure.category() == error_code(error::bad_method).category();
  return is_of_http ? std::optional(bad_framing(failure.message())) : std::nullopt;
}

/// Writes chunks as they are made (RFC 9112 section 7.1).
class ChunkWriter final : public Writer {
 public:
  ChunkWriter(Channel& channel, std::chrono::milliseconds patience) : channel_(channel), patience_(patience) {}

  Task<> write(std::string_view some) override {
    if (some.empty()) co_return;  // an empty chunk would be the end
    std::array<char, 20> size{};
    auto const end = std::to_chars(size.data(), size.data() + size.size(), some.size(), 16).ptr;
    std::array<asio::const_buffer, 4> const parts{
        asio::buffer(size.data(), static_cast<std::size_t>(end - size.data())), asio::buffer("\r\n", 2),
        asio::buffer(some.data(), some.size()), asio::buffer("\r\n", 2)};
    channel_.expires_after(patience_);
    co_await asio::async_write(channel_, parts, asio::use_awaitable);
  }

 private:
  Channel& channel_;
  std::chrono::milliseconds patience_;
};

}  // namespace

class Connection::Implementation {
 public:
  Implementation(asio::ip::tcp::socket socket, ConnectionContext context)
      : context_(context),
        channel_(std::move(socket), context.tls == nullptr ? nullptr : context.tls->current()),
        buffer_(context.limits.header_bytes + read_ahead) {
    error_code ignored;
    peer_ = channel_.tcp().socket().remote_endpoint(ignored).address();
    channel_.tcp().socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  }

  Task<> serve() {
    try {
      channel_.expires_after(context_.limits.header_time);
      co_await channel_.shake_hands();
      for (std::size_t count = 1; is_open_; ++count) {
        if (!co_await wait_for_request()) break;
        co_await serve_one(count >= context_.limits.requests);
      }
      co_await channel_.end_sending();
    } catch (boost::system::system_error const&) {
      // The caller is gone, or takes too long to take an answer.
    } catch (std::exception const& error) {
      context_.log.error("a connection failed", {{"reason", error.what()}});
    }
    close();
  }

  void drain() {
    if (is_idle_) close();
  }

  void close() {
    channel_.close();
    is_open_ = false;
  }

 private:
  static constexpr std::size_t read_ahead = 4096;

  /// False when there will be none.
  Task<bool> wait_for_request() {
    if (buffer_.size() > 0) co_return true;
    if (context_.is_draining) co_return false;
    is_idle_ = true;
    channel_.expires_after(context_.limits.idle_time);
    error_code error;
    std::size_t const size = co_await channel_.async_read_some(buffer_.prepare(read_ahead),
                                                               asio::redirect_error(asio::use_awaitable, error));
    is_idle_ = false;
    if (error) co_return false;
    buffer_.commit(size);
    co_return true;
  }

  Task<> serve_one(bool is_last) {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(context_.limits.header_bytes));
    parser.body_limit(boost::none);
    error_code error;
    channel_.expires_after(context_.limits.header_time);
    co_await beast::http::async_read_header(channel_, buffer_, parser,
                                            asio::redirect_error(asio::use_awaitable, error));
    Request request;
    request.id = context_.ids.next();
    if (error) {
      is_open_ = false;
      std::optional<Problem> const problem = problem_of(error);
      if (problem) co_await refuse(request, *problem);
      co_return;
    }
    closes_ = is_last || !parser.keep_alive();
    std::optional<Problem> const fault = take_header(parser, request);
    if (fault) {
      is_open_ = false;
      co_await refuse(request, *fault);
      co_return;
    }
    RequestBody body(channel_, buffer_, parser, context_.limits);
    request.body = &body;
    Response response = co_await answer(request);
    co_await finish(request, body, std::move(response), parser);
  }

  /// Takes the header over; what is wrong with it ends the connection.
  std::optional<Problem> take_header(Parser const& parser, Request& request) const {
    auto const& message = parser.get();
    for (auto const& field : message.base()) {
      request.headers.add(std::string(field.name_string()), std::string(field.value()));
    }
    request.target = std::string(message.target());
    request.method = method_of(message.method());
    int const minor = static_cast<int>(message.version() % 10);
    if (auto const fault = framing_fault(request.headers, request.target, minor)) return bad_framing(*fault);
    if (request.headers.size() > context_.limits.header_fields) {
      return Problem(431, "header_too_large", {"the header of the request is too large"});
    }
    if (request.target.size() > context_.limits.target_bytes)
      return Problem(414, "target_too_long", {"the address is too long"});
    std::optional<Target> target = parse_target(request.target);
    if (!target && !(request.method == Method::options && request.target == "*")) {
      return Problem(400, "bad_target", {"the address cannot be understood"});
    }
    if (target) {
      request.path = std::move(target->path);
      request.query = std::move(target->query);
    }
    Caller caller = find_caller(request.headers, peer_, channel_.is_secure(), context_.trusted_proxies);
    request.client = std::move(caller.address);
    request.host = std::move(caller.host);
    request.is_secure = caller.is_secure;
    return std::nullopt;
  }

  Task<Response> answer(Request& request) {
    std::optional<Problem> problem;
    try {
      if (request.headers.find("Content-Encoding")) {
        throw Problem(415, "unsupported_media_type", {"compressed bodies are not taken"});
      }
      co_return co_await context_.handler(request);
    } catch (Problem const& refused) {
      problem = refused;
    } catch (boost::system::system_error const&) {
      throw;
    } catch (std::exception const& error) {
      context_.log.error("a handler failed", {{"request_id", request.id}, {"reason", error.what()}});
      problem.emplace(500, "internal_error", Message{"something went wrong on our side"});
    }
    co_return to_response(request, *problem);
  }

  static Response to_response(Request const& request, Problem const& problem) {
    Response response;
    response.status = problem.status();
    response.headers.add("Content-Type", "application/problem+json");
    for (auto const& [name, value] : problem.headers()) response.headers.add(name, value);
    response.body = problem.to_json(language_of(request.headers), request.id);
    return response;
  }

  Task<> refuse(Request const& request, Problem const& problem) {
    closes_ = true;
    Response const response = to_response(request, problem);
    co_await write_text(request, response, std::get<std::string>(response.body));
    co_await linger();
  }

  Task<> finish(Request& request, RequestBody& body, Response response, Parser& parser) {
    // What follows a body that is not read to its end is no request.
    bool const can_go_on = body.can_be_skipped();
    closes_ = closes_ || !can_go_on || context_.is_draining;
    is_open_ = is_open_ && !closes_;
    if (auto* const conversation = std::get_if<Conversation>(&response.body)) {
      is_open_ = false;
      co_await hold_conversation(channel_, parser.release(), std::move(*conversation), context_.limits);
      co_return;
    }
    if (auto* const stream = std::get_if<Stream>(&response.body)) {
      co_await write_stream(request, response, *stream);
    } else if (auto* const shared = std::get_if<std::shared_ptr<std::string const>>(&response.body)) {
      co_await write_text(request, response, **shared);
    } else {
      co_await write_text(request, response, std::get<std::string>(response.body));
    }
    if (is_open_) co_await body.skip();
    if (!can_go_on) co_await linger();
  }

  AnswerFrame frame_of(Request const& request) const {
    return {.length = std::nullopt, .closes = closes_, .is_secure = request.is_secure, .request_id = request.id};
  }

  Task<> write_text(Request const& request, Response const& response, std::string_view body) {
    AnswerFrame frame = frame_of(request);
    frame.length = body.size();
    std::string const head = answer_head(response, frame);
    bool const has_body = request.method != Method::head && response.status != 204 && response.status != 304;
    std::array<asio::const_buffer, 2> const parts{asio::buffer(head),
                                                  asio::buffer(body.data(), has_body ? body.size() : 0)};
    channel_.expires_after(context_.limits.write_time);
    co_await asio::async_write(channel_, parts, asio::use_awaitable);
  }

  Task<> write_stream(Request const& request, Response const& response, Stream const& stream) {
    std::string const head = answer_head(response, frame_of(request));
    channel_.expires_after(context_.limits.write_time);
    co_await asio::async_write(channel_, asio::buffer(head), asio::use_awaitable);
    if (request.method == Method::head) co_return;
    ChunkWriter writer(channel_, context_.limits.write_time);
    co_await stream(writer);
    channel_.expires_after(context_.limits.write_time);
    co_await asio::async_write(channel_, asio::buffer("0\r\n\r\n", 5), asio::use_awaitable);
  }

  /// Reads a little more of what is still on its way, so that the answer is not lost with it: a socket that is closed
  /// over unread bytes takes back what was written (RFC 9112 section 9.6).
  Task<> linger() {
    co_await channel_.end_sending();
    channel_.expires_after(std::chrono::seconds(1));
    error_code error;
    std::array<char, 4096> rest{};
    for (std::size_t size = 0; !error && size < context_.limits.skipped_bytes;) {
      size +=
          co_await channel_.tcp().async_read_some(asio::buffer(rest), asio::redirect_error(asio::use_awaitable, error));
    }
  }

  ConnectionContext context_;
  Channel channel_;
  beast::flat_buffer buffer_;
  asio::ip::address peer_;
  bool is_open_ = true;
  bool is_idle_ = false;
  bool closes_ = false;
};

Connection::Connection(asio::ip::tcp::socket socket, ConnectionContext context)
    : implementation_(std::make_unique<Implementation>(std::move(socket), context)) {}
Connection::~Connection() = default;

Task<> Connection::serve() { return implementation_->serve(); }
void Connection::drain() { implementation_->drain(); }
void Connection::close() { implementation_->close(); }

}  // namespace storymap::server::http
