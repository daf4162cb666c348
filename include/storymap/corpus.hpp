// storymap/corpus.hpp - the documents of an analysis, in order.
// Room: engine. Depends on base.
#pragma once

#include <storymap/config.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// An ordered list of texts, kept in one block of memory. Its order is the order of the rows of everything that is
/// computed from it. Texts are valid UTF-8.
class Corpus {
 public:
  Corpus() = default;

  /// From any range of texts.
  template <std::ranges::input_range Texts>
  requires std::convertible_to<std::ranges::range_reference_t<Texts>, std::string_view>
  explicit Corpus(Texts&& texts) {
    for (auto&& text : texts) add(text);
  }

  /// Makes room for so many documents and bytes in all; asked for a little more again and again, it still takes O(n).
  void reserve(std::size_t documents, std::size_t bytes) {
    if (documents > end_.capacity()) end_.reserve(std::max(documents, 2 * end_.capacity()));
    if (bytes > text_.capacity()) text_.reserve(std::max(bytes, 2 * text_.capacity()));
  }

  /// Appends a document and returns its row.
  std::size_t add(std::string_view text) {
    text_.append(text);
    end_.push_back(text_.size());
    return end_.size() - 1;
  }

  [[nodiscard]] std::size_t size() const noexcept { return end_.size(); }
  [[nodiscard]] bool empty() const noexcept { return end_.empty(); }
  [[nodiscard]] std::size_t bytes() const noexcept { return text_.size(); }

  /// The first row that ends behind this byte of all texts, laid one behind the other; `size()` when none does.
  [[nodiscard]] std::size_t row_at(std::size_t byte) const noexcept {
    return static_cast<std::size_t>(std::upper_bound(end_.begin(), end_.end(), byte) - end_.begin());
  }

  /// The text of a row; valid until the next `add`.
  [[nodiscard]] std::string_view operator[](std::size_t row) const noexcept {
    STORYMAP_ASSERT(row < end_.size());
    std::size_t const begin = row == 0 ? 0 : end_[row - 1];
    return std::string_view(text_).substr(begin, end_[row] - begin);
  }

 private:
  std::string text_;
  std::vector<std::size_t> end_;
};

STORYMAP_END
