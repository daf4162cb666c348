// storymap/detail/field_check.hpp - what is said about unknown fields that no map may hold.
// Room: model. Depends on json_text.hpp and schema_words.hpp.
#pragma once

#include <storymap/detail/json_text.hpp>
#include <storymap/detail/schema_words.hpp>

#include <algorithm>
#include <string>

STORYMAP_BEGIN

namespace detail {

/// About a field that is named like a member of its owner: in a file nobody could tell the two apart.
[[nodiscard]] inline std::string reserved_word(std::string const& name) {
  return "'" + name + "' is a word of the schema and cannot name an unknown field";
}

/// The first field that is named like a member of its owner, or null.
template <class Owner, class SomeFields>
[[nodiscard]] auto const* find_reserved(SomeFields const& fields) noexcept {
  auto const at =
      std::find_if(fields.begin(), fields.end(), [](auto const& field) { return is_schema_word<Owner>(field.name); });
  return at == fields.end() ? nullptr : &*at;
}

/// About a value that `check_json` has refused.
[[nodiscard]] inline std::string no_json(Error const& offence) { return "expected one JSON value: " + offence.message; }

}  // namespace detail

STORYMAP_END
