// server/http/framing.cpp - bodies of framing.hpp.
#include "server/http/framing.hpp"

#include <algorithm>
#include <cstddef>

namespace storymap::server::http {
namespace {

[[nodiscard]] bool is_digits(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 19 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The host and port in "http://host:port/path"; empty for a target of another form.
[[nodiscard]] std::string_view authority_of(std::string_view target) noexcept {
  std::size_t const scheme = target.find("://");
  if (target.starts_with('/') || scheme == std::string_view::npos) return {};
  std::string_view const rest = target.substr(scheme + 3);
  return rest.substr(0, rest.find_first_of("/?"));
}

}  // namespace

std::optional<std::string_view> framing_fault(Headers const& headers, std::string_view target, int minor) noexcept {
  std::size_t const codings = headers.count("Transfer-Encoding");
  std::size_t const lengths = headers.count("Content-Length");
  if (codings > 0 && minor < 1) return "Transfer-Encoding on HTTP/1.0";
  if (codings > 0 && lengths > 0) return "Transfer-Encoding and Content-Length";
  if (codings > 1) return "more than one Transfer-Encoding";
  if (codings == 1 && !same_name(*headers.find("Transfer-Encoding"), "chunked")) {
    return "a Transfer-Encoding other than chunked";
  }
  if (lengths > 1) return "more than one Content-Length";
  if (lengths == 1 && !is_digits(*headers.find("Content-Length"))) return "a Content-Length that is no number";
  std::size_t const hosts = headers.count("Host");
  if (hosts > 1) return "more than one Host";
  if (hosts == 0 && minor >= 1) return "no Host";
  std::string_view const authority = authority_of(target);
  if (!authority.empty() && hosts == 1 && !same_name(authority, *headers.find("Host")))
    return "another Host than the target";
  return std::nullopt;
}

bool has_folded_line(std::string_view bytes) noexcept {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    if (at + 1 < bytes.size() && (bytes[at + 1] == ' ' || bytes[at + 1] == '\t')) return true;
  }
  return false;
}

}  // namespace storymap::server::http
