// storymap/result.hpp - a value or an Error.
// Room: base. Depends on error.hpp.
#pragma once

#include <storymap/error.hpp>

#include <type_traits>
#include <utility>
#include <variant>

STORYMAP_BEGIN

/// A failure on its way into a Result: `return failure(Errc::unknown_id, "no story has the id 's9'", "/links/0/to");`
struct Failure {
  Error error;
};

[[nodiscard]] inline Failure failure(Errc code, std::string message, std::string path = {}) {
  return Failure{Error{code, std::move(message), std::move(path)}};
}

/// A value of type T, or the Error that prevented it; shaped like std::expected, but the same type on every compiler.
///
///     Result<Map> map = read_json(text);
///     if (!map) return complain(map.error());
///     use(*map);
///
/// Reading the value of a failed result is a broken promise (STORYMAP_ASSERT), not an exception.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Failure failed) : state_(std::in_place_index<1>, std::move(failed.error)) {}

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& value() & { return *checked(*this); }
  [[nodiscard]] T const& value() const& { return *checked(*this); }
  [[nodiscard]] T&& value() && { return std::move(*checked(*this)); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] T const& operator*() const& { return value(); }
  [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
  [[nodiscard]] T* operator->() { return checked(*this); }
  [[nodiscard]] T const* operator->() const { return checked(*this); }

  [[nodiscard]] Error const& error() const& {
    STORYMAP_ASSERT(!has_value());
    return *std::get_if<1>(&state_);
  }
  [[nodiscard]] Error&& error() && {
    STORYMAP_ASSERT(!has_value());
    return std::move(*std::get_if<1>(&state_));
  }

  [[nodiscard]] T value_or(T otherwise) && { return has_value() ? std::move(**this) : std::move(otherwise); }

  /// Calls `next(value)`, which returns a Result, or passes the error on.
  template <class F>
  [[nodiscard]] auto and_then(F&& next) && -> std::invoke_result_t<F, T&&> {
    if (!has_value()) return Failure{std::move(*this).error()};
    return std::forward<F>(next)(std::move(*this).value());
  }

  /// Calls `change(value)` and wraps what it returns, or passes the error on.
  template <class F>
  [[nodiscard]] auto transform(F&& change) && -> Result<std::invoke_result_t<F, T&&>> {
    if (!has_value()) return Failure{std::move(*this).error()};
    return std::forward<F>(change)(std::move(*this).value());
  }

 private:
  template <class Self>
  static auto checked(Self& self) {
    STORYMAP_ASSERT(self.has_value());
    return std::get_if<0>(&self.state_);
  }

  std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Failure failed) : error_(std::move(failed.error)), failed_(true) {}

  [[nodiscard]] bool has_value() const noexcept { return !failed_; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] Error const& error() const& {
    STORYMAP_ASSERT(failed_);
    return error_;
  }
  [[nodiscard]] Error&& error() && {
    STORYMAP_ASSERT(failed_);
    return std::move(error_);
  }

 private:
  Error error_;
  bool failed_ = false;
};

/// Passes the error of `result` on as the failure of another Result.
template <class T>
[[nodiscard]] Failure failure_of(Result<T>&& result) {
  return Failure{std::move(result).error()};
}

STORYMAP_END
