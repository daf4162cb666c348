// server/auth/letter.hpp - what people are told by e-mail.
// Room: auth.
#pragma once

#include "server/base/task.hpp"

#include <functional>
#include <string>

namespace storymap::server::auth {

struct Letter {
  std::string to;  ///< an address
  std::string subject;
  std::string text;
};

/// Hands a letter over, or notes in the log why it could not, and waits for no delivery: whoever is told by e-mail must
/// not be told by our answer, or by its time, that there was one, for that would say who has an account.
using SendLetter = std::function<Task<>(Letter)>;

}  // namespace storymap::server::auth
