// storymap/detail/json_offence.hpp - the first place where a text is not JSON, and what was expected there.
// Room: formats. Depends on result.hpp.
//
// Parsers are chosen for their speed and say little about a broken text, each something else. This says what is wrong
// whichever of them reads, and decides what they never see: they get good JSON only.
#pragma once

#include <storymap/detail/json_lexer.hpp>
#include <storymap/detail/json_position.hpp>
#include <storymap/result.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// ", found a string": what stands there instead of what was expected.
[[nodiscard]] constexpr std::string_view found_instead(JsonToken token) noexcept {
  switch (token) {
    case JsonToken::string: return ", found a string";
    case JsonToken::number: return ", found a number";
    case JsonToken::true_word: return ", found true";
    case JsonToken::false_word: return ", found false";
    case JsonToken::null_word: return ", found null";
    case JsonToken::open_array: return ", found '['";
    case JsonToken::close_array: return ", found ']'";
    case JsonToken::open_object: return ", found '{'";
    case JsonToken::close_object: return ", found '}'";
    case JsonToken::colon: return ", found ':'";
    case JsonToken::comma: return ", found ','";
    case JsonToken::end: return ", found the end of the text";
    case JsonToken::unknown: break;
  }
  return "";
}

/// True for a JSON number that is beyond all doubles; one that is too close to zero for them is not.
[[nodiscard]] inline bool is_beyond_doubles(std::string_view number) noexcept {
  double value = 0;
  std::from_chars_result const read = std::from_chars(number.data(), number.data() + number.size(), value);
  if (read.ec != std::errc::result_out_of_range) return false;
  // Too large or too small: told apart by how far left of the point its first digit stands that is not zero.
  std::size_t const mark = std::min(number.find_first_of("eE"), number.size());
  std::size_t const point = std::min(number.find('.'), mark);
  std::size_t const first = number.find_first_of("123456789");
  auto const digits_before_point = static_cast<long long>(point) - static_cast<long long>(first);
  std::string_view exponent = number.substr(std::min(mark + 1, number.size()));
  bool const negative = exponent.starts_with('-');
  if (negative || exponent.starts_with('+')) exponent.remove_prefix(1);
  long long shift = 0;
  bool const endless =
      std::from_chars(exponent.data(), exponent.data() + exponent.size(), shift).ec == std::errc::result_out_of_range;
  if (endless) return !negative;
  return negative ? digits_before_point > shift : digits_before_point > -shift;
}

/// Looks at every token of a text, with the open containers in a string: no nesting overflows our stack.
class JsonOffenceFinder {
 public:
  JsonOffenceFinder(std::string_view text, std::size_t max_depth, std::size_t first_line)
      : text_(text), max_depth_(max_depth), first_line_(first_line), lexer_(text) {}

  [[nodiscard]] std::optional<Error> find() {
    read();
    while (true) {
      if (token_ == JsonToken::open_array || token_ == JsonToken::open_object) {
        if (open_.size() == max_depth_) return too_deep();
        open_ += static_cast<char>(token_);
        read();
        if (token_ != closer()) {
          if (std::optional<Error> offence = before_value()) return offence;
          continue;
        }
      } else if (std::optional<Error> offence = scalar()) {
        return offence;
      }
      while (!open_.empty() && token_ == closer()) {
        open_.pop_back();
        read();
      }
      if (open_.empty()) return behind_all();
      if (token_ != JsonToken::comma) return offence(in_object() ? "expected ',' or '}'" : "expected ',' or ']'");
      read();
      if (std::optional<Error> offence = before_value()) return offence;
    }
  }

 private:
  /// Moves on to the next token. A value ends where it was good, so the token behind it is read before it is looked at.
  void read() { token_ = lexer_.next(); }

  [[nodiscard]] bool in_object() const noexcept { return open_.back() == '{'; }
  [[nodiscard]] JsonToken closer() const noexcept {
    return in_object() ? JsonToken::close_object : JsonToken::close_array;
  }

  /// What stands before a value: its name, when its container is an object.
  std::optional<Error> before_value() {
    if (!in_object()) return std::nullopt;
    if (token_ != JsonToken::string || flawed()) return offence("expected the name of a member in quotes");
    read();
    if (token_ != JsonToken::colon) return offence("expected ':' after the name of a member");
    read();
    return std::nullopt;
  }

  std::optional<Error> scalar() {
    switch (token_) {
      case JsonToken::string:
      case JsonToken::number:
      case JsonToken::true_word:
      case JsonToken::false_word:
      case JsonToken::null_word: break;
      default: return offence("expected a value");
    }
    if (flawed()) return offence("");
    std::string_view const bytes = lexer_.bytes();
    if (token_ == JsonToken::number && is_beyond_doubles(bytes)) {
      return error("the number is too large", lexer_.begin() + bytes.size() - 1);
    }
    read();
    return std::nullopt;
  }

  [[nodiscard]] bool flawed() const noexcept { return !lexer_.flaw().empty(); }

  [[nodiscard]] Error error(std::string message, std::size_t where) const {
    return Error{Errc::invalid_syntax, std::move(message), describe_position(text_, where, first_line_)};
  }

  /// A flaw of the token itself, or that it is not what is expected.
  [[nodiscard]] Error offence(std::string expectation) const {
    if (flawed()) return error(std::string(lexer_.flaw()), lexer_.flaw_at());
    return error(expectation.append(found_instead(token_)), lexer_.begin());
  }

  [[nodiscard]] std::optional<Error> behind_all() const {
    if (token_ == JsonToken::end) return std::nullopt;
    if (flawed()) return offence("");
    return error("expected nothing after the end of the value", lexer_.begin());
  }

  [[nodiscard]] Error too_deep() const {
    return Error{Errc::too_large, "nested deeper than " + std::to_string(max_depth_) + " levels",
                 describe_position(text_, lexer_.begin(), first_line_)};
  }

  std::string_view text_;
  std::size_t max_depth_;
  std::size_t first_line_;
  JsonLexer lexer_;
  JsonToken token_ = JsonToken::end;
  std::string open_;  ///< the brackets of the containers that are open
};

/// Nothing when `text` is one JSON value (RFC 8259) with at most `max_depth` nested containers and no number beyond
/// doubles. Else what is wrong first: invalid_syntax or too_large, with "line 3, column 7" for a path. O(size).
[[nodiscard]] inline std::optional<Error> find_json_offence(std::string_view text, std::size_t max_depth,
                                                            std::size_t first_line = 1) {
  return JsonOffenceFinder(text, max_depth, first_line).find();
}

/// The failure for good JSON that a parser cannot take: simdjson ends at 4 GB.
[[nodiscard]] inline Failure beyond_the_parser(std::size_t first_line) {
  return failure(Errc::too_large, "the text is too large for the JSON parser", describe_position({}, 0, first_line));
}

}  // namespace detail

STORYMAP_END
