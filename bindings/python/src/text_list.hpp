// bindings/python/src/text_list.hpp - texts as they are read, row by row.
#pragma once

#include "errors.hpp"
#include "texts.hpp"

#include <storymap/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::python {

/// Gathers the texts of a column and knows at which row it is, for the errors. Needs no GIL.
class TextList {
 public:
  TextList(char const* argument, Missing missing) : argument_(argument), missing_(missing) {}

  /// Room for about so many more texts and bytes.
  void reserve(std::size_t texts, std::size_t bytes) {
    texts_.corpus.reserve(texts_.corpus.size() + texts, texts_.corpus.bytes() + bytes);
  }

  /// The next row has this text, which is UTF-8.
  void add(std::string_view text) {
    if (texts_.corpus.size() == most_texts) fail(Errc::too_large, "there are more than 4,294,967,294 texts");
    texts_.corpus.add(text);
    if (missing_ == Missing::skip) texts_.rows.push_back(static_cast<std::uint32_t>(row_));
    ++row_;
  }

  /// The next row has these bytes, which should be UTF-8.
  void add_unchecked(std::string_view bytes) {
    if (!is_valid_utf8(bytes)) fail(Errc::invalid_encoding, "these bytes are no valid UTF-8");
    add(bytes);
  }

  /// The next row has these code points, as Python and NumPy hold them: 1, 2 or 4 bytes each.
  template <class Unit>
  void add_code_points(std::span<Unit const> text) {
    if (bytes_.size() < text.size() * 4 + 1) bytes_.resize(text.size() * 4 + 1);
    char const* const end = encode(text, bytes_.data());
    add({bytes_.data(), static_cast<std::size_t>(end - bytes_.data())});
  }

  /// The next row has no text.
  void add_missing() {
    if (missing_ == Missing::raise) {
      fail(Errc::invalid_argument, "this text is missing; pass na='empty' or na='skip' to allow that");
    }
    if (missing_ == Missing::empty) return add({});
    ++row_;
    has_skipped_ = true;
  }

  /// "texts[3]": the next row, as errors call it.
  [[nodiscard]] std::string place() const { return row_of(argument_, row_); }
  [[nodiscard]] char const* argument() const noexcept { return argument_; }
  [[nodiscard]] std::size_t row() const noexcept { return row_; }

  [[noreturn]] void fail(Errc code, char const* message) const { throw Raised({code, message, place()}); }

  [[nodiscard]] Texts take() && {
    if (!has_skipped_) texts_.rows.clear();
    return std::move(texts_);
  }

 private:
  static constexpr std::size_t most_texts = std::numeric_limits<std::uint32_t>::max() - 1;

  /// Writes the UTF-8 of a text and returns its end.
  ///
  /// In one text most characters are ASCII, in another hardly any: some are looked at at once, and if all are, copied.
  template <class Unit>
  [[nodiscard]] char* encode(std::span<Unit const> text, char* end) const {
    constexpr std::size_t some = 16;
    for (; text.size() >= some; text = text.subspan(some)) {
      Unit all = 0;
      for (std::size_t k = 0; k < some; ++k) all = static_cast<Unit>(all | text[k]);
      if (all < 0x80U) {
        for (std::size_t k = 0; k < some; ++k) end[k] = static_cast<char>(text[k]);
        end += some;
      } else {
        end = encode_each(text.first(some), end);
      }
    }
    return encode_each(text, end);
  }

  template <class Unit>
  [[nodiscard]] char* encode_each(std::span<Unit const> text, char* end) const {
    for (char32_t const code_point : text) {
      if (code_point >= 0x800U) {
        end = encode_long(code_point, end);
        continue;
      }
      // Nobody can guess where words in another script end: a second byte is written in any case.
      bool const is_long = code_point >= 0x80U;
      end[0] = static_cast<char>(is_long ? 0xC0U | (code_point >> 6U) : code_point);
      end[1] = static_cast<char>(0x80U | (code_point & 0x3FU));
      end += is_long ? 2 : 1;
    }
    return end;
  }

  [[nodiscard]] char* encode_long(char32_t code_point, char* end) const {
    if (code_point >= 0xD800U && code_point <= 0xDFFFU)
      fail(Errc::invalid_encoding, "a lone surrogate is no character");
    if (code_point > 0x10FFFFU) fail(Errc::invalid_encoding, "there is no such character");
    if (code_point < 0x10000U) {
      *end++ = static_cast<char>(0xE0U | (code_point >> 12U));
    } else {
      *end++ = static_cast<char>(0xF0U | (code_point >> 18U));
      *end++ = static_cast<char>(0x80U | ((code_point >> 12U) & 0x3FU));
    }
    *end++ = static_cast<char>(0x80U | ((code_point >> 6U) & 0x3FU));
    *end++ = static_cast<char>(0x80U | (code_point & 0x3FU));
    return end;
  }

  char const* argument_;
  Missing missing_;
  std::size_t row_ = 0;
  bool has_skipped_ = false;
  Texts texts_;
  std::vector<char> bytes_;
};

}  // namespace storymap::python
