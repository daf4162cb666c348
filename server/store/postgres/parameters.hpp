// server/store/postgres/parameters.hpp - the values of a statement as libpq takes them.
// Room: store.
#pragma once

#include "server/store/values.hpp"

#include <string>
#include <vector>

namespace storymap::server::store {

/// Numbers go as text, for PostgreSQL knows better which type a place has; bytes go as they are. The values must
/// outlive it.
class Parameters {
 public:
  explicit Parameters(Values const& values);

  [[nodiscard]] char const* const* values() const noexcept { return places_.data(); }
  [[nodiscard]] int const* sizes() const noexcept { return sizes_.data(); }
  [[nodiscard]] int const* formats() const noexcept { return formats_.data(); }

 private:
  std::vector<std::string> numbers_;
  std::vector<char const*> places_;
  std::vector<int> sizes_;
  std::vector<int> formats_;
};

}  // namespace storymap::server::store
