// tests/fuzz/fuzz_markdown.cpp - any text reads as a map, which is written as it reads, or as an error with its line.
#include <storymap/markdown.hpp>
#include <storymap/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  if (!storymap::is_valid_utf8(text)) return 0;
  int const sure = storymap::markdown_format().detect(text, ".md");
  require(sure >= 0 && sure <= 100);

  storymap::ImportReport report;
  storymap::Result<storymap::Map> const map = storymap::read_markdown(text, {}, report);
  if (!map) {
    require(map.error().path.starts_with("line ") && !map.error().message.empty());
    return 0;
  }
  require(storymap::check(*map).has_value());

  storymap::Result<storymap::Export> const written = storymap::write_markdown(*map);
  require(written.has_value() && written->dropped.empty());
  storymap::Result<storymap::Map> const again = storymap::read_markdown(written->text, {}, report);
  require(again.has_value() && *again == *map);
  storymap::Result<storymap::Export> const twice = storymap::write_markdown(*again);
  require(twice.has_value() && twice->text == written->text);
  return 0;
}
