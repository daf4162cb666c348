// bindings/c/src/arguments.hpp - what a caller passes, checked before it is used.
#pragma once

#include "call.hpp"
#include "handle.hpp"

#include <storymap/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace storymap::c {

/// Refuses a null pointer.
inline void need(void const* pointer, char const* argument) {
  if (pointer == nullptr) refuse(Errc::invalid_argument, "must not be NULL", argument);
}

/// The object behind a handle, which must be there and, in a debug build, alive.
template <class Object>
[[nodiscard]] Object& live(Object* handle, char const* argument) {
  need(handle, argument);
  if (!Handle<std::remove_const_t<Object>>::is_live(handle)) {
    throw Refused{STORYMAP_INVALID_HANDLE,
                  {Errc::invalid_argument, "this handle was freed, or is of another kind", argument}};
  }
  return *handle;
}

/// Bytes; a null pointer is fine when there are none.
[[nodiscard]] inline std::string_view bytes_of(char const* data, std::size_t size, char const* argument) {
  if (size == 0) return {};
  need(data, argument);
  return {data, size};
}

/// The same, which must be UTF-8.
[[nodiscard]] inline std::string_view text_of(char const* data, std::size_t size, char const* argument) {
  std::string_view const bytes = bytes_of(data, size, argument);
  if (!is_valid_utf8(bytes)) refuse(Errc::invalid_encoding, "not valid UTF-8", argument);
  return bytes;
}

/// The name of a file: bytes, as the system takes them, which end at a NUL there.
[[nodiscard]] inline std::string path_of(char const* path, std::size_t size) {
  std::string file(bytes_of(path, size, "path"));
  if (file.empty() || file.find('\0') != std::string::npos) {
    refuse(Errc::invalid_argument, "expected the name of a file", "path");
  }
  return file;
}

/// The options of a caller who may have an older or a newer header: what he does not know has its default, and what we
/// do not know must be 0. `defaults` is what the _INIT macro says.
template <class Options>
[[nodiscard]] Options options_of(Options const* given, Options defaults, char const* argument) {
  if (given == nullptr) return defaults;
  std::size_t const size = given->struct_size;
  if (size < 2 * sizeof(std::uint32_t)) {
    refuse(Errc::invalid_argument, "struct_size is not set: begin with the _INIT macro", argument);
  }
  auto const* const bytes = reinterpret_cast<unsigned char const*>(given);
  for (std::size_t at = sizeof(Options); at < size; ++at) {
    if (bytes[at] != 0) {
      refuse(Errc::unsupported, "sets a member that this version of the library does not know", argument);
    }
  }
  std::memcpy(&defaults, given, std::min(size, sizeof(Options)));
  if constexpr (requires { defaults.reserved; }) {
    if (defaults.reserved != 0) refuse(Errc::unsupported, "must be 0", (std::string(argument) + ".reserved").c_str());
  }
  return defaults;
}

/// Fills as much of the struct of such a caller as he knows.
template <class Struct>
void fill(Struct* out, Struct value, char const* argument) {
  need(out, argument);
  value.struct_size = out->struct_size;
  if (out->struct_size < 2 * sizeof(std::uint32_t)) {
    refuse(Errc::invalid_argument, "struct_size is not set: begin with the _INIT macro", argument);
  }
  std::memcpy(out, &value, std::min<std::size_t>(out->struct_size, sizeof(Struct)));
}

/// Refuses what is no score to ask for: NaN, 0 and below, above 1.
inline void need_threshold(double at_least, char const* argument) {
  if (!(at_least > 0 && at_least <= 1)) {
    refuse(Errc::invalid_argument, "expected a number above 0 and at most 1", argument);
  }
}

/// The same where 0 asks for everything above 0.
inline void need_least_score(double at_least, char const* argument) {
  if (!(at_least >= 0 && at_least <= 1)) refuse(Errc::invalid_argument, "expected a number from 0 to 1", argument);
}

inline void need_row(std::uint64_t row, std::size_t rows, char const* argument) {
  if (row >= rows) refuse(Errc::invalid_argument, "there are only " + std::to_string(rows) + " rows", argument);
}

/// One of the values of an enum that are counted from 0; `last` is the highest.
template <class Enum>
[[nodiscard]] Enum choice(std::int32_t value, Enum last, char const* argument) {
  if (value < 0 || value > static_cast<std::int32_t>(last)) {
    refuse(Errc::invalid_argument, "is none of its constants", argument);
  }
  return static_cast<Enum>(value);
}

}  // namespace storymap::c
