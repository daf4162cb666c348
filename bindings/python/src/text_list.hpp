// bindings/python/src/text_list.hpp - texts as they are read, row by row.
#pragma once

#include "code_points.hpp"
#include "errors.hpp"
#include "run.hpp"
#include "texts.hpp"

#include <storymap/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storymap::python {

/// Gathers the texts of a column and knows at which row it is, for the errors. Needs no GIL.
class TextList {
 public:
  /// `threads` at most do what takes long.
  TextList(char const* argument, Missing missing, unsigned threads)
      : argument_(argument), missing_(missing), threads_(threads) {}

  /// Room for about so many more texts and bytes.
  void reserve(std::size_t texts, std::size_t bytes) {
    texts_.corpus.reserve(texts_.corpus.size() + texts, texts_.corpus.bytes() + bytes);
  }

  /// The next row has this text, which is UTF-8 and stays where it is.
  void borrow(std::string_view text) {
    begin_text();
    texts_.corpus.borrow(text);
  }

  /// The next row has these code points.
  void add_code_points(std::span<std::uint32_t const> text) {
    bytes_.resize(utf8_size(text) + utf8_slack);
    char const* const end = write_utf8(text, bytes_.data());
    if (end == nullptr) fail(Errc::invalid_encoding, "a lone surrogate is no character");
    begin_text();
    texts_.corpus.add({bytes_.data(), static_cast<std::size_t>(end - bytes_.data())});
  }

  /// The next row has no text.
  void add_missing() {
    if (missing_ == Missing::raise) fail_missing(row_);
    if (missing_ == Missing::empty) return borrow({});
    ++row_;
    has_skipped_ = true;
  }

  /// Keeps what borrowed texts belong to.
  void keep(std::shared_ptr<void const> owner) { texts_.corpus.keep(std::move(owner)); }

  /// How many texts there are.
  [[nodiscard]] std::size_t size() const noexcept { return texts_.corpus.size(); }

  /// Refuses the first text from this one on that is no UTF-8; nobody reads the others before. With the GIL.
  void check_utf8(std::size_t first) const {
    constexpr std::size_t texts_a_block = 1024;
    std::vector<std::size_t> faulty((size() - first + texts_a_block - 1) / texts_a_block, size());
    LongCall call(threads_, py::none());
    call.beyond_library([&](RunOptions const& run) {
      return for_each_block(faulty.size(), run, [&](unsigned, std::size_t block) {
        std::size_t text = first + block * texts_a_block;
        std::size_t const end = std::min(size(), text + texts_a_block);
        while (text < end && is_valid_utf8(texts_.corpus[text])) ++text;
        if (text < end) faulty[block] = text;
      });
    });
    for (std::size_t const text : faulty) {
      if (text < size()) fail(Errc::invalid_encoding, "these bytes are no valid UTF-8", row_of_text(text));
    }
  }

  /// "texts[3]": a row as errors call it.
  [[nodiscard]] std::string place(std::size_t row) const { return row_of(argument_, row); }
  [[nodiscard]] char const* argument() const noexcept { return argument_; }
  [[nodiscard]] unsigned threads() const noexcept { return threads_; }
  [[nodiscard]] Missing missing() const noexcept { return missing_; }
  [[nodiscard]] std::size_t row() const noexcept { return row_; }

  [[noreturn]] void fail(Errc code, char const* message) const { fail(code, message, row_); }
  [[noreturn]] void fail(Errc code, char const* message, std::size_t row) const {
    throw Raised({code, message, place(row)});
  }
  [[noreturn]] void fail_missing(std::size_t row) const {
    fail(Errc::invalid_argument, "this text is missing; pass na='empty' or na='skip' to allow that", row);
  }

  [[nodiscard]] Texts take() && {
    if (!has_skipped_) texts_.rows.clear();
    return std::move(texts_);
  }

 private:
  static constexpr std::size_t most_texts = std::numeric_limits<std::uint32_t>::max() - 1;

  void begin_text() {
    if (texts_.corpus.size() == most_texts) fail(Errc::too_large, "there are more than 4,294,967,294 texts");
    if (missing_ == Missing::skip) texts_.rows.push_back(static_cast<std::uint32_t>(row_));
    ++row_;
  }

  /// Rows that were skipped have no text.
  [[nodiscard]] std::size_t row_of_text(std::size_t text) const {
    return missing_ == Missing::skip ? texts_.rows[text] : text;
  }

  char const* argument_;
  Missing missing_;
  unsigned threads_;
  std::size_t row_ = 0;
  bool has_skipped_ = false;
  Texts texts_;
  std::vector<char> bytes_;
};

}  // namespace storymap::python
