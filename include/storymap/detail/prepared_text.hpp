// storymap/detail/prepared_text.hpp - a text as the analyzers take it.
// Room: text. Depends on text.hpp.
#pragma once

#include <storymap/text.hpp>

#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// A text in lower case and without accents, as far as that is wanted. The text must outlive it.
class PreparedText {
 public:
  PreparedText(std::string_view text, bool lowercase, StripAccents accents) : text_(text) {
    if (lowercase) text_ = prepared_ = to_lower(text_);
    if (accents != StripAccents::none) text_ = prepared_ = strip_accents(text_, accents);
  }
  PreparedText(PreparedText const&) = delete;  // the view may be one of its own string
  PreparedText& operator=(PreparedText const&) = delete;

  [[nodiscard]] std::string_view view() const noexcept { return text_; }

 private:
  std::string_view text_;
  std::string prepared_;
};

}  // namespace detail

STORYMAP_END
