// server/base/crypto/token.hpp - secrets that are handed out: refresh tokens, API keys, links in e-mails.
// Room: base.
//
//     std::string const token = make_token("sm_live_");  // shown once
//     store(hash_of(token));                             // never the token itself
#pragma once

#include <string>
#include <string_view>

namespace storymap::server {

/// `prefix` and 256 random bits in 43 letters that are safe in URLs and cookies. The prefix lets people and scanners of
/// repositories see what they have found.
[[nodiscard]] std::string make_token(std::string_view prefix);

/// True when `text` could have been made by `make_token(prefix)`: what is not needs no look into the database.
[[nodiscard]] bool is_token(std::string_view text, std::string_view prefix);

/// What is stored of a token, and looked up: its SHA-256, 32 bytes. A token has too many bits to be guessed from that,
/// so that a slow hash would only cost time.
[[nodiscard]] std::string hash_of(std::string_view token);

}  // namespace storymap::server
