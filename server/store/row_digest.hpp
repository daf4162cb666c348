// server/store/row_digest.hpp - whether two tables say the same, in whatever order their rows come.
// Room: store.
#pragma once

#include "server/store/values.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace storymap::server::store {

/// The sum of the SHA-256 of all rows: the same rows in another order have the same digest.
class RowDigest {
 public:
  void add(Rows const& rows);

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  friend bool operator==(RowDigest const&, RowDigest const&) = default;

 private:
  std::size_t rows_ = 0;
  std::array<std::uint64_t, 4> sum_ = {};
};

}  // namespace storymap::server::store
