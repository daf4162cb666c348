// server/http/target.cpp - bodies of target.hpp.
#include "server/http/target.hpp"

#include <storymap/utf8.hpp>

#include <algorithm>
#include <cstddef>

namespace storymap::server::http {
namespace {

/// The value of a hexadecimal digit, or -1.
[[nodiscard]] int digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

[[nodiscard]] bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; }

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '+' && plus_is_space) c = ' ';
    if (c == '%') {
      int const high = at + 2 < text.size() ? digit(text[at + 1]) : -1;
      int const low = at + 2 < text.size() ? digit(text[at + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      at += 2;
    }
    if (is_control(c)) return std::nullopt;
    out.push_back(c);
  }
  if (find_invalid_utf8(out) != std::string_view::npos) return std::nullopt;
  return out;
}

std::optional<Target> parse_target(std::string_view target) {
  // Anything but visible ASCII is percent-encoded in a URL (RFC 3986 section 2).
  if (std::any_of(target.begin(), target.end(), [](char c) { return c <= ' ' || c == 0x7F; })) return std::nullopt;
  for (std::string_view const scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    std::size_t const slash = target.find('/', scheme.size());
    target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
    break;
  }
  if (!target.starts_with('/')) return std::nullopt;
  std::size_t const question = target.find('?');
  Target parsed{std::string(target.substr(0, question)), {}};
  std::string_view rest = question == std::string_view::npos ? std::string_view() : target.substr(question + 1);
  while (!rest.empty()) {
    std::string_view const pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    if (pair.empty()) continue;
    std::size_t const equals = std::min(pair.find('='), pair.size());
    std::optional<std::string> name = percent_decoded(pair.substr(0, equals), true);
    std::optional<std::string> value = percent_decoded(pair.substr(std::min(pair.size(), equals + 1)), true);
    if (!name || !value) return std::nullopt;
    parsed.query.emplace_back(std::move(*name), std::move(*value));
  }
  return parsed;
}

}  // namespace storymap::server::http
