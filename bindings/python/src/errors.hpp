// bindings/python/src/errors.hpp - an Error of the library as the exception storymap.Error.
#pragma once

#include <storymap/result.hpp>

#include <pybind11/pybind11.h>

#include <stdexcept>
#include <utility>

namespace storymap::python {

/// An Error on its way to Python, where it is `storymap.Error` with `code` and `path`.
class Raised : public std::runtime_error {
 public:
  explicit Raised(Error error) : std::runtime_error(to_string(error)), error_(std::move(error)) {}
  [[nodiscard]] Error const& error() const noexcept { return error_; }

 private:
  Error error_;
};

/// The value of a result, or its error as an exception.
template <class T>
[[nodiscard]] T value_or_raise(Result<T>&& result) {
  if (!result) throw Raised(std::move(result).error());
  return *std::move(result);
}

inline void value_or_raise(Result<void>&& result) {
  if (!result) throw Raised(std::move(result).error());
}

}  // namespace storymap::python
