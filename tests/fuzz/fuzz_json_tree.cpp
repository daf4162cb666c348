// tests/fuzz/fuzz_json_tree.cpp - any text: what we call JSON is what both parsers call JSON, and they read the same.
#include <simdjson.h>
#include <storymap/detail/json_offence.hpp>
#include <storymap/detail/nlohmann_tree.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "src/formats/simdjson_tree.hpp"

namespace {

using namespace storymap;

constexpr std::size_t depth = 256;

void require(bool promise) {
  if (!promise) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string const text(reinterpret_cast<char const*>(data), size);
  std::optional<Error> const offence = detail::find_json_offence(text, depth);
  bool const too_deep = offence && offence->code == Errc::too_large;
  // To nlohmann/json a byte of zeros is the end of a text; to us it is one more that cannot stand there.
  if (!too_deep && text.find('\0') == std::string::npos) require(offence.has_value() != nlohmann::json::accept(text));
  simdjson::dom::parser parser;
  bool const fast = parser.parse(text).error() == simdjson::SUCCESS;
  if (fast && !too_deep) require(!offence);
  Result<detail::JsonTree> const by_nlohmann = detail::parse_nlohmann_tree(text, depth, 1);
  Result<detail::JsonTree> const by_simdjson = detail::parse_simdjson_tree(text, depth, 1);
  require(by_nlohmann.has_value() != offence.has_value() && by_simdjson.has_value() != offence.has_value());
  if (!offence) require(by_nlohmann->root().text() == by_simdjson->root().text());
  return 0;
}
