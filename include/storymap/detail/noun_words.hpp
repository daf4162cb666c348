// storymap/detail/noun_words.hpp - the schema's words for nouns, and the paths that name a noun by its id.
// Room: model. Depends on model.hpp and detail/json_place.hpp.
#pragma once

#include <storymap/detail/json_place.hpp>
#include <storymap/model.hpp>

#include <string>
#include <string_view>
#include <type_traits>

STORYMAP_BEGIN

namespace detail {

/// "story", "persona": the word of the schema, also for people.
template <class Noun>
[[nodiscard]] constexpr std::string_view word_of() noexcept {
  if constexpr (std::is_same_v<Noun, Activity>) return "activity";
  if constexpr (std::is_same_v<Noun, Task>) return "task";
  if constexpr (std::is_same_v<Noun, Story>) return "story";
  if constexpr (std::is_same_v<Noun, Release>) return "release";
  if constexpr (std::is_same_v<Noun, Persona>) return "persona";
}

/// `path` and one more token of a JSON pointer.
[[nodiscard]] inline std::string path_below(std::string path, std::string_view token) {
  append_pointer_token(path, token);
  return path;
}

/// "/story/s3"
template <class Noun>
[[nodiscard]] std::string path_of(Id<Noun> const& id) {
  return path_below("/" + std::string(word_of<Noun>()), id.str());
}

}  // namespace detail

STORYMAP_END
