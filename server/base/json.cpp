// server/base/json.cpp - bodies of json.hpp.
#include "server/base/json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace storymap::server {
namespace {

namespace system = boost::system;

/// Builds a value from what the parser meets, and refuses what a value would hide.
class Handler {
 public:
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  explicit Handler(std::size_t nodes) : nodes_left_(nodes) {}

  json::value release() { return stack_.release(); }
  [[nodiscard]] Message const& refusal() const noexcept { return refusal_; }
  /// Where the parser is: "/edits/3/title".
  [[nodiscard]] std::string pointer() const {
    std::string pointer;
    for (Level const& level : levels_) {
      pointer +=
          level.is_object ? (level.key.empty() ? "" : pointer_token(level.key)) : "/" + std::to_string(level.size);
    }
    return pointer;
  }

  bool on_document_begin(system::error_code&) {
    stack_.reset();
    return true;
  }
  bool on_document_end(system::error_code&) { return true; }
  bool on_object_begin(system::error_code& error) { return enter(true, error); }
  bool on_object_end(std::size_t size, system::error_code&) {
    stack_.push_object(size);
    return leave();
  }
  bool on_array_begin(system::error_code& error) { return enter(false, error); }
  bool on_array_end(std::size_t size, system::error_code&) {
    stack_.push_array(size);
    return leave();
  }
  bool on_key_part(json::string_view part, std::size_t, system::error_code&) {
    text_.append(part.data(), part.size());
    stack_.push_chars(part);
    return true;
  }
  bool on_key(json::string_view part, std::size_t, system::error_code& error) {
    text_.append(part.data(), part.size());
    stack_.push_key(part);
    Level& level = levels_.back();
    level.key = std::exchange(text_, {});
    if (level.keys.insert(level.key).second) return true;
    return refuse({"the member '{0}' stands here twice", {level.key}}, error);
  }
  bool on_string_part(json::string_view part, std::size_t, system::error_code&) {
    stack_.push_chars(part);
    return true;
  }
  bool on_string(json::string_view part, std::size_t, system::error_code& error) {
    stack_.push_string(part);
    return count(error);
  }
  bool on_number_part(json::string_view part, system::error_code&) {
    text_.append(part.data(), part.size());
    return true;
  }
  bool on_int64(std::int64_t value, json::string_view, system::error_code& error) {
    text_.clear();
    stack_.push_int64(value);
    return count(error);
  }
  bool on_uint64(std::uint64_t, json::string_view, system::error_code& error) { return refuse_number(error); }
  bool on_double(double value, json::string_view part, system::error_code& error) {
    text_.append(part.data(), part.size());
    bool const is_whole = text_.find_first_of(".eE") == std::string::npos;
    if (is_whole || !std::isfinite(value)) return refuse_number(error);
    text_.clear();
    stack_.push_double(value);
    return count(error);
  }
  bool on_bool(bool value, system::error_code& error) {
    stack_.push_bool(value);
    return count(error);
  }
  bool on_null(system::error_code& error) {
    stack_.push_null();
    return count(error);
  }
  bool on_comment_part(json::string_view, system::error_code&) { return true; }
  bool on_comment(json::string_view, system::error_code&) { return true; }

 private:
  struct Level {
    bool is_object;
    std::size_t size = 0;
    std::string key = {};
    std::set<std::string, std::less<>> keys = {};
  };

  bool enter(bool is_object, system::error_code& error) {
    if (nodes_left_ == 0) return refuse_size(error);
    --nodes_left_;
    levels_.push_back({is_object});
    return true;
  }
  bool leave() {
    levels_.pop_back();
    next();
    return true;
  }
  bool count(system::error_code& error) {
    if (nodes_left_ == 0) return refuse_size(error);
    --nodes_left_;
    next();
    return true;
  }
  void next() {
    if (!levels_.empty() && !levels_.back().is_object) ++levels_.back().size;
  }
  bool refuse_number(system::error_code& error) { return refuse({"the number is too large"}, error); }
  bool refuse_size(system::error_code& error) { return refuse({"there are too many values"}, error); }
  bool refuse(Message message, system::error_code& error) {
    refusal_ = std::move(message);
    error = json::error::exception;
    return false;
  }

  json::value_stack stack_;
  std::vector<Level> levels_;
  std::string text_;  ///< of a key or a number that comes in parts
  std::size_t nodes_left_;
  Message refusal_;
};

[[nodiscard]] Message syntax_message(system::error_code error) {
  if (error == json::error::too_deep) return {"arrays and objects stand too deep in each other"};
  if (error == json::error::extra_data) return {"something follows the end of the JSON text"};
  if (error == json::error::incomplete) return {"the JSON text ends too early"};
  if (error == json::error::illegal_leading_surrogate || error == json::error::illegal_trailing_surrogate ||
      error == json::error::expected_utf16_escape) {
    return {"a string has half of a surrogate pair"};
  }
  return {"this is not JSON"};
}

[[nodiscard]] Problem invalid_json(std::string_view text, std::size_t at, std::string pointer, Message message) {
  std::string_view const before = text.substr(0, at);
  auto const line = 1 + std::count(before.begin(), before.end(), '\n');
  std::size_t const line_begin = before.rfind('\n') + 1;
  return Problem(400, "invalid_json",
                 {"the body is not valid JSON, at line {0}, column {1}",
                  {std::to_string(line), std::to_string(at - line_begin + 1)}})
      .at(std::move(pointer), std::move(message));
}

}  // namespace

json::value parse_json(std::string_view text, JsonLimits const& limits) {
  json::parse_options options;
  options.max_depth = limits.depth;
  json::basic_parser<Handler> parser(options, limits.nodes);
  system::error_code error;
  std::size_t const at = parser.write_some(false, text.data(), text.size(), error);
  if (!error && at < text.size() && text.find_first_not_of(" \t\r\n", at) != std::string_view::npos) {
    error = json::error::extra_data;
  }
  if (!error) return parser.handler().release();
  Message const& refusal = parser.handler().refusal();
  throw invalid_json(text, at, parser.handler().pointer(), refusal.text.empty() ? syntax_message(error) : refusal);
}

std::string pointer_token(std::string_view name) {
  std::string token = "/";
  for (char const c : name) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

}  // namespace storymap::server
