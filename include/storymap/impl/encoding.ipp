// storymap/impl/encoding.ipp - bodies of encoding.hpp.
#pragma once

#include <storymap/encoding.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

STORYMAP_BEGIN

STORYMAP_DECL std::string_view to_string(Encoding encoding) noexcept {
  switch (encoding) {
    case Encoding::utf8: return "utf-8";
    case Encoding::utf16le: return "utf-16le";
    case Encoding::utf16be: return "utf-16be";
    case Encoding::cp1251: return "cp1251";
  }
  return "utf-8";
}

STORYMAP_DECL std::optional<Encoding> parse_encoding(std::string_view name) noexcept {
  struct Name {
    std::string_view letters;
    Encoding encoding;
  };
  static constexpr std::array<Name, 6> names = {{{"utf8", Encoding::utf8},
                                                 {"utf16", Encoding::utf16le},
                                                 {"utf16le", Encoding::utf16le},
                                                 {"utf16be", Encoding::utf16be},
                                                 {"cp1251", Encoding::cp1251},
                                                 {"windows1251", Encoding::cp1251}}};
  // People write UTF-8, utf_8 and Utf 8; only letters and digits tell encodings apart.
  auto const same = [&](Name const& known) {
    std::size_t matched = 0;
    for (char const c : name) {
      if (c == '-' || c == '_' || c == ' ') continue;
      char const lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      if (matched == known.letters.size() || known.letters[matched] != lower) return false;
      ++matched;
    }
    return matched == known.letters.size();
  };
  auto const found = std::find_if(names.begin(), names.end(), same);
  if (found == names.end()) return std::nullopt;
  return found->encoding;
}

namespace detail {

/// The characters of cp1251 above 0x7F, as Microsoft's table has them; 0 where it has none.
inline constexpr std::array<char16_t, 128> cp1251_high = {
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409, 0x2039, 0x040A,
    0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x0000, 0x2122,
    0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6,
    0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456,
    0x0491, 0x00B5, 0x00B6, 0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457, 0x0410,
    0x0411, 0x0412, 0x0413, 0x0414, 0x0415, 0x0416, 0x0417, 0x0418, 0x0419, 0x041A, 0x041B, 0x041C, 0x041D,
    0x041E, 0x041F, 0x0420, 0x0421, 0x0422, 0x0423, 0x0424, 0x0425, 0x0426, 0x0427, 0x0428, 0x0429, 0x042A,
    0x042B, 0x042C, 0x042D, 0x042E, 0x042F, 0x0430, 0x0431, 0x0432, 0x0433, 0x0434, 0x0435, 0x0436, 0x0437,
    0x0438, 0x0439, 0x043A, 0x043B, 0x043C, 0x043D, 0x043E, 0x043F, 0x0440, 0x0441, 0x0442, 0x0443, 0x0444,
    0x0445, 0x0446, 0x0447, 0x0448, 0x0449, 0x044A, 0x044B, 0x044C, 0x044D, 0x044E, 0x044F};

[[nodiscard]] inline bool is_high(char byte) noexcept { return static_cast<unsigned char>(byte) >= 0x80U; }

/// What cp1251 has at a byte above 0x7F.
[[nodiscard]] inline char16_t from_cp1251(char byte) noexcept {
  return cp1251_high[static_cast<unsigned char>(byte) - 0x80U];
}

[[nodiscard]] inline Failure undecodable(std::string what, std::string_view text_before) {
  auto const line = 1 + std::count(text_before.begin(), text_before.end(), '\n');
  return failure(Errc::invalid_encoding, std::move(what), "line " + std::to_string(line));
}

/// At least 90 % of the bytes above 0x7F are letters of a Cyrillic alphabet.
[[nodiscard]] inline bool looks_like_cp1251(std::string_view bytes) noexcept {
  std::size_t high = 0;
  std::size_t letters = 0;
  for (char const byte : bytes) {
    if (!is_high(byte)) continue;
    ++high;
    char16_t const character = from_cp1251(byte);
    if (character >= 0x0400 && character <= 0x04FF) ++letters;
  }
  return letters * 10 >= high * 9;
}

STORYMAP_DECL Result<DecodedText> decode_cp1251(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (!is_high(bytes[at])) {
      text += bytes[at];
    } else if (char16_t const character = from_cp1251(bytes[at]); character != 0) {
      append_utf8(text, character);
    } else {
      return undecodable("the byte 0x98 has no meaning in cp1251", bytes.substr(0, at));
    }
  }
  return DecodedText{std::move(text), Encoding::cp1251};
}

inline constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

