// storymap/detail/trello_words.hpp - what the titles that teams give to lists, labels and custom fields mean.
// Room: formats. Depends on model.hpp.
#pragma once

#include <storymap/model.hpp>

#include <optional>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// The status of the cards on a list: "Doing", "In Review" are in progress, "Done (May)" is done. Nothing when the
/// title says nothing ("Ideas", "Backlog", "To be done").
[[nodiscard]] std::optional<Status> status_of_list(std::string_view title);

/// True for a label that is a release and nothing else: "MVP", "Release 2", "Sprint 3", "v1.2", "1.0"; but not for
/// "Release blocker" or "2019".
[[nodiscard]] bool names_a_release(std::string_view label);

/// True for a custom field that holds the estimate: "Story Points", "SP".
[[nodiscard]] bool names_points(std::string_view field);

/// True for a custom field that holds the priority.
[[nodiscard]] bool names_priority(std::string_view field);

}  // namespace detail

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/trello_text.ipp>
#endif
