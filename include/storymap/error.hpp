// storymap/error.hpp - what went wrong, where, and what to do about it.
// Room: base. Depends on the standard library only.
#pragma once

#include <storymap/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>

STORYMAP_BEGIN

/// The closed set of expected failures. Values are stable: they cross the C ABI and appear in logs. Append only.
enum class Errc : std::int32_t {
  invalid_argument = 1,   ///< an option or argument is outside its documented range
  invalid_encoding = 2,   ///< the bytes are not text in the stated or detected encoding
  invalid_syntax = 3,     ///< the text is not well-formed JSON, CSV or Markdown
  invalid_field = 4,      ///< well-formed, but a field has the wrong type, range or word
  unknown_id = 5,         ///< a reference names something that does not exist
  duplicate_id = 6,       ///< the same id is used twice for one noun
  in_use = 7,             ///< the noun is still referenced or not empty
  too_large = 8,          ///< a documented limit is exceeded
  unsupported = 9,        ///< a valid request that this build or format cannot serve
  unknown_format = 10,    ///< no registered format recognises the input
  empty_vocabulary = 11,  ///< no term is left to compare documents by
  not_found = 12,         ///< a file does not exist
  unreadable = 13,        ///< a file exists but cannot be read
  unwritable = 14,        ///< a file cannot be written; what was there before is untouched
  cancelled = 15,         ///< the caller asked to stop
};

/// The stable word for a code, as it appears in JSON: "invalid_field".
[[nodiscard]] constexpr std::string_view to_string(Errc code) noexcept {
  switch (code) {
    case Errc::invalid_argument: return "invalid_argument";
    case Errc::invalid_encoding: return "invalid_encoding";
    case Errc::invalid_syntax: return "invalid_syntax";
    case Errc::invalid_field: return "invalid_field";
    case Errc::unknown_id: return "unknown_id";
    case Errc::duplicate_id: return "duplicate_id";
    case Errc::in_use: return "in_use";
    case Errc::too_large: return "too_large";
    case Errc::unsupported: return "unsupported";
    case Errc::unknown_format: return "unknown_format";
    case Errc::empty_vocabulary: return "empty_vocabulary";
    case Errc::not_found: return "not_found";
    case Errc::unreadable: return "unreadable";
    case Errc::unwritable: return "unwritable";
    case Errc::cancelled: return "cancelled";
  }
  return "unknown";
}

/// One expected failure.
struct Error {
  Errc code = Errc::invalid_argument;
  /// One English sentence without a final full stop: what is wrong and what was expected.
  std::string message;
  /// Where: a JSON pointer ("/activities/0/title"), "line 12" or "line 12, column 4"; "/" for a JSON document as a
  /// whole; empty when no place is meant: an empty file.
  std::string path;

  friend bool operator==(Error const&, Error const&) = default;
};

/// "path: message", or only the message when there is no path.
[[nodiscard]] inline std::string to_string(Error const& error) {
  return error.path.empty() ? error.message : error.path + ": " + error.message;
}

STORYMAP_END
