// server/http/framing.hpp - where a request ends: what every server and proxy must agree on.
// Room: http.
#pragma once

#include "server/http/message.hpp"

#include <optional>
#include <string_view>

namespace storymap::server::http {

/// Why the framing of a request with these header fields is refused, or nothing when it is sound. Two programs that see
/// different ends in the same bytes let one request hide in another (request smuggling), so whatever leaves room for
/// that is refused and the connection closed (RFC 9112 sections 3.2, 5.2 and 6.1 to 6.3): Transfer-Encoding other than
/// one "chunked", or on HTTP/1.0, or next to Content-Length; Content-Length twice or not of digits alone; no Host, two,
/// or another one than the target names. `minor`: of HTTP/1.x.
[[nodiscard]] std::optional<std::string_view> framing_fault(Headers const& headers, std::string_view target,
                                                            int minor) noexcept;

/// True when a header holds a line that begins with a space or tab: a folded line, which hides the end of a field.
/// `bytes` are those of the header, from the request line to the empty line.
[[nodiscard]] bool has_folded_line(std::string_view bytes) noexcept;

}  // namespace storymap::server::http
