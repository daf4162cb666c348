// src/cli/diff_external.cpp - what differs between references to other systems.
// Room: cli.
#include "diff_external.hpp"

#include <storymap/detail/json_text.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::cli {

namespace {

/// A JSON string without quotes and escapes; other JSON as it is.
[[nodiscard]] std::string shown_value(std::string const& json) {
  return detail::parse_json_string(json).value_or(json);
}

/// Lists the differences of one reference after the other.
class ExternalComparer {
 public:
  explicit ExternalComparer(std::span<FieldChange const> shown) : shown_(shown) {}

  void compare(std::span<External const> before, std::span<External const> after) {
    std::vector<bool> met(after.size());
    for (External const& old : before) {
      std::size_t at = 0;
      while (at < after.size() && (met[at] || !same_item(old, after[at]))) ++at;
      if (at == after.size()) {
        put(old, {}, change_.gone);
        continue;
      }
      met[at] = true;
      put(old, after[at], change_.gone);
      put(after[at], old, change_.come);
    }
    for (std::size_t at = 0; at < after.size(); ++at) {
      if (!met[at]) put(after[at], {}, change_.come);
    }
  }

  [[nodiscard]] FieldChange take() { return std::move(change_); }
  [[nodiscard]] bool left_out() const noexcept { return left_out_; }

 private:
  [[nodiscard]] static bool same_item(External const& a, External const& b) {
    return a.system == b.system && a.key == b.key;
  }

  [[nodiscard]] bool is_shown(std::string_view name) const {
    return std::any_of(shown_.begin(), shown_.end(), [&](FieldChange const& field) { return field.field == name; });
  }

  /// "jira SHOP-1, sprint: 4": what `external` says that `other`, the same item before or after, does not.
  void put(External const& external, External const& other, std::vector<std::string>& list) {
    std::string const name = external.system + (external.key.empty() ? "" : " " + external.key);
    std::string text = name;
    bool left_out = false;
    if (external.url != other.url && !external.url.empty()) text += ", " + external.url;
    for (auto const& [field, json] : external.fields) {
      std::string const* const was = other.fields.find(field);
      if (was != nullptr && *was == json) continue;
      if (is_shown(field)) {
        left_out = true;
      } else {
        text += ", " + field + ": " + shown_value(json);
      }
    }
    // A new reference is worth a line by itself, but not one that names no item and holds nothing new.
    bool const is_new = !same_item(external, other) && !(left_out && external.key.empty());
    if (is_new || text != name) list.push_back(std::move(text));
    left_out_ = left_out_ || left_out;
  }

  std::span<FieldChange const> shown_;
  FieldChange change_ = {"external", {}, {}, true, {}, {}};
  bool left_out_ = false;
};

}  // namespace

std::optional<FieldChange> external_change(std::span<External const> before, std::span<External const> after,
                                           std::span<FieldChange const> shown) {
  ExternalComparer comparer(shown);
  comparer.compare(before, after);
  FieldChange change = comparer.take();
  // An empty list would read as another order.
  if (change.gone.empty() && change.come.empty() && comparer.left_out()) return std::nullopt;
  return change;
}

}  // namespace storymap::cli
