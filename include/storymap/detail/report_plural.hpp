// storymap/detail/report_plural.hpp - counted things in English and Russian.
// Room: report. Depends on rules.hpp.
//
//     constexpr Plural stories = {"{0} story", "{0} stories", "...1", "...2", "...5"};
//     counted(stories, 21, Language::en);   // "21 stories"; Russian takes the form of 1
#pragma once

#include <storymap/rules.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail {

/// A text with a number in it, "{0}", in every form the number may ask for.
struct Plural {
  std::string_view en_one;    ///< 1
  std::string_view en_other;  ///< 0, 2, 3, ...
  std::string_view ru_one;    ///< 1, 21, 101, but not 11
  std::string_view ru_few;    ///< 2-4, 22-24, but not 12-14
  std::string_view ru_many;   ///< all others: 0, 5-20, 111

  [[nodiscard]] constexpr LocalText form(std::size_t number) const noexcept {
    std::size_t const ru = russian_form(number);
    return {number == 1 ? en_one : en_other, ru == 2 ? ru_many : (ru == 1 ? ru_few : ru_one)};
  }
};

[[nodiscard]] inline std::string counted(Plural const& text, std::size_t number, Language language) {
  std::string const argument = std::to_string(number);
  return format(text.form(number), std::span(&argument, 1), language);
}

}  // namespace detail

STORYMAP_END
