// tests/fuzz/fuzz_json.cpp - any text as a map: both parsers say the same, and what was read is written without loss.
#include <storymap/formats.hpp>
#include <storymap/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "support/precise_json.hpp"

namespace {

using namespace storymap;
using storymap_test::read_precisely;

void require(bool promise) {
  if (!promise) std::abort();
}

/// Unknown fields may be as deep as the text was, and stand deeper in what is written.
ReadOptions deep() {
  ReadOptions options;
  options.limits.depth = 2 * options.limits.depth;
  return options;
}

void as_document(std::string_view text) {
  ImportReport report;
  ImportReport precise_report;
  Result<Map> const map = read_json(text, {}, report);
  Result<Map> const precise = read_precisely(text, precise_report);
  require(map.has_value() == precise.has_value());
  if (!map) {
    require(map.error() == precise.error());
    require(!map.error().message.empty() && map.error().message.size() < 1000);
    return;
  }
  require(*map == *precise && report == precise_report);
  ImportReport again;
  Result<Map> const pretty = read_json(write_json(*map), deep(), again);
  Result<Map> const compact = read_json(write_json_compact(*map), deep(), again);
  require(pretty && *pretty == *map);
  require(compact && *compact == *map);
}

void as_lines(std::string_view text) {
  ReadOptions options = deep();
  options.format = "jsonl";
  Result<Import> const import = read_map(std::string(text), options);
  if (!import) return;
  Result<Export> const lines = write_map(import->map, "jsonl");
  require(lines.has_value());
  if (lines->text.empty()) return;
  Result<Import> const again = read_map(lines->text, options);
  require(again && write_map(again->map, "jsonl")->text == lines->text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  as_document(text);
  as_lines(text);
  return 0;
}
