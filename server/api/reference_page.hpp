// server/api/reference_page.hpp - the table of routes as a page for people.
// Room: api.
#pragma once

#include "server/api/route.hpp"

#include <span>
#include <string>
#include <string_view>

namespace storymap::server::api {

/// All routes, part by part, in HTML: what each takes, from whom, and what it answers. It needs no script and nothing
/// from elsewhere; its style is `reference_style`.
[[nodiscard]] std::string reference_page(std::span<Route const> routes, Language language);

/// The style sheet of the page, light and dark.
[[nodiscard]] std::string_view reference_style() noexcept;

/// What the page says, in Russian; empty for a text that it has no translation of.
[[nodiscard]] std::string_view find_reference_text(std::string_view english) noexcept;

}  // namespace storymap::server::api
