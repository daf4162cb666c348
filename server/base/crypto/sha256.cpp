// server/base/crypto/sha256.cpp - SHA-256, by OpenSSL.
#include "server/base/crypto/sha256.hpp"

#include <openssl/sha.h>

namespace storymap::server {

std::string sha256(std::string_view bytes) {
  std::string hash(sha256_size, '\0');
  SHA256(reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
         reinterpret_cast<unsigned char*>(hash.data()));
  return hash;
}

}  // namespace storymap::server
