// tests/server/base/test_hmac.cpp - tests of server/base/crypto/hmac.hpp.
#include "server/base/crypto/hmac.hpp"

#include "server/base/crypto/hex.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace {

using storymap::server::hmac_sha256;
using storymap::server::HmacKey;
using storymap::server::to_hex;

/// RFC 4231, cases 1, 2, 6 and 7.
TEST(Hmac, KnowsTheVectorsOfTheRfc) {
  EXPECT_EQ(to_hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  std::string const long_key(131, '\xaa');
  EXPECT_EQ(to_hex(hmac_sha256(long_key, "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(to_hex(hmac_sha256(long_key,
                               "This is a test using a larger than block-size key and a larger than block-size data. "
                               "The key needs to be hashed before being used by the HMAC algorithm.")),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST(Hmac, TakesEmptyKeysAndMessages) {
  EXPECT_EQ(to_hex(hmac_sha256("", "")), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Hmac, SignsPartsAsOneMessage) {
  HmacKey const key("secret");
  EXPECT_EQ(key.sign({"ab", "", ".", "cd"}), key.sign("ab.cd"));
  EXPECT_TRUE(key.verify("ab.cd", key.sign("ab.cd")));
  EXPECT_FALSE(key.verify("ab.ce", key.sign("ab.cd")));
  EXPECT_FALSE(key.verify("ab.cd", key.sign("ab.cd").substr(0, 31)));
  EXPECT_FALSE(key.verify("ab.cd", ""));
}

TEST(Hmac, SignsInManyThreadsAtOnce) {
  HmacKey const key("secret");
  std::string const expected = key.sign("message");
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int k = 0; k < 500; ++k) wrong += key.sign("message") != expected ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
