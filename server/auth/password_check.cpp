// server/auth/password_check.cpp - bodies of password_check.hpp.
#include "server/auth/password_check.hpp"

#include "server/base/problem.hpp"

#include <optional>
#include <utility>

namespace storymap::server::auth {

void check_password(std::string const& password, std::string const& pointer, PasswordOwner const& owner) {
  std::optional<Message> fault = find_password_fault(password, owner);
  if (!fault) return;
  throw Problem(422, "invalid_request", {"the request does not fit what is expected"}).at(pointer, std::move(*fault));
}

}  // namespace storymap::server::auth
