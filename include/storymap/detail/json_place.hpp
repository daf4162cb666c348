// storymap/detail/json_place.hpp - where a value stands in a document, as cheap as a pointer until somebody asks.
// Room: base. Depends on the standard library only.
#pragma once

#include <storymap/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// Appends one token of a JSON pointer (RFC 6901) and the '/' before it; '~' and '/' inside the token are escaped.
inline void append_pointer_token(std::string& pointer, std::string_view token) {
  pointer += '/';
  for (char const byte : token) {
    if (byte == '~') {
      pointer += "~0";
    } else if (byte == '/') {
      pointer += "~1";
    } else {
      pointer += byte;
    }
  }
}

/// Where a value stands in its document. The steps lie on the stack of the reader, each pointing at the one above;
/// they become text only when there is something to say about the place.
class JsonPlace {
 public:
  JsonPlace() = default;
  JsonPlace(JsonPlace const& parent, std::string_view name) : parent_(&parent), name_(name) {}
  JsonPlace(JsonPlace const& parent, std::size_t index) : parent_(&parent), index_(index), is_element_(true) {}

  /// The JSON pointer: "/cards/3/name"; empty for the whole document.
  [[nodiscard]] std::string pointer() const {
    if (parent_ == nullptr) return {};
    std::string out = parent_->pointer();
    append_pointer_token(out, is_element_ ? std::to_string(index_) : name_);
    return out;
  }

  /// The same for an error, which names a place in any case: "/" for the whole document.
  [[nodiscard]] std::string error_path() const {
    std::string path = pointer();
    return path.empty() ? "/" : path;
  }

 private:
  JsonPlace const* parent_ = nullptr;
  std::string_view name_;
  std::size_t index_ = 0;
  bool is_element_ = false;
};

}  // namespace detail

STORYMAP_END
