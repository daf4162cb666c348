// tests/fuzz/fuzz_csv.cpp - any text reads as a map or as an error with its line, and our own columns lose nothing of
// what was read.
#include <storymap/csv.hpp>
#include <storymap/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace storymap;

void require(bool holds) {
  if (!holds) std::abort();
}

void read(std::string_view text, ReadOptions const& options) {
  ImportReport report;
  Result<Map> const map = read_csv(text, options, report);
  if (!map) {
    bool const placed = map.error().path.starts_with("line ");
    require((placed || map.error().code == Errc::invalid_argument || map.error().message.starts_with("the file is")) &&
            !map.error().message.empty());
    return;
  }
  require(check(*map).has_value());
  Result<Export> const written = write_csv(*map);
  require(written.has_value() && written->dropped.empty());
  ImportReport again;
  Result<Map> const back = read_csv(written->text, {}, again);
  require(back.has_value() && *back == *map && again.notes.empty());
  require(write_csv(*back)->text == written->text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  // What `decode` refuses never comes here.
  if (!is_valid_utf8(text) || text.find('\0') != std::string_view::npos) return 0;
  Format const format = csv_format();
  for (char const* extension : {"", ".csv"}) {
    int const sure = format.detect(text, extension);
    require(sure >= 0 && sure <= 100);
  }
  read(text, {});
  ReadOptions chosen;
  chosen.columns = {{"title", "", 1}, {"parent", "", 2}, {"id", "", 3}};
  read(text, chosen);
  return 0;
}
