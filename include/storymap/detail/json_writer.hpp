// storymap/detail/json_writer.hpp - writes JSON text, one value after the other.
// Room: base. Depends on the standard library only.
//
//     JsonWriter json(JsonWriter::Layout::pretty);
//     json.begin_object().member("title", "Pay by card");
//     json.key("labels").begin_array().value("ux").end_array().end_object();
//     std::string text = json.take();
//
// The text is as long as JSON demands and no longer: only '"', '\' and control characters are escaped, and a number
// is the shortest text that reads back as the same number.
#pragma once

#include <storymap/config.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// True for the bytes JSON does not take as they are inside a string.
inline constexpr std::array<bool, 256> json_escapes = [] {
  std::array<bool, 256> escapes{};
  for (std::size_t control = 0; control < 0x20; ++control) escapes[control] = true;
  escapes['"'] = true;
  escapes['\\'] = true;
  return escapes;
}();

inline void append_json_escape(std::string& out, char special) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (special) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  auto const code = static_cast<unsigned char>(special);
  out += "\\u00";
  out += digits[code >> 4U];
  out += digits[code & 0xFU];
}

/// Appends `text`, which must be UTF-8, as a JSON string with its quotes.
inline void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!json_escapes[static_cast<unsigned char>(text[at])]) continue;
    out.append(text, plain, at - plain);
    append_json_escape(out, text[at]);
    plain = at + 1;
  }
  out.append(text, plain);
  out += '"';
}

/// Appends the shortest text that reads back as `number`, which must be finite. Minus zero keeps its sign: "-0" would
/// read back as an integer, which has none.
inline void append_json_number(std::string& out, double number) {
  STORYMAP_ASSERT(std::isfinite(number));
  std::array<char, 32> digits;
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
  if (number == 0 && std::signbit(number)) out += ".0";
}

template <std::integral Integer>
void append_json_number(std::string& out, Integer number) {
  std::array<char, 24> digits;
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

/// Builds one JSON document in memory. Calls must make sense as JSON (a key before each value of an object, every
/// container closed); the writer puts commas, colons and white space.
class JsonWriter {
 public:
  enum class Layout {
    compact,  ///< one line, no white space
    pretty,   ///< a member or element a line, two spaces of indentation, no final newline
  };

  explicit JsonWriter(Layout layout = Layout::compact) : pretty_(layout == Layout::pretty) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  JsonWriter& key(std::string_view name) {
    separate();
    append_json_string(out_, name);
    out_ += pretty_ ? ": " : ":";
    after_key_ = true;
    return *this;
  }

  JsonWriter& value(std::string_view text) {
    separate();
    append_json_string(out_, text);
    return *this;
  }
  JsonWriter& value(char const* text) { return value(std::string_view(text)); }
  JsonWriter& value(std::string const& text) { return value(std::string_view(text)); }
  JsonWriter& value(bool truth) { return raw(truth ? "true" : "false"); }
  JsonWriter& null() { return raw("null"); }

  /// A number; JSON has no word for infinities and NaN, which must not come here.
  template <class Number>
  requires(std::integral<Number> || std::same_as<Number, double>) JsonWriter& value(Number number) {
    separate();
    append_json_number(out_, number);
    return *this;
  }

  /// A value that is JSON text already; it is copied as it is.
  JsonWriter& raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
  }

  template <class T>
  JsonWriter& member(std::string_view name, T const& its_value) {
    return key(name).value(its_value);
  }

  /// Ends the line between two documents of a log: "{...}\n{...}\n".
  JsonWriter& end_line() {
    out_ += '\n';
    first_ = true;
    return *this;
  }

  [[nodiscard]] std::string const& text() const& noexcept { return out_; }

  /// The text; the writer is empty afterwards.
  [[nodiscard]] std::string take() {
    first_ = true;
    return std::exchange(out_, {});
  }

 private:
  JsonWriter& open(char bracket) {
    separate();
    out_ += bracket;
    ++depth_;
    first_ = true;
    return *this;
  }

  JsonWriter& close(char bracket) {
    --depth_;
    if (pretty_ && !first_) break_line();
    out_ += bracket;
    first_ = false;
    return *this;
  }

  /// What stands between the value before and the one that comes now.
  void separate() {
    if (std::exchange(after_key_, false)) return;
    if (!std::exchange(first_, false)) out_ += ',';
    if (pretty_ && depth_ > 0) break_line();
  }

  void break_line() {
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  std::string out_;
  std::size_t depth_ = 0;
  bool pretty_;
  bool first_ = true;
  bool after_key_ = false;
};

}  // namespace detail

STORYMAP_END
