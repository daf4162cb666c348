// tests/fuzz/fuzz_trello.cpp - Trello boards that may be anything: a map that keeps its promises, or an error.
#include <storymap/encoding.hpp>
#include <storymap/nlohmann.hpp>
#include <storymap/trello.hpp>
#include <storymap/visit.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace storymap;

/// How many stories the board has, which must be a good map when it is one.
std::size_t read_stories(std::string_view text, bool archived) {
  ReadOptions options;
  options.archived = archived;
  ImportReport report;
  Result<Map> const map = read_trello(text, options, report);
  if (!map) {
    if (map.error().message.empty()) std::abort();
    return 0;
  }
  if (!check(*map)) std::abort();
  std::size_t const stories = count(*map).stories;
  bool const lost = archived && stories != report.count_of("cards");
  if (lost || stories > report.count_of("cards")) std::abort();
  return stories;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  Result<DecodedText> const decoded = decode(std::string(reinterpret_cast<char const*>(data), size));
  if (!decoded) return 0;
  (void)trello_format().detect(decoded->text, ".json");
  if (read_stories(decoded->text, false) > read_stories(decoded->text, true)) std::abort();
  return 0;
}
