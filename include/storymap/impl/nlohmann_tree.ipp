// storymap/impl/nlohmann_tree.ipp - fills a JsonTree with the parser of nlohmann/json.
// Room: formats. Depends on detail/json_tree.hpp and nlohmann/json.
#pragma once

#include <storymap/detail/json_tree.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// A phrase of nlohmann/json and what we say instead.
struct Rewording {
  std::string_view theirs;
  std::string_view ours;
};

/// What is wrong inside one token.
inline constexpr std::array<Rewording, 8> broken_tokens = {{
    {"missing closing quote", "the string that starts here has no closing quote"},
    {"control character", "a line break or another control character stands unescaped in a string"},
    {"ill-formed UTF-8", "a byte that is not UTF-8"},
    {"forbidden character after backslash", "an unknown escape after '\\'"},
    {"4 hex digits", "expected four hexadecimal digits after '\\u'"},
    {"surrogate", "half of a surrogate pair without the other half"},
    {"invalid number", "expected a digit"},
    {"number overflow", "the number is too large"},
}};

/// What may stand here, by what the parser was doing.
inline constexpr std::array<Rewording, 5> expectations = {{
    {"parsing object key", "expected the name of a member in quotes"},
    {"parsing object separator", "expected ':' after the name of a member"},
    {"parsing object", "expected ',' or '}'"},
    {"parsing array", "expected ',' or ']'"},
    {"", "expected a value"},
}};

/// What stands here instead.
inline constexpr std::array<Rewording, 13> rewordings = {{
    {"unexpected end of input", ", found the end of the text"},
    {"unexpected string literal", ", found a string"},
    {"unexpected number literal", ", found a number"},
    {"unexpected true literal", ", found true"},
    {"unexpected false literal", ", found false"},
    {"unexpected null literal", ", found null"},
    {"unexpected '['", ", found '['"},
    {"unexpected '{'", ", found '{'"},
    {"unexpected ']'", ", found ']'"},
    {"unexpected '}'", ", found '}'"},
    {"unexpected ':'", ", found ':'"},
    {"unexpected ','", ", found ','"},
    {"", ""},
}};

/// Our words for the first phrase that occurs in `message`; empty when none does.
[[nodiscard]] inline std::string reword(std::string_view message, std::span<Rewording const> table) {
  auto const occurs = [&](Rewording const& row) { return message.find(row.theirs) != std::string_view::npos; };
  auto const row = std::find_if(table.begin(), table.end(), occurs);
  return std::string(row == table.end() ? std::string_view() : row->ours);
}

/// What the parser says itself: behind "last read" it quotes the text, whose words must not be taken for its own.
[[nodiscard]] inline std::string_view verdict_of(std::string_view message) noexcept {
  return message.substr(0, message.find("last read: '"));
}

/// A sentence of ours for a message of nlohmann/json.
[[nodiscard]] inline std::string reword_syntax_error(std::string_view message) {
  std::string_view const verdict = verdict_of(message);
  if (std::string broken = reword(verdict, broken_tokens); !broken.empty()) return broken;
  if (message.ends_with("expected end of input")) return "expected nothing after the end of the value";
  return reword(verdict, expectations) + reword(verdict, rewordings);
}

/// "line 3, column 7" for an offset; columns count characters.
[[nodiscard]] inline std::string describe_position(std::string_view text, std::size_t offset, std::size_t first_line) {
  std::string_view const before = text.substr(0, offset);
  auto const lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  std::string_view const line = before.substr(before.rfind('\n') + 1);
  auto const is_start = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
  auto const column = 1 + std::count_if(line.begin(), line.end(), is_start);
  return "line " + std::to_string(first_line + lines) + ", column " + std::to_string(column);
}

