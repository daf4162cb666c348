// server/http/answer_head.hpp - the first bytes of an answer.
// Room: http.
#pragma once

#include "server/http/message.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace storymap::server::http {

/// What an answer has besides what the handler says.
struct AnswerFrame {
  std::optional<std::size_t> length;  ///< of the body; nothing: it is chunked
  bool closes = false;                ///< the connection ends with it
  bool is_secure = false;             ///< it goes over TLS, so that browsers may be told to insist on it
  std::string_view request_id = {};
};

/// The date of a second (RFC 9110 section 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string http_date(std::chrono::sys_seconds time);

/// Status line and header fields up to the empty line, with those that every answer has: Date, X-Request-Id, and what
/// tells browsers to be careful, unless the handler says otherwise. Names and values are free of line breaks whatever
/// the handler says.
[[nodiscard]] std::string answer_head(Response const& response, AnswerFrame const& frame);

}  // namespace storymap::server::http
