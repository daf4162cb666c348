// server/base/password_words.hpp - words that passwords are made of again and again.
// Room: base.
#pragma once

#include <span>
#include <string_view>

namespace storymap::server {

/// Lower case, four letters and more; English, Russian, and Russian in Latin letters or on the wrong keyboard.
[[nodiscard]] std::span<std::string_view const> common_password_words() noexcept;

/// Lines along which fingers walk over a keyboard.
[[nodiscard]] std::span<std::u32string_view const> keyboard_lines() noexcept;

}  // namespace storymap::server
