// storymap/detail/word_marks.hpp - where the words of a text are, one bit for each byte.
// Room: text. Depends on simd.hpp and detail/characters.hpp.
#pragma once

#include <storymap/simd.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A text in lower case and the marks of its word characters. The memory is used again for the next text.
///
/// Lower case is written in place: nearly all letters take as many bytes small as they take large. A text with one of
/// the others (U+0130, a capital sigma, whose small form depends on what follows, and some rare letters) is refused.
class WordMarks {
 public:
  explicit WordMarks(Simd simd);

  /// False when lower case would move bytes; the marks mean nothing then. Without `lowercase` every text is taken.
  /// Texts are shorter than 4 GiB.
  bool read(std::string_view text, bool lowercase);

  /// The bytes of the last text. At least 16 bytes behind it may be read.
  [[nodiscard]] char const* text() const noexcept { return lower_.data(); }

  /// Where the runs of word characters begin and end: begin, end, begin, end, ...
  [[nodiscard]] std::span<std::uint32_t const> edges() const noexcept { return std::span(edges_).first(edge_count_); }

  /// What is written for each set of vector instructions.
  struct Kernel {
    /// Looks at bytes until the end or the first character that it leaves to others; returns how many. Writes the bytes
    /// in lower case to `lower`, and their marks from bit `at` of `marks` on, where no bit is set yet.
    std::size_t (*mark)(char const* text, std::size_t size, char* lower, std::uint64_t* marks, std::size_t at) noexcept;
    /// Turns marks into edges; returns how many. 66 more may be written.
    std::size_t (*edges)(std::uint64_t const* marks, std::size_t blocks, std::uint32_t* edges) noexcept;
  };

 private:
  [[nodiscard]] std::size_t read_char(std::string_view text, std::size_t at, bool lowercase);

  Kernel kernel_;
  std::vector<char> lower_;
  std::vector<std::uint64_t> marks_;
  std::vector<std::uint32_t> edges_;
  std::size_t edge_count_ = 0;
};

}  // namespace detail

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/word_marks.ipp>
#endif
