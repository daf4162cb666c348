// server/base/crypto/password.cpp - Argon2id by libsodium, bcrypt by libxcrypt.
#include "server/base/crypto/password.hpp"

#include "server/base/crypto/constant_time.hpp"
#include "server/base/crypto/random.hpp"
#include "server/base/crypto/sodium.hpp"

#include <crypt.h>
#include <sodium.h>

#include <memory>
#include <new>
#include <stdexcept>

namespace storymap::server {
namespace {

constexpr std::size_t bcrypt_size = 60;
/// A hash of cost 16 takes several seconds: nobody stored it for people to log in with.
constexpr std::string_view highest_bcrypt_cost = "15";

bool is_bcrypt(std::string_view hash) noexcept {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./";
  if (hash.size() != bcrypt_size || hash[0] != '$' || hash[1] != '2' || hash[3] != '$' || hash[6] != '$') return false;
  bool const is_known = hash[2] == 'a' || hash[2] == 'b' || hash[2] == 'y';
  std::string_view const cost = hash.substr(4, 2);
  return is_known && cost.find_first_not_of("0123456789") == std::string_view::npos && cost <= highest_bcrypt_cost &&
         hash.substr(7).find_first_not_of(letters) == std::string_view::npos;
}

/// bcrypt sees the first 72 bytes of a password only, here as at our predecessor, and ends at a zero byte, which none
/// of its passwords had.
bool verify_bcrypt(std::string_view password, std::string_view hash) {
  if (password.find('\0') != std::string_view::npos) return false;
  auto const data = std::make_unique<crypt_data>();
  std::string phrase(password);
  char const* const made = crypt_r(phrase.c_str(), std::string(hash).c_str(), data.get());
  bool const is_equal = made != nullptr && equal_in_constant_time(made, hash);
  wipe(phrase);
  sodium_memzero(data.get(), sizeof(crypt_data));
  return is_equal;
}

}  // namespace

PasswordHasher::PasswordHasher(PasswordCost cost) : cost_(cost) {
  detail::need_sodium();
  bool const is_good = cost.memory >= crypto_pwhash_MEMLIMIT_MIN && cost.memory <= crypto_pwhash_MEMLIMIT_MAX &&
                       cost.passes >= crypto_pwhash_OPSLIMIT_MIN && cost.passes <= crypto_pwhash_OPSLIMIT_MAX;
  if (!is_good) throw std::invalid_argument("Argon2id needs at least 8 KiB of memory and one pass");
  nothing_ = hash(random_bytes(32));
  runs_ = 0;
}

std::string PasswordHasher::hash(std::string_view password) const {
  ++runs_;
  char text[crypto_pwhash_STRBYTES] = {};
  int const failed = crypto_pwhash_str_alg(text, password.data(), password.size(), cost_.passes, cost_.memory,
                                           crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) throw std::bad_alloc();
  return text;
}

bool PasswordHasher::verify(std::string_view password, std::string_view hash) const {
  if (is_bcrypt(hash) && verify_bcrypt(password, hash)) return true;
  bool const is_argon2 = hash.starts_with("$argon2id$") && hash.size() < crypto_pwhash_STRBYTES;
  if (!is_argon2) {
    verify_nothing(password);
    return false;
  }
  ++runs_;
  return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

void PasswordHasher::verify_nothing(std::string_view password) const { (void)verify(password, nothing_); }

bool PasswordHasher::needs_rehash(std::string_view hash) const {
  if (!hash.starts_with("$argon2id$") || hash.size() >= crypto_pwhash_STRBYTES) return true;
  return crypto_pwhash_str_needs_rehash(std::string(hash).c_str(), cost_.passes, cost_.memory) != 0;
}

}  // namespace storymap::server
