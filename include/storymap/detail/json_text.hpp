// storymap/detail/json_text.hpp - checks and takes apart small JSON texts without a JSON library.
// Room: base. Depends on result.hpp and utf8.hpp.
//
// For formats that carry a JSON value inside a cell or a comment: they keep the value as text, so all they ask is
// whether it is one strict JSON value (RFC 8259), what its members are called, and what its strings say.
#pragma once

#include <storymap/detail/json_writer.hpp>
#include <storymap/result.hpp>
#include <storymap/utf8.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// Deepest nesting of a value that a cell or a comment may hold.
inline constexpr std::size_t max_json_text_depth = 256;

/// Where the text of a value goes that is only checked.
struct NoText {
  void operator+=(char) noexcept {}
  void operator+=(std::string_view) noexcept {}
};

inline void append_json_string(NoText&, std::string_view) noexcept {}

/// Reads one JSON text from front to back. The first offence is kept; every step after it fails.
class JsonTextReader {
 public:
  explicit JsonTextReader(std::string_view text) : text_(text) {}

  /// Appends the next value to `out` as compact text: no white space, strings escaped as `JsonWriter` does, numbers as
  /// they stand.
  template <class Text>
  bool value(Text& out, std::size_t depth = max_json_text_depth) {
    std::string closers;  // of the containers that are open
    while (true) {
      skip_space();
      if (next_is('{') || next_is('[')) {
        if (closers.size() == depth) return fail("JSON nested too deep");
        out += text_[at_];
        closers += text_[at_++] == '{' ? '}' : ']';
        skip_space();
        if (!next_is(closers.back())) {
          if (!begin_item(out, closers.back())) return false;
          continue;
        }
      } else if (!scalar(out)) {
        return false;
      }
      for (skip_space(); !closers.empty() && next_is(closers.back()); skip_space()) {
        out += text_[at_++];
        closers.pop_back();
      }
      if (closers.empty()) return true;
      if (!take(",")) return fail(missing_end(closers.back()));
      out += ',';
      if (!begin_item(out, closers.back())) return false;
    }
  }

  /// Reads the next value, a string, into `out` without quotes and escapes.
  bool string(std::string& out) {
    skip_space();
    if (!take("\"")) return fail("expected a string");
    while (plain_text(out), !done() && !next_is('"')) {
      if (!take("\\")) return fail("a control character in a string");
      if (!escape(out)) return false;
    }
    return take("\"") || fail("a string without its closing quote");
  }

  /// Reads a container and calls `item()` before each of its items.
  template <class F>
  bool items(char open, char close, F&& item) {
    skip_space();
    if (!take({&open, 1})) return fail(open == '{' ? "expected an object" : "expected an array");
    skip_space();
    if (take({&close, 1})) return true;
    do {
      skip_space();
      if (!item()) return false;
      skip_space();
    } while (take(","));
    return take({&close, 1}) || fail(missing_end(close));
  }

  /// Reads the name of a member and the colon behind it.
  bool name(std::string& out) {
    if (!string(out)) return false;
    skip_space();
    return take(":") || fail("expected ':'");
  }

  /// True when nothing but white space is left.
  bool end() {
    skip_space();
    return done() || fail("expected nothing after the value");
  }

  [[nodiscard]] Failure failure() const {
    return storymap::failure(Errc::invalid_syntax, offence_ + " at byte " + std::to_string(at_ + 1));
  }

 private:
  [[nodiscard]] bool done() const { return at_ == text_.size(); }
  [[nodiscard]] bool next_is(char byte) const { return !done() && text_[at_] == byte; }

