// server/http/entity_tag.hpp - the names of versions of an answer (RFC 9110 section 8.8.3).
// Room: http.
#pragma once

#include <string>
#include <string_view>

namespace storymap::server::http {

/// True when an If-None-Match lists the tag, or is "*". A weak tag is as good as a strong one here (section 13.1.2).
[[nodiscard]] bool is_listed(std::string_view list, std::string_view tag) noexcept;

/// The tag of the same version in another coding: "r5" becomes "r5-gzip". They have other bytes, so a strong tag names
/// each of them (section 8.8.3.3).
[[nodiscard]] std::string tag_of_coding(std::string_view tag, std::string_view coding);

/// A list of tags with each "r5-gzip" as "r5" again.
[[nodiscard]] std::string without_coding(std::string_view list, std::string_view coding);

}  // namespace storymap::server::http
