// server/base/crypto/jws.cpp - signed text.
#include "server/base/crypto/jws.hpp"

#include "server/base/crypto/base64url.hpp"
#include "server/base/flat_json.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <optional>

namespace storymap::server {
namespace {

constexpr std::string_view algorithm = "HS256";

/// The three parts, still encoded.
struct Parts {
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
  std::string_view signed_text;  ///< header and payload with the dot between them
};

std::optional<Parts> split(std::string_view token) noexcept {
  std::size_t const first = token.find('.');
  if (token.size() > JwsKeys::longest || first == std::string_view::npos) return std::nullopt;
  std::size_t const second = token.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  return Parts{token.substr(0, first), token.substr(first + 1, second - first - 1), token.substr(second + 1),
               token.substr(0, second)};
}

/// Members that bring keys or change the rules ("jku", "jwk", "x5u", "x5c", "crit", "b64") are among the unknown ones.
bool is_ours(FlatObject const& header) noexcept {
  bool const is_known = std::all_of(header.members().begin(), header.members().end(), [](auto const& member) {
    return member.first == "alg" || member.first == "kid" || member.first == "typ";
  });
  auto const* const claimed = header.find<std::string>("alg");
  return is_known && claimed != nullptr && *claimed == algorithm;
}

}  // namespace

std::string_view to_string(TokenFault fault) noexcept {
  switch (fault) {
    case TokenFault::malformed: return "malformed";
    case TokenFault::wrong_header: return "wrong_header";
    case TokenFault::unknown_key: return "unknown_key";
    case TokenFault::wrong_signature: return "wrong_signature";
    case TokenFault::wrong_claims: return "wrong_claims";
    case TokenFault::not_yet_valid: return "not_yet_valid";
    case TokenFault::expired: return "expired";
  }
  return "unknown";
}

JwsKeys::JwsKeys(KeyRing const& keys) {
  for (NamedKey const& key : keys) keys_.emplace_back(key.id, HmacKey(key.secret));
}

std::string JwsKeys::sign(std::string_view type, std::string_view payload) const {
  auto const& [id, key] = keys_.front();
  boost::json::object const header = {{"alg", algorithm}, {"kid", id}, {"typ", type}};
  std::string token = to_base64url(boost::json::serialize(header)) + '.' + to_base64url(payload);
  std::string const signature = key.sign(token);
  token += '.';
  token += to_base64url(signature);
  return token;
}

std::variant<JwsKeys::Signed, TokenFault> JwsKeys::verify(std::string_view token) const {
  auto const parts = split(token);
  if (!parts) return TokenFault::malformed;
  auto const header_text = from_base64url(parts->header);
  auto payload = from_base64url(parts->payload);
  auto const signature = from_base64url(parts->signature);
  if (!header_text || !payload || !signature) return TokenFault::malformed;
  auto const header = FlatObject::read(*header_text);
  if (!header) return TokenFault::malformed;
  if (!is_ours(*header)) return TokenFault::wrong_header;

  auto const* const id = header->find<std::string>("kid");
  HmacKey const* const key = id == nullptr ? nullptr : find(*id);
  if (key == nullptr) return TokenFault::unknown_key;
  if (!key->verify(parts->signed_text, *signature)) return TokenFault::wrong_signature;
  auto const* const type = header->find<std::string>("typ");
  return Signed{type == nullptr ? std::string() : *type, std::move(*payload)};
}

HmacKey const* JwsKeys::find(std::string_view id) const noexcept {
  auto const found = std::find_if(keys_.begin(), keys_.end(), [&](auto const& key) { return key.first == id; });
  return found == keys_.end() ? nullptr : &found->second;
}

}  // namespace storymap::server
