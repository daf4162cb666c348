// server/base/crypto/jwt.cpp - access tokens.
#include "server/base/crypto/jwt.hpp"

#include "server/base/crypto/base64url.hpp"
#include "server/base/crypto/random.hpp"
#include "server/base/flat_json.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <utility>

namespace storymap::server {
namespace {

using std::chrono::seconds;

/// RFC 9068 section 2.1: a token of another kind cannot pass for an access token.
constexpr std::string_view token_type = "at+jwt";
constexpr seconds longest_leeway{60};
/// The end of the year 9999: later times are no times.
constexpr std::int64_t last_second = 253'402'300'799;

std::int64_t to_seconds(Time time) noexcept { return std::chrono::floor<seconds>(time).time_since_epoch().count(); }

/// A member that is a time (NumericDate of RFC 7519, whole seconds).
std::optional<Time> find_time(FlatObject const& claims, std::string_view name) noexcept {
  auto const* const value = claims.find<std::int64_t>(name);
  if (value == nullptr || *value < 0 || *value > last_second) return std::nullopt;
  return Time(seconds(*value));
}

bool is_text(FlatObject const& claims, std::string_view name, std::string_view expected) noexcept {
  auto const* const value = claims.find<std::string>(name);
  return value != nullptr && *value == expected;
}

/// The claims, all of which must be there; nothing when one is not.
std::optional<AccessClaims> read_claims(FlatObject const& claims) {
  auto const* const subject = claims.find<std::string>("sub");
  auto const* const session = claims.find<std::string>("sid");
  auto const* const id = claims.find<std::string>("jti");
  auto const issued_at = find_time(claims, "iat");
  auto const expires_at = find_time(claims, "exp");
  if (subject == nullptr || session == nullptr || id == nullptr || !issued_at || !expires_at) return std::nullopt;
  if (subject->empty() || session->empty() || id->empty()) return std::nullopt;
  return AccessClaims{*subject, *session, *id, *issued_at, *expires_at};
}

}  // namespace

AccessTokens::AccessTokens(KeyRing const& keys, AccessTokenOptions options)
    : keys_(keys), options_(std::move(options)) {
  if (options_.issuer.empty() || options_.audience.empty()) throw std::invalid_argument("no issuer or audience");
  if (options_.lifetime <= seconds::zero()) throw std::invalid_argument("a lifetime of nothing");
  if (options_.leeway < seconds::zero() || options_.leeway > longest_leeway) {
    throw std::invalid_argument("the leeway of clocks is 0 to 60 s");
  }
}

std::string AccessTokens::issue(std::string_view subject, std::string_view session, Time now) const {
  std::int64_t const issued_at = to_seconds(now);
  boost::json::object const claims = {{"iss", options_.issuer},
                                      {"aud", options_.audience},
                                      {"sub", subject},
                                      {"sid", session},
                                      {"iat", issued_at},
                                      {"exp", issued_at + options_.lifetime.count()},
                                      {"jti", to_base64url(random_bytes(16))}};
  return keys_.sign(token_type, boost::json::serialize(claims));
}

std::variant<AccessClaims, TokenFault> AccessTokens::verify(std::string_view token, Time now) const {
  auto const verified = keys_.verify(token);
  if (auto const* const fault = std::get_if<TokenFault>(&verified)) return *fault;
  auto const& [type, payload] = std::get<JwsKeys::Signed>(verified);
  if (type != token_type) return TokenFault::wrong_header;
  auto const members = FlatObject::read(payload);
  if (!members) return TokenFault::malformed;

  auto claims = read_claims(*members);
  bool const is_ours = is_text(*members, "iss", options_.issuer) && is_text(*members, "aud", options_.audience);
  auto const not_before = find_time(*members, "nbf");
  if (!claims || !is_ours || members->has("nbf") != not_before.has_value()) return TokenFault::wrong_claims;
  if (now >= claims->expires_at + options_.leeway) return TokenFault::expired;
  if (not_before && now + options_.leeway < *not_before) return TokenFault::not_yet_valid;
  return std::move(*claims);
}

}  // namespace storymap::server
