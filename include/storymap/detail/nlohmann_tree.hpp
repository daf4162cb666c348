// storymap/detail/nlohmann_tree.hpp - fills a JsonTree with the parser of nlohmann/json.
// Room: formats. Depends on detail/json_tree.hpp, detail/json_offence.hpp and nlohmann/json.
#pragma once

#include <storymap/detail/json_offence.hpp>
#include <storymap/detail/json_tree.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// Takes the events of nlohmann/json's parser, which keeps its own stack on the heap.
class NlohmannTreeFiller {
 public:
  using Json = nlohmann::json;

  explicit NlohmannTreeFiller(JsonTree& tree) : tree_(tree) {}

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
  template <class Binary>  // JSON has none; early versions of nlohmann/json have no name for it
  bool binary(Binary const&) {
    return false;
  }

  bool start_object(std::size_t) { return tree_.begin(JsonKind::object), true; }
  bool start_array(std::size_t) { return tree_.begin(JsonKind::array), true; }
  bool end_object() { return tree_.end(), true; }
  bool end_array() { return tree_.end(), true; }

  bool parse_error(std::size_t, std::string const&, Json::exception const&) { return false; }

 private:
  template <class Integer>
  bool integer(Integer number) {
    std::array<char, 24> digits;
    char const* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return tree_.number({digits.data(), end}), true;
  }

  JsonTree& tree_;
};

/// `parse_json_tree` by nlohmann/json.
[[nodiscard]] inline Result<JsonTree> parse_nlohmann_tree(std::string_view text, std::size_t max_depth,
                                                          std::size_t first_line) {
  if (std::optional<Error> offence = find_json_offence(text, max_depth, first_line)) return Failure{*offence};
  JsonTree tree;
  NlohmannTreeFiller filler(tree);
  if (!nlohmann::json::sax_parse(text, &filler)) return beyond_the_parser(first_line);
  return tree;
}

}  // namespace detail

STORYMAP_END
