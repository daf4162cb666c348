// server/http/message.hpp - requests and answers, as everything above the transport sees them.
// Room: http.
#pragma once

#include "server/base/task.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace storymap::server::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };

/// "GET"; "OTHER" for a method that no route has.
[[nodiscard]] std::string_view to_string(Method method) noexcept;

/// True when two names of header fields are one (RFC 9110 section 5.1).
[[nodiscard]] bool same_name(std::string_view a, std::string_view b) noexcept;

/// Header fields in the order in which they came. Names compare without regard to case.
class Headers {
 public:
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  /// Replaces all fields of that name.
  void set(std::string_view name, std::string value);
  /// The value of the first field of that name, or nothing.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const noexcept;
  [[nodiscard]] std::size_t count(std::string_view name) const noexcept;

  [[nodiscard]] auto begin() const noexcept { return fields_.begin(); }
  [[nodiscard]] auto end() const noexcept { return fields_.end(); }
  [[nodiscard]] std::size_t size() const noexcept { return fields_.size(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// The body of a request, which is still on its way.
class Body {
 public:
  Body() = default;
  Body(Body const&) = delete;
  Body& operator=(Body const&) = delete;
  virtual ~Body() = default;

  /// All of it. Throws Problem 413 `body_too_large` when it is longer than `limit`, and boost::system::system_error
  /// when the caller is gone or too slow.
  virtual Task<std::string> read(std::size_t limit) = 0;

  /// The next part of it, empty at its end. The sum of the parts never exceeds `limit`: else it throws like `read`.
  virtual Task<std::string> read_some(std::size_t limit) = 0;
};

struct Request {
  Method method = Method::get;
  std::string target;                                      ///< as it came: "/api/v1/projects?limit=10"
  std::string path;                                        ///< without the query, not decoded
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded
  Headers headers;
  std::string client;      ///< the address of the caller, behind the proxies that are trusted
  std::string host;        ///< as the caller named us
  bool is_secure = false;  ///< by TLS, ours or that of a trusted proxy
  std::string id;          ///< of this request, in logs and answers
  Body* body = nullptr;    ///< never null while it is handled
};

/// Writes the body of an answer bit by bit.
class Writer {
 public:
  Writer() = default;
  Writer(Writer const&) = delete;
  Writer& operator=(Writer const&) = delete;
  virtual ~Writer() = default;

  /// Throws boost::system::system_error when the caller is gone or too slow.
  virtual Task<> write(std::string_view some) = 0;
};

/// A WebSocket connection with its handshake done. One coroutine reads, another may write.
class WebSocket {
 public:
  WebSocket() = default;
  WebSocket(WebSocket const&) = delete;
  WebSocket& operator=(WebSocket const&) = delete;
  virtual ~WebSocket() = default;

  /// The next text message; nothing when the other side has closed.
  virtual Task<std::optional<std::string>> read() = 0;
  virtual Task<> write(std::shared_ptr<std::string const> text) = 0;
  /// `code` as in RFC 6455 section 7.4.
  virtual Task<> close(std::uint16_t code, std::string_view reason) = 0;
};

using Stream = std::function<Task<>(Writer&)>;
using Conversation = std::function<Task<>(WebSocket&)>;

struct Response {
  int status = 200;
  Headers headers = {};
  /// Text, text shared with others, a body written as it is made (chunked), or what to do with the WebSocket that the
  /// request asks for.
  std::variant<std::string, std::shared_ptr<std::string const>, Stream, Conversation> body = std::string();
};

/// Answers a request. What it throws is a Problem, or a fault of ours that is answered with 500.
using Handler = std::function<Task<Response>(Request&)>;

}  // namespace storymap::server::http
