// server/base/crypto/hmac.cpp - HMAC with SHA-256, by the EVP interface of OpenSSL.
#include "server/base/crypto/hmac.hpp"

#include "server/base/crypto/constant_time.hpp"
#include "server/base/crypto/sha256.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <cstddef>
#include <stdexcept>

namespace storymap::server {
namespace {

struct Free {
  void operator()(EVP_MAC* mac) const noexcept { EVP_MAC_free(mac); }
  void operator()(EVP_MAC_CTX* context) const noexcept { EVP_MAC_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MAC_CTX, Free>;

unsigned char const* bytes(std::string_view text) noexcept {
  return reinterpret_cast<unsigned char const*>(text.data());
}

void need(bool is_done) {
  if (!is_done) throw std::runtime_error("OpenSSL cannot compute HMAC-SHA256");
}

}  // namespace

/// The key is hashed once, here; every message begins with a copy.
struct HmacKey::State {
  Context context;
};

HmacKey::HmacKey(std::string_view secret) {
  static std::unique_ptr<EVP_MAC, Free> const mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  need(mac != nullptr);
  Context context(EVP_MAC_CTX_new(mac.get()));
  need(context != nullptr);
  std::string digest = "SHA256";
  OSSL_PARAM const parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
                                   OSSL_PARAM_construct_end()};
  // A null key means "the key you have": an empty one needs an address.
  unsigned char const* const key = secret.empty() ? bytes("") : bytes(secret);
  need(EVP_MAC_init(context.get(), key, secret.size(), parameters) == 1);
  state_ = std::make_shared<State const>(State{std::move(context)});
}

std::string HmacKey::sign(std::initializer_list<std::string_view> parts) const {
  Context const context(EVP_MAC_CTX_dup(state_->context.get()));
  need(context != nullptr);
  for (std::string_view const part : parts) need(EVP_MAC_update(context.get(), bytes(part), part.size()) == 1);
  std::string signature(sha256_size, '\0');
  std::size_t size = 0;
  need(EVP_MAC_final(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, signature.size()) == 1);
  return signature;
}

bool HmacKey::verify(std::string_view message, std::string_view signature) const {
  return equal_in_constant_time(sign(message), signature);
}

std::string hmac_sha256(std::string_view key, std::string_view message) { return HmacKey(key).sign(message); }

}  // namespace storymap::server
