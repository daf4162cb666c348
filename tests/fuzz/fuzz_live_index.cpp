// tests/fuzz/fuzz_live_index.cpp - a saved index that may be anything: refused, or an index that works. The checksums
// are put right first, so that what is behind them is reached.
#include <storymap/detail/live_file.hpp>
#include <storymap/live_index.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace storymap;

void put(std::string& bytes, std::size_t at, std::uint64_t number) {
  std::string written;
  detail::append_u64(written, number);
  bytes.replace(at, 8, written);
}

/// Writes the checksums that the sections and the header should have.
void seal(std::string& bytes) {
  constexpr std::size_t table = 48;
  constexpr std::size_t entry = 24;
  if (bytes.size() < detail::live_header_bytes) return;
  for (std::size_t section = 0; section < detail::live_sections; ++section) {
    std::size_t const at = table + section * entry;
    std::uint64_t const begin = detail::little_endian(std::string_view(bytes).substr(at, 8));
    std::uint64_t const size = detail::little_endian(std::string_view(bytes).substr(at + 8, 8));
    if (begin > bytes.size() || size > bytes.size() - begin) continue;
    std::uint64_t const padded = (size + detail::live_alignment - 1) / detail::live_alignment * detail::live_alignment;
    put(bytes, at + 16, detail::checksum(std::string_view(bytes).substr(begin, padded)));
  }
  std::size_t const last = detail::live_header_bytes - 8;
  put(bytes, last, detail::checksum(std::string_view(bytes).substr(0, last)));
}

void use(LiveIndex& index) {
  std::string const saved = index.to_bytes();
  Result<LiveIndex> const again = LiveIndex::from_bytes(saved);
  if (!again || again->to_bytes() != saved) std::abort();
  std::vector<DocumentId> const ids = index.ids();
  if (ids.size() != index.size()) std::abort();
  if (!ids.empty() && index.neighbours(ids.front(), 3).value() != again->neighbours(ids.front(), 3).value())
    std::abort();
  if (!index.insert("pay an order by card")) return;
  (void)index.closest("pay an order", 3);
  for (DocumentId const id : ids) {
    if (!index.erase(id)) std::abort();
  }
  if (index.size() != 1) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string bytes(reinterpret_cast<char const*>(data), size);
  if (Result<LiveIndex> index = LiveIndex::from_bytes(bytes)) use(*index);
  seal(bytes);
  if (Result<LiveIndex> index = LiveIndex::from_bytes(bytes)) use(*index);
  return 0;
}
