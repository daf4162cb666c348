// storymap/detail/live_file.hpp - the parts of a live index as bytes: docs/reference/live-index-file.md.
// Room: engine. Depends on detail/checksum.hpp and result.hpp.
#pragma once

#include <storymap/detail/checksum.hpp>
#include <storymap/result.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// Where the sections of the file lie, in this order.
enum class LiveSection : std::uint8_t { options, word_ends, word_bytes, ids, row_ends, rows };
inline constexpr std::size_t live_sections = 6;

inline constexpr std::string_view live_magic = "smaplive";
inline constexpr std::uint32_t live_version = 1;
inline constexpr std::size_t live_alignment = 64;
inline constexpr std::size_t live_header_bytes = 256;

inline void append_u32(std::string& bytes, std::uint32_t number) {
  for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(number >> shift & 0xFFU);
}
inline void append_u64(std::string& bytes, std::uint64_t number) {
  append_u32(bytes, static_cast<std::uint32_t>(number));
  append_u32(bytes, static_cast<std::uint32_t>(number >> 32U));
}

/// Numbers and strings one after the other; whatever lies behind the end is 0 and no longer `good()`.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) noexcept : bytes_(bytes) {}

  [[nodiscard]] bool good() const noexcept { return good_; }
  [[nodiscard]] bool at_end() const noexcept { return good_ && bytes_.empty(); }

  std::uint32_t u32() noexcept { return static_cast<std::uint32_t>(little_endian(take(4))); }
  std::uint64_t u64() noexcept { return little_endian(take(8)); }
  std::string_view take(std::size_t size) noexcept {
    good_ = good_ && size <= bytes_.size();
    std::string_view const taken = good_ ? bytes_.substr(0, size) : std::string_view();
    bytes_.remove_prefix(taken.size());
    return taken;
  }

  /// A number of PackedWords in as few bytes as it needs; not good otherwise.
  std::uint32_t packed() noexcept {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      auto const byte = static_cast<std::uint64_t>(little_endian(take(1)));
      number |= (byte & 0x7FU) << shift;
      if (byte >= 0x80U) continue;
      if (number > UINT32_MAX || (byte == 0 && shift > 0)) break;
      return static_cast<std::uint32_t>(number);
    }
    good_ = false;
    return 0;
  }

 private:
  std::string_view bytes_;
  bool good_ = true;
};

/// What the header says besides where the sections are.
struct LiveFileCounts {
  std::uint64_t texts = 0;
  std::uint64_t words = 0;
  std::uint64_t next_id = 0;
};

/// Puts sections together.
[[nodiscard]] std::string make_live_file(LiveFileCounts const& counts,
                                         std::array<std::string, live_sections> const& sections);

/// A file taken apart, every checksum compared.
struct LiveFile {
  LiveFileCounts counts;
  std::array<std::string_view, live_sections> sections;

  [[nodiscard]] std::string_view operator[](LiveSection section) const noexcept {
    return sections[static_cast<std::size_t>(section)];
  }
};

/// Errors: unsupported, invalid_syntax. The sections point into `bytes`.
[[nodiscard]] Result<LiveFile> open_live_file(std::string_view bytes);

}  // namespace detail

STORYMAP_END
