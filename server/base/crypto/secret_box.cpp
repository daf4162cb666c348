// server/base/crypto/secret_box.cpp - secrets at rest, by libsodium.
#include "server/base/crypto/secret_box.hpp"

#include "server/base/crypto/random.hpp"
#include "server/base/crypto/sodium.hpp"

#include <sodium.h>

#include <cstddef>
#include <stdexcept>
#include <utility>

namespace storymap::server {
namespace {

constexpr char version = 1;
constexpr std::size_t key_size = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char* bytes(std::string& text) noexcept { return reinterpret_cast<unsigned char*>(text.data()); }
unsigned char const* bytes(std::string_view text) noexcept {
  return reinterpret_cast<unsigned char const*>(text.data());
}

/// What stands in front, and says how to open the rest: authenticated, not encrypted.
std::string header_of(std::string_view key_id) {
  return std::string{version, static_cast<char>(key_id.size())}.append(key_id);
}

struct Parts {
  std::string_view header;
  std::string_view key_id;
  std::string_view nonce;
  std::string_view text;  ///< encrypted, with its tag
};

std::optional<Parts> split(std::string_view sealed) noexcept {
  if (sealed.size() < 2 || sealed[0] != version) return std::nullopt;
  std::size_t const id_size = static_cast<unsigned char>(sealed[1]);
  if (sealed.size() < 2 + id_size + nonce_size + tag_size) return std::nullopt;
  return Parts{sealed.substr(0, 2 + id_size), sealed.substr(2, id_size), sealed.substr(2 + id_size, nonce_size),
               sealed.substr(2 + id_size + nonce_size)};
}

}  // namespace

SecretBox::SecretBox(KeyRing keys) : keys_(std::move(keys)) {
  detail::need_sodium();
  for (NamedKey const& key : keys_) {
    if (key.secret.size() != key_size)
      throw std::invalid_argument("the secret of key '" + key.id + "' is not 32 bytes");
  }
}

std::string SecretBox::seal(std::string_view secret, std::string_view place) const {
  NamedKey const& key = keys_.newest();
  std::string const header = header_of(key.id);
  std::string const nonce = random_bytes(nonce_size);
  std::string const known = header + std::string(place);
  std::string text(secret.size() + tag_size, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(text), nullptr, bytes(secret), secret.size(),
                                             bytes(std::string_view(known)), known.size(), nullptr,
                                             bytes(std::string_view(nonce)), bytes(std::string_view(key.secret)));
  return header + nonce + text;
}

std::optional<std::string> SecretBox::open(std::string_view sealed, std::string_view place) const {
  auto const parts = split(sealed);
  NamedKey const* const key = parts ? keys_.find(parts->key_id) : nullptr;
  if (key == nullptr) return std::nullopt;
  std::string const known = std::string(parts->header) + std::string(place);
  std::string secret(parts->text.size() - tag_size, '\0');
  int const failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      bytes(secret), nullptr, nullptr, bytes(parts->text), parts->text.size(), bytes(std::string_view(known)),
      known.size(), bytes(parts->nonce), bytes(std::string_view(key->secret)));
  return failed == 0 ? std::optional(std::move(secret)) : std::nullopt;
}

bool SecretBox::needs_rotation(std::string_view sealed) const {
  auto const parts = split(sealed);
  return !parts || parts->key_id != keys_.newest().id;
}

}  // namespace storymap::server
