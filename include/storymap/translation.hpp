// storymap/translation.hpp - what the library says in English, in the language of the user.
// Room: report. Depends on rules.hpp.
//
//     translated("no story has the id 's9'", Language::ru);   // the same in Russian, with the id carried over
//
// Errors, import notes and what an export dropped are English sentences: they appear in logs and in JSON, and their
// words do not depend on who reads them. People read them through this catalogue.
#pragma once

#include <storymap/rules.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

STORYMAP_BEGIN

/// The message of an Error or ImportNote, or an item of Export::dropped, in another language; nothing when the
/// catalogue does not know it. Names, ids and quoted values in it stay what they are. O(catalogue * message).
[[nodiscard]] std::optional<std::string> find_translation(std::string_view english, Language language);

/// The same; a message that the catalogue does not know stays English.
[[nodiscard]] std::string translated(std::string_view english, Language language);

/// The catalogue, room by room. In English "{0}" stands for an argument. The translation says what becomes of it:
/// "{0}" carries it over, "{0:t}" translates it, "{0:g}" translates "of {0}", and "{0:q}" is a list of quoted names.
[[nodiscard]] std::span<std::span<LocalText const> const> message_catalogue() noexcept;

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/translation.ipp>
#endif
