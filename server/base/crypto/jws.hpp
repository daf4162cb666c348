// server/base/crypto/jws.hpp - signed text: JSON Web Signatures in their compact form, HS256 and nothing else (RFC
// 7515).
// Room: base.
#pragma once

#include "server/base/crypto/hmac.hpp"
#include "server/base/crypto/key_ring.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace storymap::server {

/// Why a token is not accepted. For logs and metrics: the caller hears the same of all of them.
enum class TokenFault : std::uint8_t {
  malformed,        ///< not three parts of base64url, too long, or a header or payload we cannot read
  wrong_header,     ///< another algorithm or type than ours, or a member we do not know
  unknown_key,      ///< no key of that id
  wrong_signature,  ///< changed on its way, or signed by somebody else
  wrong_claims,     ///< of another issuer, for another audience, or something is missing
  not_yet_valid,    ///< "nbf" is to come
  expired,          ///< "exp" is past
};

/// "wrong_signature".
[[nodiscard]] std::string_view to_string(TokenFault fault) noexcept;

/// Signs with the newest key and verifies with any. The algorithm belongs to the key, so that no token can choose it
/// (RFC 8725 section 3.1); keys are only ours: a header that brings one is refused.
class JwsKeys {
 public:
  /// The longest token that is looked at, in bytes.
  static constexpr std::size_t longest = 4096;

  struct Signed {
    std::string type;  ///< "typ" of the header
    std::string payload;
  };

  explicit JwsKeys(KeyRing const& keys);

  /// `type` and `payload` signed: three parts of base64url with dots between them.
  [[nodiscard]] std::string sign(std::string_view type, std::string_view payload) const;

  /// What was signed. Headers may have "alg", "kid" and "typ", each once; "alg" must be HS256, "kid" one of our keys.
  [[nodiscard]] std::variant<Signed, TokenFault> verify(std::string_view token) const;

 private:
  [[nodiscard]] HmacKey const* find(std::string_view id) const noexcept;

  std::vector<std::pair<std::string, HmacKey>> keys_;
};

}  // namespace storymap::server
