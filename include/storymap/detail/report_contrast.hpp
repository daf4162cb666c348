// storymap/detail/report_contrast.hpp - two stories next to each other, with the words marked that only one has.
// Room: report. Depends on analysis.hpp and likeness.hpp.
#pragma once

#include <storymap/analysis.hpp>
#include <storymap/likeness.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// A text taken apart into what is marked and what is not.
struct MarkedPiece {
  std::string_view text;
  bool marked = false;
};

/// Splits the part [begin, end) of `text` at the marks. A mark that crosses an end of the part is cut there.
[[nodiscard]] inline std::vector<MarkedPiece> split_at_marks(std::string_view text, std::vector<TextSpan> const& marks,
                                                             std::size_t begin, std::size_t end) {
  std::vector<MarkedPiece> pieces;
  auto const add = [&](std::size_t from, std::size_t to, bool marked) {
    if (from < to) pieces.push_back({text.substr(from, to - from), marked});
  };
  std::size_t at = begin;
  for (TextSpan const& mark : marks) {
    std::size_t const from = std::clamp(mark.begin, at, end);
    std::size_t const to = std::clamp(mark.begin + mark.size, from, end);
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, end, false);
  return pieces;
}

/// How much of a text is marked, 0 to 1. The more, the less a mark says: the texts may be about the same thing, but
/// word by word they have little in common.
[[nodiscard]] inline double marked_share(std::vector<MarkedPiece> const& pieces) noexcept {
  std::size_t marked = 0;
  std::size_t all = 0;
  for (MarkedPiece const& piece : pieces) {
    all += piece.text.size();
    if (piece.marked) marked += piece.text.size();
  }
  return all == 0 ? 0 : static_cast<double>(marked) / static_cast<double>(all);
}

/// One of two stories that are compared: its title, and the description with the criteria below it.
class ContrastSide {
 public:
  ContrastSide(Story const& story, std::string text, std::vector<TextSpan> marks)
      : text_(std::move(text)), marks_(std::move(marks)), title_end_(story.title.size()) {
    // `readable_text` puts a line end behind a title, unless there is none.
    rest_begin_ = title_end_ == 0 ? 0 : std::min(title_end_ + 1, text_.size());
  }

  /// The title, without marks when most of it would be marked.
  [[nodiscard]] std::vector<MarkedPiece> title() const {
    std::vector<MarkedPiece> pieces = split_at_marks(text_, marks_, 0, title_end_);
    if (marked_share(pieces) > 0.67) pieces = split_at_marks(text_, {}, 0, title_end_);
    return pieces;
  }

  /// What stands below the title; empty when nothing there is marked, or too much.
  [[nodiscard]] std::vector<MarkedPiece> below_title() const {
    std::vector<MarkedPiece> pieces = split_at_marks(text_, marks_, rest_begin_, text_.size());
    double const share = marked_share(pieces);
    if (share == 0 || share > 0.33) pieces.clear();
    return pieces;
  }

 private:
  std::string text_;
  std::vector<TextSpan> marks_;
  std::size_t title_end_;
  std::size_t rest_begin_;
};

struct Contrast {
  LikenessKind kind;
  ContrastSide a;
  ContrastSide b;
};

[[nodiscard]] inline Contrast contrast(Story const& a, Story const& b) {
  std::string text_a = readable_text(a);
  std::string text_b = readable_text(b);
  Likeness likeness = compare_texts(text_a, text_b);
  return {likeness.kind, ContrastSide(a, std::move(text_a), std::move(likeness.only_a)),
          ContrastSide(b, std::move(text_b), std::move(likeness.only_b))};
}

}  // namespace detail

STORYMAP_END
