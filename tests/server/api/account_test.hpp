// tests/server/api/account_test.hpp - what tests about accounts share.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "tests/server/api/api_test.hpp"

namespace storymap_test {

class AccountTest : public ApiTest {
 protected:
  AccountTest() = default;
  explicit AccountTest(bool is_verification_required) : ApiTest(is_verification_required) {}

  Answer login(std::string const& email, std::string const& secret, Caller const& from = {},
               std::string const& more = {}) {
    return post("/api/v1/auth/login",
                R"({"email":")" + email + R"(","password":")" + secret + R"(","client":"program")" + more + "}", from);
  }
  /// What was asked of the database, in the order in which it was.
  [[nodiscard]] std::vector<std::string>& log_of_statements() { return recorded_->statements(); }
};

}  // namespace storymap_test
