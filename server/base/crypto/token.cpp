// server/base/crypto/token.cpp - secrets that are handed out.
#include "server/base/crypto/token.hpp"

#include "server/base/crypto/base64url.hpp"
#include "server/base/crypto/random.hpp"
#include "server/base/crypto/sha256.hpp"

#include <cstddef>

namespace storymap::server {
namespace {

constexpr std::size_t token_bytes = 32;

}  // namespace

std::string make_token(std::string_view prefix) {
  return std::string(prefix).append(to_base64url(random_bytes(token_bytes)));
}

bool is_token(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  auto const bytes = from_base64url(text.substr(prefix.size()));
  return bytes && bytes->size() == token_bytes;
}

std::string hash_of(std::string_view token) { return sha256(token); }

}  // namespace storymap::server
