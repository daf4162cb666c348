// server/store/values.hpp - what goes into a statement and what comes out of it.
// Room: store.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace storymap::server::store {

/// Bytes that are no text.
struct Blob {
  std::string bytes;

  friend bool operator==(Blob const&, Blob const&) = default;
};

/// NULL, an integer (also for truth and for times, in milliseconds), a number, text, or bytes.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;
using Values = std::vector<Value>;

/// NULL when there is none.
template <class T>
[[nodiscard]] Value optional_value(std::optional<T> value) {
  return value ? Value(std::move(*value)) : Value();
}

/// The values of a statement. A function, because g++ 12 cannot compile a braced list inside a `co_await` expression.
template <class... Each>
[[nodiscard]] Values values_of(Each&&... each) {
  Values values;
  values.reserve(sizeof...(each));
  (values.emplace_back(std::forward<Each>(each)), ...);
  return values;
}

/// A row of an answer. Asking for another type than the column has throws std::bad_variant_access: a mistake in our
/// own SQL.
class Row {
 public:
  explicit Row(Value const* values) noexcept : values_(values) {}

  [[nodiscard]] Value const& operator[](std::size_t column) const noexcept { return values_[column]; }
  [[nodiscard]] bool is_null(std::size_t column) const noexcept {
    return std::holds_alternative<std::monostate>(values_[column]);
  }
  [[nodiscard]] std::string const& text(std::size_t column) const { return std::get<std::string>(values_[column]); }
  [[nodiscard]] std::int64_t integer(std::size_t column) const { return std::get<std::int64_t>(values_[column]); }
  [[nodiscard]] double number(std::size_t column) const { return std::get<double>(values_[column]); }
  [[nodiscard]] std::string const& bytes(std::size_t column) const { return std::get<Blob>(values_[column]).bytes; }
  [[nodiscard]] bool is_true(std::size_t column) const { return integer(column) != 0; }

  [[nodiscard]] std::optional<std::string> optional_text(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(text(column));
  }
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
  }

 private:
  Value const* values_;
};

/// What a statement answered.
class Rows {
 public:
  Rows() = default;
  /// `values` row by row; `affected`: how many rows a statement that answers none has changed.
  Rows(std::size_t columns, std::vector<Value> values, std::size_t affected)
      : columns_(columns), values_(std::move(values)), affected_(affected) {}

  [[nodiscard]] std::size_t size() const noexcept { return columns_ == 0 ? 0 : values_.size() / columns_; }
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
  /// Rows that the statement inserted, updated or deleted.
  [[nodiscard]] std::size_t affected() const noexcept { return affected_; }
  [[nodiscard]] Row operator[](std::size_t row) const noexcept { return Row(values_.data() + row * columns_); }
  [[nodiscard]] Row front() const noexcept { return (*this)[0]; }

 private:
  std::size_t columns_ = 0;
  std::vector<Value> values_;
  std::size_t affected_ = 0;
};

}  // namespace storymap::server::store
