// server/base/password_policy.hpp - which passwords people may choose.
// Room: base.
#pragma once

#include "server/base/problem.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace storymap::server {

inline constexpr std::size_t shortest_password = 8;     ///< code points
inline constexpr std::size_t longest_password = 1'024;  ///< bytes

/// Whose password it is to be: what everybody knows of them is no secret.
struct PasswordOwner {
  std::string_view email = {};
  std::string_view name = {};
};

/// Why a password may not be chosen, or nothing when it may. Length decides, and whether it is among what is tried
/// first; there is no rule about the kinds of characters (NIST SP 800-63B section 5.1.1.2, ASVS 5.0 section 6.2).
///
/// Refused are those that consist of nothing but: runs of the keyboard or the alphabet, repetitions, dates, the
/// owner's name or e-mail address, and up to two of the words in `common_password_words`, with the usual letters
/// swapped ("p@ssw0rd") and a few digits or signs around them.
[[nodiscard]] std::optional<Message> find_password_fault(std::string_view password, PasswordOwner const& owner = {});

}  // namespace storymap::server
