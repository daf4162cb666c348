// server/base/flat_json.cpp - JSON objects without anything nested in them.
#include "server/base/flat_json.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <cstddef>

namespace storymap::server {
namespace {

namespace json = boost::json;
using Members = std::vector<std::pair<std::string, FlatObject::Value>>;

/// Collects the members as the parser meets them, and stops it at the first thing that may not be there. The parser of
/// Boost that makes values keeps the last of two equal names silently.
class Collector {
 public:
  static constexpr std::size_t max_object_size = 64;
  static constexpr std::size_t max_array_size = 0;
  static constexpr std::size_t max_key_size = 256;
  static constexpr std::size_t max_string_size = 16 * 1024;
  using Error = json::error_code;

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error& error) { return ++objects == 1 || refuse(error); }
  bool on_object_end(std::size_t, Error&) { return true; }
  bool on_array_begin(Error& error) { return refuse(error); }
  bool on_array_end(std::size_t, Error&) { return true; }
  bool on_key_part(json::string_view part, std::size_t, Error&) { return append(part); }
  bool on_key(json::string_view rest, std::size_t, Error& error) {
    append(rest);
    bool const is_new = std::none_of(members.begin(), members.end(), [&](auto const& m) { return m.first == text_; });
    if (!is_new) return refuse(error);
    members.emplace_back(take(), false);
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, Error&) { return append(part); }
  bool on_string(json::string_view rest, std::size_t, Error& error) {
    append(rest);
    return put(take(), error);
  }
  bool on_number_part(json::string_view, Error&) { return true; }
  bool on_int64(std::int64_t value, json::string_view, Error& error) { return put(value, error); }
  bool on_uint64(std::uint64_t, json::string_view, Error& error) { return refuse(error); }
  bool on_double(double, json::string_view, Error& error) { return refuse(error); }
  bool on_bool(bool value, Error& error) { return put(value, error); }
  bool on_null(Error& error) { return refuse(error); }
  bool on_comment_part(json::string_view, Error&) { return true; }
  bool on_comment(json::string_view, Error&) { return true; }

  Members members;
  int objects = 0;

 private:
  bool append(json::string_view part) {
    text_.append(part.data(), part.size());
    return true;
  }
  std::string take() { return std::exchange(text_, {}); }
  bool put(FlatObject::Value value, Error& error) {
    if (members.empty()) return refuse(error);  // the whole text is a value that is no object
    members.back().second = std::move(value);
    return true;
  }
  static bool refuse(Error& error) {
    error = json::error::syntax;
    return false;
  }

  std::string text_;
};

}  // namespace

std::optional<FlatObject> FlatObject::read(std::string_view text) {
  json::basic_parser<Collector> parser{json::parse_options()};
  json::error_code error;
  std::size_t const size = parser.write_some(false, text.data(), text.size(), error);
  if (error || size != text.size()) return std::nullopt;
  FlatObject object;
  object.members_ = std::move(parser.handler().members);
  return object;
}

FlatObject::Value const* FlatObject::find_any(std::string_view name) const noexcept {
  auto const found = std::find_if(members_.begin(), members_.end(), [&](auto const& m) { return m.first == name; });
  return found == members_.end() ? nullptr : &found->second;
}

}  // namespace storymap::server
