// src/cli/error_text.hpp - errors of the library in the language of the user.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/error.hpp>
#include <storymap/rules.hpp>

#include <string>

namespace storymap::cli {

/// "line 3: expected ',' or '}'" on one line. The library explains in English; Russian puts its own words for the kind
/// of error before the explanation.
[[nodiscard]] std::string error_text(Error const& error, Language language);

/// What the user may try, or nothing.
[[nodiscard]] std::string hint_for(Error const& error, Language language);

}  // namespace storymap::cli
