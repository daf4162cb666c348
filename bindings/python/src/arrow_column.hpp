// bindings/python/src/arrow_column.hpp - one column of an Arrow array, read row by row.
#pragma once

#include "arrow_abi.hpp"
#include "text_list.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace storymap::python {

[[noreturn]] inline void fail_malformed(TextList const& list, char const* what) {
  list.fail(Errc::invalid_argument, (std::string("malformed Arrow data: ") + what).c_str());
}

/// Where the values of an array begin, and which of them are there.
class ArrowRows {
 public:
  /// `buffers` is how many the type has at least. Checks everything that does not depend on the rows.
  ArrowRows(TextList const& list, ArrowArray const& array, std::int64_t buffers) : array_(array) {
    if (array.length < 0 || array.offset < 0 || array.length > INT64_MAX - array.offset) {
      fail_malformed(list, "a negative length or offset");
    }
    if (array.n_buffers < buffers || (buffers > 0 && array.buffers == nullptr)) fail_malformed(list, "too few buffers");
    if (buffers > 0) validity_ = static_cast<unsigned char const*>(array.buffers[0]);
    if (validity_ == nullptr && buffers > 0 && array.null_count > 0) fail_malformed(list, "nulls without a bitmap");
  }

  [[nodiscard]] std::int64_t size() const noexcept { return array_.length; }

  /// The place of a row in the buffers.
  [[nodiscard]] std::size_t at(std::int64_t row) const noexcept {
    return static_cast<std::size_t>(array_.offset + row);
  }

  [[nodiscard]] bool is_null(std::int64_t row) const noexcept {
    return validity_ != nullptr && ((static_cast<unsigned>(validity_[at(row) / 8]) >> (at(row) % 8)) & 1U) == 0;
  }

  /// A buffer that has to be there when there are rows.
  template <class T>
  [[nodiscard]] T const* buffer(TextList const& list, int number) const {
    auto const* const memory = static_cast<T const*>(array_.buffers[number]);
    if (memory == nullptr && size() > 0) fail_malformed(list, "a buffer is missing");
    return memory;
  }

 private:
  ArrowArray const& array_;
  unsigned char const* validity_ = nullptr;
};

/// utf8 and large_utf8: `Offset` is the type of their offsets.
template <class Offset>
class OffsetTexts {
 public:
  OffsetTexts(TextList const& list, ArrowArray const& array)
      : rows_(list, array, 3),
        offsets_(rows_.buffer<Offset>(list, 1)),
        bytes_(static_cast<char const*>(array.buffers[2])) {}

  [[nodiscard]] std::int64_t size() const noexcept { return rows_.size(); }
  [[nodiscard]] bool is_null(std::int64_t row) const noexcept { return rows_.is_null(row); }

  [[nodiscard]] std::string_view text(TextList const& list, std::int64_t row) const {
    Offset const begin = offsets_[rows_.at(row)];
    Offset const end = offsets_[rows_.at(row) + 1];
    if (begin < 0 || end < begin) fail_malformed(list, "offsets that do not ascend");
    if (begin == end) return {};
    if (bytes_ == nullptr) fail_malformed(list, "a buffer is missing");
    return {bytes_ + begin, static_cast<std::size_t>(end - begin)};
  }

 private:
  ArrowRows rows_;
  Offset const* offsets_;
  char const* bytes_;
};

/// utf8_view: short texts stand in their views, long ones in one of any number of buffers.
class ViewTexts {
 public:
  ViewTexts(TextList const& list, ArrowArray const& array)
      : rows_(list, array, 3), views_(rows_.buffer<View>(list, 1)), array_(array) {
    // The last buffer holds the sizes of those between it and the views.
    data_buffers_ = array.n_buffers - 3;
    sizes_ = static_cast<std::int64_t const*>(array.buffers[array.n_buffers - 1]);
    if (sizes_ == nullptr && data_buffers_ > 0) fail_malformed(list, "the sizes of the buffers are missing");
  }

  [[nodiscard]] std::int64_t size() const noexcept { return rows_.size(); }
  [[nodiscard]] bool is_null(std::int64_t row) const noexcept { return rows_.is_null(row); }

  [[nodiscard]] std::string_view text(TextList const& list, std::int64_t row) const {
    View const& view = views_[rows_.at(row)];
    if (view.size < 0) fail_malformed(list, "a text of negative length");
    auto const size = static_cast<std::size_t>(view.size);
    if (size <= sizeof view.rest) return {view.rest, size};
    LongText place;
    std::memcpy(&place, view.rest, sizeof place);
    if (place.buffer >= data_buffers_) fail_malformed(list, "a text in a buffer that is not there");
    auto const* const memory = static_cast<char const*>(array_.buffers[2 + place.buffer]);
    if (memory == nullptr || sizes_[place.buffer] < 0 ||
        place.offset + size > static_cast<std::uint64_t>(sizes_[place.buffer])) {
      fail_malformed(list, "a text outside its buffer");
    }
    return {memory + place.offset, size};
  }

 private:
  struct View {
    std::int32_t size;
    char rest[12];
  };
  /// What stands in a view instead of the text. The number of the buffer is signed in Arrow: a negative one is too
  /// large here. Offsets above 2 GiB are signed there too, but Polars writes them.
  struct LongText {
    char prefix[4];
    std::uint32_t buffer;
    std::uint32_t offset;
  };

  ArrowRows rows_;
  View const* views_;
  ArrowArray const& array_;
  std::int64_t data_buffers_;
  std::int64_t const* sizes_;
};

}  // namespace storymap::python