  bool take(std::string_view token) {
    if (done() || text_[at_] != token.front() || text_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }

  void skip_space() {
    while (next_is(' ') || next_is('\t') || next_is('\r') || next_is('\n')) ++at_;
  }

  bool fail(char const* offence) {
    if (offence_.empty()) offence_ = offence;
    return false;
  }

  /// Appends all that stands for itself in a string.
  void plain_text(std::string& out) {
    std::size_t const begin = at_;
    while (!done() && !json_escapes[static_cast<unsigned char>(text_[at_])]) ++at_;
    out += text_.substr(begin, at_ - begin);
  }

  [[nodiscard]] static char const* missing_end(char closer) {
    return closer == '}' ? "expected ',' or '}'" : "expected ',' or ']'";
  }

  /// What stands before a value: its name, when its container is an object.
  template <class Text>
  bool begin_item(Text& out, char closer) {
    if (closer == ']') return true;
    decoded_.clear();
    if (!name(decoded_)) return false;
    append_json_string(out, decoded_);
    out += ':';
    return true;
  }

  template <class Text>
  bool scalar(Text& out) {
    if (next_is('"')) {
      decoded_.clear();
      if (!string(decoded_)) return false;
      append_json_string(out, decoded_);
      return true;
    }
    for (std::string_view const literal : {"true", "false", "null"}) {
      if (!take(literal)) continue;
      out += literal;
      return true;
    }
    return number(out);
  }

  template <class Text>
  bool number(Text& out) {
    std::size_t const begin = at_;
    take("-");
    bool good = take("0") || digits();
    if (good && take(".")) good = digits();
    if (good && (take("e") || take("E"))) {
      if (!take("+")) take("-");
      good = digits();
    }
    if (!good) return fail("expected a JSON value");
    out += text_.substr(begin, at_ - begin);
    return true;
  }

  bool digits() {
    std::size_t const begin = at_;
    while (!done() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    return at_ > begin;
  }

  bool escape(std::string& out) {
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (take("u")) return code_point(out);
    std::size_t const known = done() ? std::string_view::npos : names.find(text_[at_]);
    if (known == std::string_view::npos) return fail("an unknown escape");
    ++at_;
    out += meanings[known];
    return true;
  }

  bool code_point(std::string& out) {
    std::uint32_t first = 0;
    std::uint32_t second = 0xDC00;
    if (!unit(first)) return false;
    bool const high = first >= 0xD800 && first < 0xDC00;
    if (high && !(take("\\u") && unit(second))) return fail("half of a surrogate pair");
    if ((!high && first >= 0xDC00 && first < 0xE000) || second < 0xDC00 || second >= 0xE000) {
      return fail("half of a surrogate pair");
    }
    append_utf8(out, high ? 0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00) : first);
    return true;
  }

  /// Four hexadecimal digits.
  bool unit(std::uint32_t& out) {
    std::string_view const hex = text_.substr(at_, 4);
    auto const [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), out, 16);
    if (error != std::errc() || hex.size() != 4 || end != hex.data() + 4) return fail("expected four hex digits");
    at_ += 4;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string decoded_;  ///< the string that is read; it keeps its room for the next
  std::string offence_;
};

/// Succeeds when `text` is one JSON value, nested as deep as it may be. O(size); errors are those of `compact_json`.
[[nodiscard]] inline Result<void> check_json(std::string_view text) {
  JsonTextReader json(text);
  NoText out;
  if (!json.value(out, std::string_view::npos) || !json.end()) return json.failure();
  return {};
}

/// The one JSON value that `text` holds, as compact text. Errors say what was expected and at which byte.
[[nodiscard]] inline Result<std::string> compact_json(std::string_view text) {
  JsonTextReader json(text);
  std::string out;
  if (!json.value(out) || !json.end()) return json.failure();
  return out;
}

/// Calls `visit(std::string name, std::string json)` for every member of the object that `text` is, in file order.
/// Values are compact. Stops at the first offence.
template <class F>
[[nodiscard]] Result<void> for_each_json_member(std::string_view text, F&& visit) {
  JsonTextReader json(text);
  bool const good = json.items('{', '}', [&] {
    std::string name;
    std::string value;
    if (!json.name(name) || !json.value(value, max_json_text_depth - 1)) return false;
    visit(std::move(name), std::move(value));
    return true;
  });
  if (!good || !json.end()) return json.failure();
  return {};
}

/// Calls `visit(std::string json)` for every element of the array that `text` is.
template <class F>
[[nodiscard]] Result<void> for_each_json_element(std::string_view text, F&& visit) {
  JsonTextReader json(text);
  bool const good = json.items('[', ']', [&] {
    std::string value;
    if (!json.value(value, max_json_text_depth - 1)) return false;
    visit(std::move(value));
    return true;
  });
  if (!good || !json.end()) return json.failure();
  return {};
}

/// What the JSON string `text` says, or nothing when it is no string.
[[nodiscard]] inline std::optional<std::string> parse_json_string(std::string_view text) {
  JsonTextReader json(text);
  std::string out;
  if (!json.string(out) || !json.end()) return std::nullopt;
  return out;
}

}  // namespace detail

STORYMAP_END
