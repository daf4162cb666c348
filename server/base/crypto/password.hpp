// server/base/crypto/password.hpp - passwords as they are stored and verified: Argon2id (RFC 9106).
// Room: base.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace storymap::server {

/// What one hash costs whoever computes it: us once a login, a thief once a guess.
struct PasswordCost {
  std::size_t memory = std::size_t{19} << 20;  ///< bytes, at least 8 KiB
  std::uint64_t passes = 2;                    ///< over that memory, at least 1
};

/// Hashes and verifies. Each call fills `memory` bytes and takes tens of milliseconds: it belongs on a worker pool of
/// its own. Any thread.
class PasswordHasher {
 public:
  /// Throws std::invalid_argument when the cost is out of its range.
  explicit PasswordHasher(PasswordCost cost = {});

  /// "$argon2id$v=19$m=19456,t=2,p=1$...", with a new salt. Throws std::bad_alloc when the memory is not there.
  [[nodiscard]] std::string hash(std::string_view password) const;

  /// True when `hash` is one of `password`. It may be of Argon2id, or of bcrypt as our predecessor stored it ("$2b$").
  /// Whatever comes out, a login costs one run of Argon2id: a bcrypt hash that matches is due for `hash`, and for one
  /// that does not, or a hash that is none, `verify_nothing` is called here.
  [[nodiscard]] bool verify(std::string_view password, std::string_view hash) const;

  /// Takes as long as `verify` of a wrong password: for accounts that do not exist.
  void verify_nothing(std::string_view password) const;

  /// True when the hash should be replaced at the next login: of another algorithm, or of another cost than ours.
  [[nodiscard]] bool needs_rehash(std::string_view hash) const;

  /// How often Argon2id has run: by this the tests see that no path is shorter than another.
  [[nodiscard]] std::uint64_t runs() const noexcept { return runs_; }

 private:
  PasswordCost cost_;
  std::string nothing_;  ///< the hash of a password that nobody knows
  mutable std::atomic<std::uint64_t> runs_ = 0;
};

}  // namespace storymap::server
