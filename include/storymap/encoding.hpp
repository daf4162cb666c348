// storymap/encoding.hpp - bytes of a file to UTF-8 text.
// Room: formats. Depends on base.
#pragma once

#include <storymap/result.hpp>

#include <optional>
#include <string>
#include <string_view>

STORYMAP_BEGIN

enum class Encoding { utf8, utf16le, utf16be, cp1251 };

/// "utf-8", "utf-16le", "utf-16be", "cp1251".
[[nodiscard]] std::string_view to_string(Encoding encoding) noexcept;

/// The encoding for a name as people write it ("UTF8", "utf-16", "windows-1251"), case-insensitive.
[[nodiscard]] std::optional<Encoding> parse_encoding(std::string_view name) noexcept;

/// Decoded text and what it was decoded from.
struct DecodedText {
  std::string text;  ///< valid UTF-8 without a byte order mark
  Encoding encoding = Encoding::utf8;
};

/// Decodes the bytes of a file.
///
/// Without `forced`: a byte order mark decides (UTF-8, UTF-16); else valid UTF-8 is UTF-8; else the text is cp1251
/// (Windows Cyrillic) if at least 90 % of its bytes above 0x7F are Cyrillic letters there; anything else is
/// Errc::invalid_encoding with the line of the first offending byte. NUL characters are refused: text has none. What
/// is no text in any encoding, an image or a program, is Errc::unsupported.
/// O(n).
[[nodiscard]] Result<DecodedText> decode(std::string bytes, std::optional<Encoding> forced = std::nullopt);

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/encoding.ipp>
#endif
