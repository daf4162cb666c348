// server/http/media_type.hpp - what kind of content a file has, by its name.
// Room: http.
#pragma once

#include <string_view>

namespace storymap::server::http {

/// "text/html; charset=utf-8" for "index.html"; "application/octet-stream" for what is not known, which browsers
/// do not try to show.
[[nodiscard]] std::string_view media_type_of(std::string_view file_name) noexcept;

/// True for types whose content gets smaller by compression: text in any form. Not events, which are to arrive one by
/// one.
[[nodiscard]] bool is_compressible(std::string_view media_type) noexcept;

}  // namespace storymap::server::http
