// server/base/flat_json.hpp - JSON objects without anything nested in them, read strictly.
// Room: base.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace storymap::server {

/// An object of strings, integers and truths, as tokens and cursors carry it.
class FlatObject {
 public:
  using Value = std::variant<std::string, std::int64_t, bool>;

  /// Reads all of `json`. Nothing when it is no object, has a name twice, a nested value, a number that is no 64-bit
  /// integer, null, ill-formed UTF-8, or anything but white space behind it.
  [[nodiscard]] static std::optional<FlatObject> read(std::string_view json);

  /// Null when there is no such member, or it is of another type.
  template <class T>
  [[nodiscard]] T const* find(std::string_view name) const noexcept {
    Value const* const value = find_any(name);
    return value == nullptr ? nullptr : std::get_if<T>(value);
  }
  [[nodiscard]] bool has(std::string_view name) const noexcept { return find_any(name) != nullptr; }

  /// In the order of the text.
  [[nodiscard]] std::vector<std::pair<std::string, Value>> const& members() const noexcept { return members_; }

 private:
  [[nodiscard]] Value const* find_any(std::string_view name) const noexcept;

  std::vector<std::pair<std::string, Value>> members_;
};

}  // namespace storymap::server
