// storymap/detail/schema_words.hpp - which words schema v1 has for what a noun holds.
// Room: formats. Depends on detail/noun_fields.hpp.
#pragma once

#include <storymap/detail/noun_fields.hpp>

#include <string_view>
#include <type_traits>

STORYMAP_BEGIN

namespace detail {

/// True for the name of a member that the schema gives a meaning in an object of this kind: such a name cannot be that
/// of an unknown field.
template <class Owner>
[[nodiscard]] constexpr bool is_schema_word(std::string_view name) noexcept {
  if constexpr (std::is_same_v<Owner, Link>) {
    return name == "kind" || name == "from" || name == "to";
  } else if constexpr (std::is_same_v<Owner, External>) {
    return name == "system" || name == "key" || name == "url";
  } else {
    bool known = is_reserved<Owner>(name);
    for_each_field<Owner>([&](auto const& row) { known = known || name == row.word; });
    return known;
  }
}

}  // namespace detail

STORYMAP_END
