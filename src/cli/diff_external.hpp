// src/cli/diff_external.hpp - what differs between references to other systems.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/model.hpp>

#include <optional>
#include <span>

#include "diff_changes.hpp"

namespace storymap::cli {

/// Lists what `before` and `after` differ in: "jira SHOP-1, sprint: 4" that went and "jira SHOP-1, sprint: 5" that
/// came. A source's own word for a field in `shown` is left out: it says again what the change of that field says.
/// Nothing when that leaves nothing.
[[nodiscard]] std::optional<FieldChange> external_change(std::span<External const> before,
                                                         std::span<External const> after,
                                                         std::span<FieldChange const> shown);

}  // namespace storymap::cli
