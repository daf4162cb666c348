// tests/server/base/test_sha256.cpp - tests of server/base/crypto/sha256.hpp.
#include "server/base/crypto/sha256.hpp"

#include "server/base/crypto/hex.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using storymap::server::sha256;
using storymap::server::to_hex;

TEST(Sha256, KnowsTheVectorsOfTheStandard) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
