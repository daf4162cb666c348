// storymap/detail/json_keys.hpp - what a JSON text is about, by the names and kinds of its outermost members.
// Room: formats. Depends on detail/json_value.hpp.
//
// For detection: tells a board from a map without parsing either. Nothing is checked that need not be; where the text
// stops being JSON the scan stops too, so that the reader of the format can say what is wrong.
#pragma once

#include <storymap/detail/json_value.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// What kind of value a JSON text begins with, by its first character; nothing when no value begins like that.
[[nodiscard]] inline std::optional<JsonKind> kind_of_json(std::string_view text) noexcept {
  std::size_t const at = text.find_first_not_of(" \t\r\n");
  if (at == std::string_view::npos) return std::nullopt;
  switch (text[at]) {
    case '{': return JsonKind::object;
    case '[': return JsonKind::array;
    case '"': return JsonKind::string;
    case 't':
    case 'f': return JsonKind::boolean;
    case 'n': return JsonKind::null;
    default: break;
  }
  bool const number = text[at] == '-' || (text[at] >= '0' && text[at] <= '9');
  return number ? std::optional(JsonKind::number) : std::nullopt;
}

/// One member of an object.
struct JsonKey {
  std::string_view name;  ///< as it is written, escapes included
  JsonKind kind = JsonKind::null;
};

/// Walks the members of the object that a JSON text is:
///
///     JsonKeys keys(text);
///     while (std::optional<JsonKey> const key = keys.next()) { ... }
///
/// No member at all when the text is no object. O(text up to the last member asked for), without memory of its own.
class JsonKeys {
 public:
  explicit JsonKeys(std::string_view text) noexcept : text_(text) { inside_ = take('{'); }

  /// The next member; nothing at the end of the object and where the text stops being JSON.
  [[nodiscard]] std::optional<JsonKey> next() noexcept {
    if (!inside_) return std::nullopt;
    inside_ = false;
    skip_space();
    std::size_t const name = at_ + 1;
    if (!skip_string()) return std::nullopt;
    std::string_view const name_text = text_.substr(name, at_ - 1 - name);
    if (!take(':')) return std::nullopt;
    std::optional<JsonKind> const kind = kind_of_json(text_.substr(at_));
    if (!kind) return std::nullopt;
    // A member whose value is cut off still counts; there is just none behind it.
    skip_space();
    inside_ = skip_value(*kind) && take(',');
    return JsonKey{name_text, *kind};
  }

 private:
  void skip_space() noexcept { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

  bool take(char byte) noexcept {
    skip_space();
    if (at_ == text_.size() || text_[at_] != byte) return false;
    ++at_;
    return true;
  }

  /// Stops behind the closing quote.
  bool skip_string() noexcept {
    if (at_ == text_.size() || text_[at_] != '"') return false;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        return true;
      }
      if (text_[at_] == '\\') ++at_;
    }
    at_ = text_.size();
    return false;
  }

  bool skip_value(JsonKind kind) noexcept {
    if (kind == JsonKind::string) return skip_string();
    if (kind == JsonKind::object || kind == JsonKind::array) return skip_container();
    at_ = std::min(text_.find_first_of(",}", at_), text_.size());
    return at_ < text_.size();
  }

  /// Counts brackets of both kinds alike: whether they match is not asked here, and a count cannot overflow a stack.
  bool skip_container() noexcept {
    std::size_t depth = 0;
    while (at_ < text_.size()) {
      char const byte = text_[at_];
      if (byte == '"') {
        if (!skip_string()) return false;
        continue;
      }
      ++at_;
      if (byte == '{' || byte == '[') ++depth;
      if ((byte == '}' || byte == ']') && --depth == 0) return true;
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool inside_ = false;
};

/// The text from the first element of the array on that a JSON text is; empty when it is no array.
[[nodiscard]] inline std::string_view first_json_element(std::string_view text) noexcept {
  if (kind_of_json(text) != JsonKind::array) return {};
  return text.substr(text.find('[') + 1);
}

/// True when the object that a JSON text is has a member of this name and kind. O(n).
[[nodiscard]] inline bool has_json_member(std::string_view text, std::string_view name, JsonKind kind) noexcept {
  JsonKeys keys(text);
  while (std::optional<JsonKey> const key = keys.next()) {
    if (key->name == name && key->kind == kind) return true;
  }
  return false;
}

}  // namespace detail

STORYMAP_END
