// server/auth/refresh_tokens.cpp - bodies of refresh_tokens.hpp.
#include "server/auth/refresh_tokens.hpp"

#include "server/base/crypto/base64url.hpp"
#include "server/base/crypto/token.hpp"
#include "server/base/uuid.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace storymap::server::auth {
namespace {

constexpr std::string_view prefix = "smr_";
constexpr std::size_t tag_size = 16;

[[nodiscard]] std::string tag_of(HmacKey const& key, std::string_view body) {
  return key.sign({"refresh-token", body}).substr(0, tag_size);
}

[[nodiscard]] bool is_tag_of(HmacKey const& key, std::string_view body, std::string_view tag) {
  // Whole signatures are compared in constant time; this one is cut.
  std::string const expected = tag_of(key, body);
  unsigned difference = expected.size() == tag.size() ? 0 : 1;
  for (std::size_t k = 0; k < std::min(expected.size(), tag.size()); ++k) {
    difference |= static_cast<unsigned>(static_cast<unsigned char>(expected[k] ^ tag[k]));
  }
  return difference == 0;
}

/// The part up to the next dot, which is taken off.
[[nodiscard]] std::string_view next_part(std::string_view& text) noexcept {
  std::size_t const dot = text.find('.');
  std::string_view const part = text.substr(0, dot);
  text.remove_prefix(dot == std::string_view::npos ? text.size() : dot + 1);
  return part;
}

[[nodiscard]] std::string mixed(std::string_view text, std::string_view parent) {
  HmacKey const key(parent);
  std::string out(text);
  std::string pad;
  for (std::size_t k = 0; k < out.size(); ++k) {
    if (k >= pad.size()) pad += key.sign({"successor", std::to_string(k)});
    out[k] = static_cast<char>(static_cast<unsigned char>(out[k]) ^ static_cast<unsigned char>(pad[k]));
  }
  return out;
}

}  // namespace

RefreshTokens::RefreshTokens(KeyRing const& keys) {
  for (NamedKey const& key : keys) keys_.emplace_back(key.secret);
}

std::string RefreshTokens::make(std::string_view session_id, std::int64_t counter) const {
  std::string body = make_token(prefix);
  body.insert(prefix.size(), std::string(session_id) + "." + std::to_string(counter) + ".");
  return body + "." + to_base64url(tag_of(keys_.front(), body));
}

std::optional<RefreshToken> RefreshTokens::read(std::string_view token) const {
  std::size_t const dot = token.rfind('.');
  if (!token.starts_with(prefix) || dot == std::string_view::npos || token.size() > 256) return std::nullopt;
  std::string_view const body = token.substr(0, dot);
  std::optional<std::string> const tag = from_base64url(token.substr(dot + 1));
  if (!tag ||
      std::none_of(keys_.begin(), keys_.end(), [&](HmacKey const& key) { return is_tag_of(key, body, *tag); })) {
    return std::nullopt;
  }
  std::string_view rest = body.substr(prefix.size());
  std::string_view const session = next_part(rest);
  std::string_view const counter = next_part(rest);
  RefreshToken read{std::string(session), 0};
  auto const [end, error] = std::from_chars(counter.data(), counter.data() + counter.size(), read.counter);
  if (!is_uuid(session) || error != std::errc() || end != counter.data() + counter.size()) return std::nullopt;
  return read;
}

std::string hide_successor(std::string_view successor, std::string_view parent) { return mixed(successor, parent); }
std::string show_successor(std::string_view hidden, std::string_view parent) { return mixed(hidden, parent); }

}  // namespace storymap::server::auth
