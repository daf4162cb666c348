// storymap/detail/markdown_words.hpp - the words that give a heading a meaning.
// Room: formats. Depends on markdown_lines.hpp.
#pragma once

#include <storymap/config.hpp>

#include <string_view>

STORYMAP_BEGIN

namespace detail::markdown {

/// The parts of a file that hold no stories.
enum class Section { none, personas, releases, links };

/// The section a heading of level 2 opens, in English or Russian.
[[nodiscard]] Section section_of(std::string_view title) noexcept;

/// True for "Acceptance criteria" in the languages we have met, with or without a colon.
[[nodiscard]] bool means_criteria(std::string_view title) noexcept;

/// What may stand before the title of an activity or task: it says what the heading is, and lets a title be a word
/// that would mean something else.
inline constexpr std::string_view activity_prefix = "Activity:";
inline constexpr std::string_view task_prefix = "Task:";

}  // namespace detail::markdown

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/markdown_text.ipp>
#endif
