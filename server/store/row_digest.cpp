// server/store/row_digest.cpp - bodies of row_digest.hpp.
#include "server/store/row_digest.hpp"

#include "server/base/crypto/sha256.hpp"

#include <bit>
#include <cstring>
#include <string>
#include <type_traits>
#include <variant>

namespace storymap::server::store {
namespace {

void append_number(std::string& text, std::uint64_t number) {
  for (int byte = 0; byte < 8; ++byte) text += static_cast<char>(number >> (8 * byte));
}

/// The type, the size and the bytes of a value: no two values look the same.
void append(std::string& text, Value const& value) {
  text += static_cast<char>(value.index());
  auto const append_held = [&](auto const& held) {
    using T = std::decay_t<decltype(held)>;
    if constexpr (std::is_same_v<T, std::int64_t>) append_number(text, static_cast<std::uint64_t>(held));
    if constexpr (std::is_same_v<T, double>) append_number(text, std::bit_cast<std::uint64_t>(held));
    if constexpr (std::is_same_v<T, std::string>) {
      append_number(text, held.size());
      text += held;
    }
    if constexpr (std::is_same_v<T, Blob>) {
      append_number(text, held.bytes.size());
      text += held.bytes;
    }
  };
  std::visit(append_held, value);
}

}  // namespace

void RowDigest::add(Rows const& rows) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::string text;
    for (std::size_t column = 0; column < rows.columns(); ++column) append(text, rows[row][column]);
    std::string const hash = sha256(text);
    for (std::size_t lane = 0; lane < sum_.size(); ++lane) {
      std::uint64_t part = 0;
      std::memcpy(&part, hash.data() + lane * sizeof part, sizeof part);
      sum_[lane] += part;
    }
  }
  rows_ += rows.size();
}

}  // namespace storymap::server::store
