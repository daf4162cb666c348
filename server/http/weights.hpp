// server/http/weights.hpp - lists in which a caller says what he wants how much: Accept-Language, Accept-Encoding.
// Room: http.
#pragma once

#include <string_view>

namespace storymap::server::http {

/// "q=0.85" among the parameters of a member (RFC 9110 section 12.4.2), in thousandths; 1000 when there is none, 0 for
/// nonsense.
[[nodiscard]] int weight_of(std::string_view parameters) noexcept;

/// The first member of a list with its weight; the list is cut behind it.
struct Weighted {
  std::string_view value;  ///< without spaces around it; empty for an empty member
  int weight = 0;
};
[[nodiscard]] Weighted next_weighted(std::string_view& list) noexcept;

/// How much a content coding is wanted, by the list of an Accept-Encoding (RFC 9110 section 12.5.3): -1 when the list
/// does not speak of it, not even by "*".
[[nodiscard]] int weight_of_coding(std::string_view accepted, std::string_view coding) noexcept;

}  // namespace storymap::server::http
