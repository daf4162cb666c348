// tests/fuzz/fuzz_jwt.cpp - tokens and claims that may be anything: none passes that we have not signed.
#include "server/base/crypto/base64url.hpp"
#include "server/base/crypto/jwt.hpp"
#include "server/base/flat_json.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

namespace {

using namespace storymap::server;

KeyRing const ring({{"k1", std::string(32, 's')}});
AccessTokenOptions const options{"i", "a"};
Time const now = from_milliseconds(1'700'000'000'000);

/// What passes has a signature that is right for its text: signing the same text again gives the same token.
void check_signature(std::string_view token) {
  std::size_t const dot = token.rfind('.');
  std::string const signature = HmacKey(ring.newest().secret).sign(token.substr(0, dot));
  if (to_base64url(signature) != token.substr(dot + 1)) std::abort();
}

/// Claims that are rightly signed are read as they stand, or refused.
void check_claims(AccessTokens const& tokens, std::string_view claims) {
  auto const verdict = tokens.verify(JwsKeys(ring).sign("at+jwt", claims), now);
  auto const* const accepted = std::get_if<AccessClaims>(&verdict);
  if (accepted == nullptr) return;
  if (accepted->subject.empty() || accepted->session.empty() || accepted->expires_at <= now) std::abort();
  if (!FlatObject::read(claims)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  AccessTokens const tokens(ring, options);
  auto const verdict = tokens.verify(text, now);
  if (std::holds_alternative<AccessClaims>(verdict)) check_signature(text);
  check_claims(tokens, text);
  if (auto const payload = from_base64url(text); payload && to_base64url(*payload) != text) std::abort();
  return 0;
}