[[nodiscard]] inline DecodedText without_utf8_mark(std::string text) {
  if (text.starts_with(utf8_mark)) text.erase(0, utf8_mark.size());
  return DecodedText{std::move(text), Encoding::utf8};
}

[[nodiscard]] inline Failure not_utf8(std::string_view bytes, std::size_t bad) {
  return undecodable("the text is not valid UTF-8", bytes.substr(0, bad));
}

[[nodiscard]] inline std::optional<Encoding> utf16_mark(std::string_view bytes) noexcept {
  if (bytes.starts_with("\xFF\xFE")) return Encoding::utf16le;
  if (bytes.starts_with("\xFE\xFF")) return Encoding::utf16be;
  return std::nullopt;
}

STORYMAP_DECL Result<DecodedText> decode_utf16(std::string_view bytes, Encoding order) {
  std::size_t const low_byte = order == Encoding::utf16le ? 0 : 1;
  auto const unit = [&](std::size_t at) {
    auto const low = static_cast<unsigned char>(bytes[at + low_byte]);
    auto const high = static_cast<unsigned char>(bytes[at + 1 - low_byte]);
    return static_cast<char32_t>(low | (high << 8U));
  };
  auto const is_surrogate = [](char32_t value, char32_t first) { return value >= first && value < first + 0x400U; };

  std::string text;
  text.reserve(bytes.size());
  std::size_t at = 0;
  for (; at + 2 <= bytes.size(); at += 2) {
    char32_t value = unit(at);
    if (is_surrogate(value, 0xD800U) && at + 4 <= bytes.size() && is_surrogate(unit(at + 2), 0xDC00U)) {
      at += 2;
      value = 0x10000U + ((value - 0xD800U) << 10U) + (unit(at) - 0xDC00U);
    } else if (is_surrogate(value, 0xD800U) || is_surrogate(value, 0xDC00U)) {
      return undecodable("half of a UTF-16 surrogate pair without the other half", text);
    }
    append_utf8(text, value);
  }
  if (at != bytes.size()) return undecodable("the UTF-16 text ends in the middle of a character", text);
  return DecodedText{std::move(text), order};
}

STORYMAP_DECL Result<DecodedText> decode_as(std::string bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      if (std::size_t const bad = find_invalid_utf8(bytes); bad != std::string::npos) return not_utf8(bytes, bad);
      return without_utf8_mark(std::move(bytes));
    case Encoding::cp1251: return decode_cp1251(bytes);
    case Encoding::utf16le:
    case Encoding::utf16be: break;
  }
  // A byte order mark knows the order better than whoever named the encoding.
  std::optional<Encoding> const mark = utf16_mark(bytes);
  return decode_utf16(std::string_view(bytes).substr(mark ? 2 : 0), mark.value_or(encoding));
}

/// Images, archives and programs show soon what text never has: control characters, NUL among them.
[[nodiscard]] inline bool is_binary(std::string_view bytes) noexcept {
  constexpr std::size_t enough = 4096;
  constexpr std::string_view of_text = "\t\n\v\f\r\x1b";
  std::string_view const begin = bytes.substr(0, enough);
  return std::any_of(begin.begin(), begin.end(), [&](char byte) {
    return static_cast<unsigned char>(byte) < 0x20U && of_text.find(byte) == std::string_view::npos;
  });
}

STORYMAP_DECL Result<DecodedText> decode_by_content(std::string bytes) {
  if (std::optional<Encoding> const mark = utf16_mark(bytes)) return decode_as(std::move(bytes), *mark);
  std::size_t const bad = find_invalid_utf8(bytes);
  if (bad == std::string::npos) return without_utf8_mark(std::move(bytes));
  if (bytes.starts_with(utf8_mark)) return not_utf8(bytes, bad);
  if (looks_like_cp1251(bytes) && !is_binary(bytes)) return decode_cp1251(bytes);
  if (is_binary(bytes)) {
    return failure(Errc::unsupported, "the file is no text, or it is UTF-16 without a byte order mark");
  }
  return undecodable("expected UTF-8, UTF-16 with a byte order mark, or cp1251",
                     std::string_view(bytes).substr(0, bad));
}

}  // namespace detail

STORYMAP_DECL Result<DecodedText> decode(std::string bytes, std::optional<Encoding> forced) {
  Result<DecodedText> decoded =
      forced ? detail::decode_as(std::move(bytes), *forced) : detail::decode_by_content(std::move(bytes));
  if (!decoded) return decoded;
  if (std::size_t const nul = decoded->text.find('\0'); nul != std::string::npos) {
    return detail::undecodable("a NUL character, which text does not contain; UTF-16 needs a byte order mark",
                               std::string_view(decoded->text).substr(0, nul));
  }
  return decoded;
}

STORYMAP_END
