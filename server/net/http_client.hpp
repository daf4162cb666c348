// server/net/http_client.hpp - calls to other services.
// Room: net.
//
//     HttpCall call{"POST", url, {{"Content-Type", "application/json"}}, body};
//     HttpAnswer const answer = co_await client.send(std::move(call));  // throws CallError
#pragma once

#include "server/base/task.hpp"
#include "server/net/ssrf_guard.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::server::net {

using HeaderList = std::vector<std::pair<std::string, std::string>>;

struct HttpCall {
  std::string method = "GET";
  std::string url;
  HeaderList headers = {};
  std::string body = {};
  /// The URL stands in our configuration. Else a user named it, and it must pass the guard.
  bool is_configured = false;
  std::chrono::milliseconds timeout{0};  ///< 0: that of the client
  std::size_t body_limit = 0;            ///< 0: that of the client
};

struct HttpAnswer {
  int status = 0;
  HeaderList headers;  ///< names in lower case
  std::string body;
  bool is_cut = false;  ///< there was more than the limit

  /// The value of the first field of that name (in lower case), or "".
  [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
};

enum class CallFault : std::uint8_t {
  refused,     ///< the URL does not pass the guard, or a header is ill-formed
  blocked,     ///< its name leads to an address that does not
  unresolved,  ///< its name leads nowhere
  no_connection,
  no_tls,  ///< the certificate is not good, or there is no common version
  timeout,
  overloaded,  ///< too many calls at once
  broken,      ///< anything else: the connection ended early, the answer is no HTTP
};

/// "timeout".
[[nodiscard]] std::string_view to_string(CallFault fault) noexcept;

/// A call that brought no answer. `what()` is for logs; users are told the fault at most.
class CallError : public std::runtime_error {
 public:
  CallError(CallFault fault, std::string const& text) : std::runtime_error(text), fault_(fault) {}

  [[nodiscard]] CallFault fault() const noexcept { return fault_; }

 private:
  CallFault fault_;
};

struct HttpClientOptions {
  std::chrono::milliseconds timeout = std::chrono::seconds(10);  ///< of a whole call
  std::size_t body_limit = 64 * 1024;                            ///< bytes
  std::size_t most_calls = 256;                                  ///< at once
  UrlPolicy policy = {};
  std::string ca_file = {};  ///< PEM; empty: those of the system
  std::string user_agent = "storymap";
  std::vector<std::string> pins = {};  ///< "name:port:address": what these names lead to, whatever DNS says
};

/// Any number of calls at once, none of which holds a thread. Certificates are verified, redirects are not followed,
/// proxies of the environment are not used: each would be a way around the guard.
class HttpClient {
 public:
  /// Callbacks run on `executor`, one at a time.
  HttpClient(boost::asio::any_io_executor const& executor, HttpClientOptions options);
  HttpClient(HttpClient const&) = delete;
  HttpClient& operator=(HttpClient const&) = delete;
  ~HttpClient();

  /// Throws CallError. When the caller is cancelled the call is given up.
  Task<HttpAnswer> send(HttpCall call);

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace storymap::server::net
