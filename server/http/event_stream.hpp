// server/http/event_stream.hpp - answers that go on as things happen: server-sent events.
// Room: http.
//
// https://html.spec.whatwg.org/multipage/server-sent-events.html
#pragma once

#include "server/base/task.hpp"
#include "server/http/message.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace storymap::server::http {

struct Event {
  std::string id = {};    ///< empty: the caller keeps the one before; from it he goes on when he comes again
  std::string type = {};  ///< empty: "message"
  std::string data = {};  ///< of any number of lines
};

/// An event as it stands in the stream. Line breaks, and NUL, which ids may not have, become spaces in ids and types.
[[nodiscard]] std::string to_text(Event const& event);

/// Where events go. Each arrives at once.
class EventStream {
 public:
  explicit EventStream(Writer& writer) : writer_(writer) {}

  /// Throws boost::system::system_error when the caller is gone or too slow.
  [[nodiscard]] Task<> send(Event event);

  /// Says nothing: a proxy sees that the connection is in use, and we see whether the caller is still there.
  [[nodiscard]] Task<> keep_alive();

  /// Asks the caller to wait so long before he comes again.
  [[nodiscard]] Task<> set_retry(std::chrono::milliseconds time);

 private:
  Writer& writer_;
};

/// An answer of events: `send_all` sends them, and the answer ends with it.
[[nodiscard]] Response event_stream(std::function<Task<>(EventStream&)> send_all);

/// The id of the last event that a caller who comes again has seen (Last-Event-ID).
[[nodiscard]] std::optional<std::string_view> last_event_id(Headers const& headers) noexcept;

}  // namespace storymap::server::http
