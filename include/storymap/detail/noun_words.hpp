// storymap/detail/noun_words.hpp - the schema's words for nouns, and the paths that name a noun by its id.
// Room: model. Depends on edit.hpp.
#pragma once

#include <storymap/edit.hpp>

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

/// `path` and one more token of a JSON pointer (RFC 6901): '~' and '/' inside the token are escaped.
[[nodiscard]] inline std::string path_below(std::string path, std::string_view token) {
  path += '/';
  for (char const byte : token) {
    if (byte == '~') {
      path += "~0";
    } else if (byte == '/') {
      path += "~1";
    } else {
      path += byte;
    }
  }
  return path;
}

/// "/story/s3"
template <class Noun>
[[nodiscard]] std::string path_of(Id<Noun> const& id) {
  return path_below("/" + std::string(word_of<Noun>()), id.str());
}

/// "/link/blocks/s1/s2"
[[nodiscard]] inline std::string path_of(LinkKey const& link) {
  return path_below(path_below("/link/" + std::string(to_string(link.kind)), link.from.str()), link.to.str());
}

[[nodiscard]] inline LinkKey key_of(Link const& link) { return {link.kind, link.from, link.to}; }

}  // namespace detail

STORYMAP_END
