// server/http/language.hpp - the language in which a caller wants to be answered.
// Room: http.
#pragma once

#include "server/http/message.hpp"

#include <storymap/rules.hpp>

namespace storymap::server::http {

/// By Accept-Language (RFC 9110 section 12.5.4): of the languages that we speak, the one that is wanted most; English
/// when none is.
[[nodiscard]] Language language_of(Headers const& headers) noexcept;

}  // namespace storymap::server::http
