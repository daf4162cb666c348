// storymap/corpus.hpp - the documents of an analysis, in order.
// Room: engine. Depends on base.
#pragma once

#include <storymap/config.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstring>
#include <memory>
#include <ranges>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

/// An ordered list of texts. Its order is the order of the rows of everything that is computed from it. Texts are valid
/// UTF-8.
///
/// Texts that are added are copied into large blocks of memory; texts that are borrowed stay where they are, which is
/// what a caller wants who has them in memory already:
///
///     auto const file = std::make_shared<std::string const>(read("titles.txt"));
///     Corpus corpus;
///     corpus.keep(file);
///     for (std::string_view const line : lines(*file)) corpus.borrow(line);
///
/// Copies share the texts: a copy takes O(size()), not O(bytes()).
class Corpus {
 public:
  Corpus() = default;
  /// The copy has no part in what is left of a block: two would write there.
  Corpus(Corpus const& other) : rows_(other.rows_), owners_(other.owners_) {}
  Corpus(Corpus&& other) noexcept { swap(other); }
  Corpus& operator=(Corpus other) noexcept {
    swap(other);
    return *this;
  }
  ~Corpus() = default;

  /// From any range of texts, which are copied.
  template <std::ranges::input_range Texts>
  requires std::convertible_to<std::ranges::range_reference_t<Texts>, std::string_view>
  explicit Corpus(Texts&& texts) {
    for (auto&& text : texts) add(text);
  }

  /// Makes room for so many documents and bytes in all; asked for a little more again and again, it still takes O(n).
  void reserve(std::size_t documents, std::size_t bytes) {
    if (documents > rows_.capacity()) rows_.reserve(std::max(documents, 2 * rows_.capacity()));
    if (bytes > this->bytes() + left_) make_block(bytes - this->bytes());
  }

  /// Appends a copy of a document and returns its row.
  std::size_t add(std::string_view text) {
    if (text.size() > left_) make_block(text.size());
    // An empty text has no memory of its own, and memcpy takes no null pointer.
    if (!text.empty()) std::memcpy(free_, text.data(), text.size());
    std::size_t const row = borrow({free_, text.size()});
    free_ += text.size();
    left_ -= text.size();
    return row;
  }

  /// Appends a document without a copy and returns its row. Its memory stays as it is as long as this corpus or a copy
  /// of it lives; `keep` may see to that.
  std::size_t borrow(std::string_view text) {
    rows_.push_back({text.data(), bytes() + text.size()});
    return rows_.size() - 1;
  }

  /// Keeps what owns borrowed texts, as long as this corpus or a copy of it lives.
  void keep(std::shared_ptr<void const> owner) { owners_.push_back(std::move(owner)); }

  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
  [[nodiscard]] std::size_t bytes() const noexcept { return rows_.empty() ? 0 : rows_.back().end; }

  /// The first row that ends behind this byte of all texts, laid one behind the other; `size()` when none does.
  [[nodiscard]] std::size_t row_at(std::size_t byte) const noexcept {
    auto const found = std::ranges::upper_bound(rows_, byte, {}, &Row::end);
    return static_cast<std::size_t>(found - rows_.begin());
  }

  /// The text of a row; valid as long as this corpus or a copy of it lives.
  [[nodiscard]] std::string_view operator[](std::size_t row) const noexcept {
    STORYMAP_ASSERT(row < rows_.size());
    return {rows_[row].text, rows_[row].end - (row == 0 ? 0 : rows_[row - 1].end)};
  }

 private:
  static constexpr std::size_t smallest_block = std::size_t{4} << 10U;
  static constexpr std::size_t largest_block = std::size_t{4} << 20U;

  /// Room for so many bytes and, as texts tend to go on, for as many as there are already.
  void make_block(std::size_t bytes) {
    std::size_t const size = std::max(bytes, std::clamp(this->bytes(), smallest_block, largest_block));
    std::shared_ptr<char[]> block(new char[size]);
    free_ = block.get();
    left_ = size;
    owners_.push_back(std::move(block));
  }

  void swap(Corpus& other) noexcept {
    std::swap(rows_, other.rows_);
    std::swap(owners_, other.owners_);
    std::swap(free_, other.free_);
    std::swap(left_, other.left_);
  }

  struct Row {
    char const* text;
    std::size_t end;  ///< of the texts up to this one, if they lay one behind the other
  };

  std::vector<Row> rows_;
  std::vector<std::shared_ptr<void const>> owners_;
  char* free_ = nullptr;  ///< what is left of the newest block
  std::size_t left_ = 0;
};

STORYMAP_END
