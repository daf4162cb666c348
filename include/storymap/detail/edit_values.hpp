// storymap/detail/edit_values.hpp - fields and links the way edits say them.
// Room: model. Depends on edit.hpp and noun_words.hpp.
#pragma once

#include <storymap/detail/noun_words.hpp>
#include <storymap/edit.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The field as the value that sets it. Text and lists stay what they are when empty; an absent number or release is
/// the value that clears.
[[nodiscard]] inline Value to_value(std::string const& text) { return text; }
[[nodiscard]] inline Value to_value(std::vector<std::string> const& list) { return list; }
[[nodiscard]] inline Value to_value(std::vector<External> const& list) { return list; }
[[nodiscard]] inline Value to_value(Status status) { return std::string(to_string(status)); }
[[nodiscard]] inline Value to_value(std::optional<double> const& number) {
  return number ? Value(*number) : Value(std::monostate{});
}
[[nodiscard]] inline Value to_value(std::optional<ReleaseId> const& release) {
  return release ? Value(release->str()) : Value(std::monostate{});
}
[[nodiscard]] inline Value to_value(std::vector<PersonaId> const& personas) {
  std::vector<std::string> ids;
  ids.reserve(personas.size());
  for (PersonaId const& persona : personas) ids.push_back(persona.str());
  return ids;
}
/// An unknown field, null when there is none.
[[nodiscard]] inline Value to_value(std::string const* json) {
  return json != nullptr ? Value(JsonText{*json}) : Value(std::monostate{});
}

/// "/link/blocks/s1/s2"
[[nodiscard]] inline std::string path_of(LinkKey const& link) {
  return path_below(path_below("/link/" + std::string(to_string(link.kind)), link.from.str()), link.to.str());
}

[[nodiscard]] inline LinkKey key_of(Link const& link) { return {link.kind, link.from, link.to}; }

}  // namespace detail

STORYMAP_END
