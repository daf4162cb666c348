// server/auth/password_check.hpp - whether a password may be set.
// Room: auth.
#pragma once

#include "server/base/password_policy.hpp"

#include <string>

namespace storymap::server::auth {

/// Throws Problem 422, which names the place `pointer` of the request, unless it is a password that may be set.
void check_password(std::string const& password, std::string const& pointer, PasswordOwner const& owner);

}  // namespace storymap::server::auth
