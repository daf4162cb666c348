// server/base/messages.hpp - what the server says, in every language it speaks.
// Room: base.
#pragma once

#include <storymap/rules.hpp>

#include <string_view>

namespace storymap::server {

/// The translation of an English sentence of ours, with the same "{0}", "{1}"; empty when the catalogue has none.
[[nodiscard]] std::string_view find_message(std::string_view english, Language language) noexcept;

/// The words for a status of HTTP: "Not Found" for 404. English, and in the catalogue.
[[nodiscard]] std::string_view status_title(int status) noexcept;

}  // namespace storymap::server
