// server/store/postgres/parameters.cpp - bodies of parameters.hpp.
#include "server/store/postgres/parameters.hpp"

#include "server/store/database.hpp"

#include <charconv>
#include <cstdint>
#include <type_traits>

namespace storymap::server::store {
namespace {

/// The shortest text that reads as the same number.
[[nodiscard]] std::string text_of(double number) {
  char buffer[32];
  auto const written = std::to_chars(buffer, buffer + sizeof buffer, number);
  return {buffer, written.ptr};
}

[[nodiscard]] char const* checked(std::string const& text) {
  // A C string would end there.
  if (text.find('\0') == std::string::npos) return text.c_str();
  throw StoreError(StoreErrc::constraint, "PostgreSQL keeps no text with NUL");
}

}  // namespace

Parameters::Parameters(Values const& values) {
  numbers_.reserve(values.size());
  for (Value const& value : values) {
    char const* place = nullptr;
    int size = 0;
    int format = 0;
    std::visit(
        [&](auto const& held) {
          using T = std::decay_t<decltype(held)>;
          if constexpr (std::is_same_v<T, std::int64_t>) place = numbers_.emplace_back(std::to_string(held)).c_str();
          if constexpr (std::is_same_v<T, double>) place = numbers_.emplace_back(text_of(held)).c_str();
          if constexpr (std::is_same_v<T, std::string>) place = checked(held);
          if constexpr (std::is_same_v<T, Blob>) {
            place = held.bytes.data();
            size = static_cast<int>(held.bytes.size());
            format = 1;
          }
        },
        value);
    places_.push_back(place);
    sizes_.push_back(size);
    formats_.push_back(format);
  }
}

}  // namespace storymap::server::store
