// storymap/detail/json_lexer.hpp - takes a JSON text apart into tokens and says what is wrong inside one.
// Room: formats. Depends on the standard library only.
#pragma once

#include <storymap/config.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

STORYMAP_BEGIN

namespace detail {

enum class JsonToken : char {
  string = '"',
  number = '0',
  true_word = 't',
  false_word = 'f',
  null_word = 'n',
  open_array = '[',
  close_array = ']',
  open_object = '{',
  close_object = '}',
  colon = ':',
  comma = ',',
  end = '$',     ///< of the text
  unknown = '?'  ///< nothing of JSON begins like this
};

/// RFC 8259 lets a parser ignore the mark that some editors put before a text.
[[nodiscard]] constexpr std::string_view without_byte_order_mark(std::string_view text) noexcept {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

/// Reads the tokens of a text from front to back. It keeps none of them: this is how a text is checked, not read.
class JsonLexer {
 public:
  explicit JsonLexer(std::string_view text) noexcept
      : text_(text), at_(text.size() - without_byte_order_mark(text).size()) {}

  /// Where the token begins that was read last; for an unknown one, the byte that cannot stand there.
  [[nodiscard]] std::size_t begin() const noexcept { return begin_; }
  /// The bytes of the token that was read last.
  [[nodiscard]] std::string_view bytes() const noexcept { return text_.substr(begin_, at_ - begin_); }
  /// What is wrong inside the token that was read last, or nothing.
  [[nodiscard]] std::string_view flaw() const noexcept { return flaw_; }
  /// Where the flaw is.
  [[nodiscard]] std::size_t flaw_at() const noexcept { return flaw_at_; }

  JsonToken next() noexcept {
    while (next_is(' ') || next_is('\t') || next_is('\n') || next_is('\r')) ++at_;
    begin_ = at_;
    if (done()) return JsonToken::end;
    switch (text_[at_]) {
      case '[':
      case ']':
      case '{':
      case '}':
      case ':':
      case ',': return static_cast<JsonToken>(text_[at_++]);
      case '"': return string();
      case 't': return word("true", JsonToken::true_word);
      case 'f': return word("false", JsonToken::false_word);
      case 'n': return word("null", JsonToken::null_word);
      default: return number();
    }
  }

 private:
  [[nodiscard]] bool done() const noexcept { return at_ == text_.size(); }
  [[nodiscard]] bool next_is(char byte) const noexcept { return !done() && text_[at_] == byte; }
  [[nodiscard]] bool next_is(unsigned low, unsigned high) const noexcept {
    return !done() && static_cast<unsigned char>(text_[at_]) >= low && static_cast<unsigned char>(text_[at_]) <= high;
  }

  bool flawed(std::string_view what, std::size_t where) noexcept {
    flaw_ = what;
    flaw_at_ = where;
    return false;
  }

  JsonToken word(std::string_view word, JsonToken token) noexcept {
    for (char const letter : word) {
      if (!next_is(letter)) {
        begin_ = at_;
        return JsonToken::unknown;
      }
      ++at_;
    }
    return token;
  }

  JsonToken number() noexcept {
    bool const negative = next_is('-');
    if (!negative && !next_is('0', '9')) return JsonToken::unknown;
    if (negative) ++at_;
    if (next_is('0')) {
      ++at_;
    } else if (!digits()) {
      return JsonToken::number;
    }
    if (next_is('.')) {
      ++at_;
      if (!digits()) return JsonToken::number;
    }
    if (next_is('e') || next_is('E')) {
      ++at_;
      if (next_is('+') || next_is('-')) ++at_;
      digits();
    }
    return JsonToken::number;
  }

  bool digits() noexcept {
    if (!next_is('0', '9')) return flawed("expected a digit", at_);
    while (next_is('0', '9')) ++at_;
    return true;
  }

  JsonToken string() noexcept {
    ++at_;
    while (!next_is('"')) {
      if (done()) {
        flawed("the string that starts here has no closing quote", begin_);
      } else if (next_is(0, 0x1F)) {
        flawed("a line break or another control character stands unescaped in a string", at_);
      } else if (next_is('\\') ? escape() : character()) {
        continue;
      }
      return JsonToken::string;
    }
    ++at_;
    return JsonToken::string;
  }

  /// One code point of Unicode's table 3-7. The flaw is the first byte that does not fit, which may be the end.
  bool character() noexcept {
    unsigned const lead = static_cast<unsigned char>(text_[at_++]);
    if (lead < 0x80) return true;
    if (lead < 0xC2 || lead > 0xF4) return flawed("a byte that is not UTF-8", at_ - 1);
    unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3; more > 0; --more, ++at_) {
      if (!next_is(low, high)) return flawed("a byte that is not UTF-8", at_);
      low = 0x80;
      high = 0xBF;
    }
    return true;
  }

  bool escape() noexcept {
    ++at_;
    constexpr std::string_view known = "\"\\/bfnrtu";
    if (done() || known.find(text_[at_]) == std::string_view::npos) {
      return flawed("an unknown escape after '\\'", at_);
    }
    if (text_[at_++] != 'u') return true;
    std::optional<std::uint32_t> const unit = utf16_unit();
    if (!unit) return false;
    if (*unit < 0xD800 || *unit > 0xDFFF) return true;
    if (*unit > 0xDBFF) return half_pair(at_ - 1);
    for (char const expected : {'\\', 'u'}) {
      if (!next_is(expected)) return half_pair(at_);
      ++at_;
    }
    std::optional<std::uint32_t> const second = utf16_unit();
    if (!second) return false;
    return (*second >= 0xDC00 && *second <= 0xDFFF) || half_pair(at_ - 1);
  }

  bool half_pair(std::size_t where) noexcept {
    return flawed("half of a surrogate pair without the other half", where);
  }

  /// Four hexadecimal digits.
  std::optional<std::uint32_t> utf16_unit() noexcept {
    std::size_t const begin = at_;
    for (; at_ < begin + 4; ++at_) {
      if (next_is('0', '9') || next_is('a', 'f') || next_is('A', 'F')) continue;
      flawed("expected four hexadecimal digits after '\\u'", at_);
      return std::nullopt;
    }
    std::uint32_t unit = 0;
    std::from_chars(text_.data() + begin, text_.data() + at_, unit, 16);
    return unit;
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t begin_ = 0;
  std::string_view flaw_;
  std::size_t flaw_at_ = 0;
};

}  // namespace detail

STORYMAP_END