/// Where a container opens inside `depth` others; everything before it is good JSON.
[[nodiscard]] inline std::size_t offset_of_depth(std::string_view text, std::size_t depth) noexcept {
  std::size_t open = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char const byte = text[at];
    if (byte == '"') in_string = !in_string;
    if (in_string && byte == '\\') ++at;
    if (in_string) continue;
    if (byte == ']' || byte == '}') --open;
    if ((byte == '[' || byte == '{') && open++ == depth) return at;
  }
  return text.size();
}

/// Takes the events of nlohmann/json's parser, which keeps its own stack on the heap: no nesting overflows ours.
class JsonTreeFiller {
 public:
  using Json = nlohmann::json;

  JsonTreeFiller(std::string_view text, std::size_t max_depth, std::size_t first_line)
      : text_(text), max_depth_(max_depth), first_line_(first_line) {}

  [[nodiscard]] Result<JsonTree> take() {
    if (error_) return Failure{*std::move(error_)};
    return std::move(tree_);
  }

  bool null() { return tree_.null(), true; }
  bool boolean(bool truth) { return tree_.boolean(truth), true; }
  bool number_integer(Json::number_integer_t number) { return integer(number); }
  bool number_unsigned(Json::number_unsigned_t number) { return integer(number); }
  /// Also integers beyond 64 bits, for which `digits` are all that is left of them.
  bool number_float(Json::number_float_t, std::string digits) {
    // The lexer writes the decimal point of the C locale, whatever that is.
    auto const is_point = [](char c) { return (c < '0' || c > '9') && c != '-' && c != '+' && c != 'e' && c != 'E'; };
    std::replace_if(digits.begin(), digits.end(), is_point, '.');
    return tree_.number(digits), true;
  }
  bool string(std::string const& text) { return tree_.string(text), true; }
  bool key(std::string const& name) { return tree_.string(name), true; }
  bool binary(Json::binary_t const&) { return false; }

  bool start_object(std::size_t) { return open(JsonKind::object); }
  bool start_array(std::size_t) { return open(JsonKind::array); }
  bool end_object() { return tree_.end(), true; }
  bool end_array() { return tree_.end(), true; }

  bool parse_error(std::size_t position, std::string const& token, Json::exception const& exception) {
    std::string_view const message = exception.what();
    std::size_t const offset = offence(position, token, verdict_of(message));
    std::string const where = describe_position(text_, offset, first_line_);
    error_ = Error{Errc::invalid_syntax, reword_syntax_error(message), where};
    return false;
  }

 private:
  template <class Integer>
  bool integer(Integer number) {
    std::array<char, 24> digits;
    char const* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return tree_.number({digits.data(), end}), true;
  }

  bool open(JsonKind container) {
    if (tree_.depth() == max_depth_) {
      error_ = Error{Errc::too_large, "nested deeper than " + std::to_string(max_depth_) + " levels",
                     describe_position(text_, offset_of_depth(text_, max_depth_), first_line_)};
      return false;
    }
    return tree_.begin(container), true;
  }

  /// Where the offending token starts. The parser says how many bytes it has read, the token included.
  [[nodiscard]] std::size_t offence(std::size_t position, std::string const& token, std::string_view verdict) const {
    auto const is = [&](std::string_view words) { return verdict.find(words) != std::string_view::npos; };
    bool const at_end = position > text_.size() || is("unexpected end of input");
    std::size_t const end = at_end ? text_.size() : position;
    if (is("closing quote") || is("unexpected string") || is("unexpected number"))
      return end - std::min(end, token.size());
    return at_end ? end : end - std::min<std::size_t>(end, 1);
  }

  std::string_view text_;
  std::size_t max_depth_;
  std::size_t first_line_;
  JsonTree tree_;
  std::optional<Error> error_;
};

STORYMAP_DECL Result<JsonTree> parse_json_tree(std::string_view text, std::size_t max_depth, std::size_t first_line) {
  JsonTreeFiller filler(text, max_depth, first_line);
  // What matters of success is in the filler: it failed exactly when it kept an error.
  (void)nlohmann::json::sax_parse(text.begin(), text.end(), &filler);
  return filler.take();
}

}  // namespace detail

STORYMAP_END
