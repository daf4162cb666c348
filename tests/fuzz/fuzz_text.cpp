// tests/fuzz/fuzz_text.cpp - plain text that may be anything: every line accounted for, and titles that survive
// writing.
#include <storymap/encoding.hpp>
#include <storymap/plain_text.hpp>
#include <storymap/visit.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace storymap;

std::vector<std::string> titles(Map const& map) {
  std::vector<std::string> all;
  for_each_story(map, [&](Activity const&, Task const&, Story const& story) { all.push_back(story.title); });
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  Result<DecodedText> const decoded = decode(std::string(reinterpret_cast<char const*>(data), size));
  if (!decoded) return 0;
  (void)text_format().detect(decoded->text, "");
  ImportReport report;
  Result<Map> const map = read_text(decoded->text, {}, report);
  if (!map) return 0;
  std::size_t const told = report.count_of("blank") + report.count_of("headings") + report.count_of("stories");
  if (!check(*map) || told != report.count_of("lines") || report.count_of("stories") != count(*map).stories)
    std::abort();
  Result<Export> const text = write_text(*map);
  // The mark that keeps an odd title apart may push a line over the limit.
  if (!text) return text.error().code == Errc::too_large ? 0 : (std::abort(), 0);
  ImportReport again;
  Result<Map> const copy = read_text(text->text, {}, again);
  if (!copy || titles(*copy) != titles(*map)) std::abort();
  return 0;
}
