// tests/server/base/test_password.cpp - tests of server/base/crypto/password.hpp.
#include "server/base/crypto/password.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace std::string_view_literals;
using storymap::server::PasswordCost;
using storymap::server::PasswordHasher;

constexpr PasswordCost cheap{std::size_t{8} << 10, 1};

TEST(Password, CostsByDefaultWhatOwaspRecommends) {
  PasswordHasher const hasher;
  std::string const hash = hasher.hash("correct horse battery staple");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
  EXPECT_TRUE(hasher.verify("correct horse battery staple", hash));
  EXPECT_FALSE(hasher.verify("correct horse battery stapl", hash));
  EXPECT_FALSE(hasher.needs_rehash(hash));
}

TEST(Password, TakesAnyBytesAndAllOfThem) {
  PasswordHasher const hasher(cheap);
  for (std::string const& password : {std::string(), std::string("a\0b", 3), std::string(1024, 'x'),
                                      std::string("\xd0\xbf\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c")}) {
    std::string const hash = hasher.hash(password);
    EXPECT_TRUE(hasher.verify(password, hash));
    EXPECT_FALSE(hasher.verify(password + 'x', hash));
    EXPECT_NE(hasher.hash(password), hash) << "the same salt twice";
  }
  EXPECT_FALSE(hasher.verify("a", hasher.hash("a\0b"sv)));
}

/// A hash made by the reference implementation of Argon2.
TEST(Password, VerifiesHashesOfOthers) {
  PasswordHasher const hasher(cheap);
  std::string_view const hash =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  EXPECT_TRUE(hasher.verify("password", hash));
  EXPECT_FALSE(hasher.verify("passwore", hash));
  EXPECT_TRUE(hasher.needs_rehash(hash));
}

/// The first four are vectors that implementations of bcrypt share; the last two are longer than what it looks at.
TEST(Password, VerifiesHashesOfThePredecessor) {
  PasswordHasher const hasher(cheap);
  std::pair<std::string_view, std::string_view> const vectors[] = {
      {"", "$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s."},
      {"a", "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"},
      {"abc", "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"},
      {"abcdefghijklmnopqrstuvwxyz", "$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC"},
      {"correct horse", "$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"},
      {"correct horse", "$2y$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"},
  };
  for (auto const& [password, hash] : vectors) {
    EXPECT_TRUE(hasher.verify(password, hash)) << hash;
    EXPECT_FALSE(hasher.verify(std::string(password) + "!", hash)) << hash;
    EXPECT_TRUE(hasher.needs_rehash(hash));
  }
  EXPECT_FALSE(hasher.verify("a\0b"sv, vectors[1].second)) << "bcrypt would have stopped at the zero";
}

TEST(Password, RefusesWhatIsNoHash) {
  PasswordHasher const hasher(cheap);
  for (std::string_view const hash :
       {"", "$", "*", "plain", "$1$salt$hash", "$6$salt$hash",
        "$2x$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.",
        "$2a$31$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.", "$2a$06$short", "$argon2id$",
        "$argon2id$v=19$m=8,t=1,p=1$$",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"}) {
    EXPECT_FALSE(hasher.verify("", hash)) << hash;
    EXPECT_TRUE(hasher.needs_rehash(hash)) << hash;
  }
}

/// ASVS 6.3.8 by mechanism: whether an account exists shows in no path through a login.
TEST(Password, RunsArgon2OnceOnEveryPathOfALogin) {
  PasswordHasher const hasher(cheap);
  std::string const argon2 = hasher.hash("right");
  std::string_view const bcrypt = "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe";
  auto const runs = [&](auto const& path) {
    auto const before = hasher.runs();
    path();
    return hasher.runs() - before;
  };
  EXPECT_EQ(runs([&] { EXPECT_TRUE(hasher.verify("right", argon2)); }), 1U);
  EXPECT_EQ(runs([&] { EXPECT_FALSE(hasher.verify("wrong", argon2)); }), 1U);
  EXPECT_EQ(runs([&] { hasher.verify_nothing("anything"); }), 1U);
  EXPECT_EQ(runs([&] { EXPECT_FALSE(hasher.verify("wrong", bcrypt)); }), 1U);
  EXPECT_EQ(runs([&] { EXPECT_TRUE(hasher.verify("a", bcrypt) && !hasher.hash("a").empty()); }), 1U);
  EXPECT_EQ(runs([&] { EXPECT_FALSE(hasher.verify("wrong", "no hash")); }), 1U);
}

TEST(Password, NoticesWhenTheCostHasChanged) {
  std::string const hash = PasswordHasher(cheap).hash("x");
  EXPECT_FALSE(PasswordHasher(cheap).needs_rehash(hash));
  EXPECT_TRUE(PasswordHasher({cheap.memory, 2}).needs_rehash(hash));
  EXPECT_TRUE(PasswordHasher({cheap.memory * 2, 1}).needs_rehash(hash));
  EXPECT_THROW(PasswordHasher({1024, 1}), std::invalid_argument);
  EXPECT_THROW(PasswordHasher({cheap.memory, 0}), std::invalid_argument);
}

}  // namespace
