// server/base/password_policy.cpp - which passwords people may choose.
#include "server/base/password_policy.hpp"

#include "server/base/password_words.hpp"

#include <storymap/text.hpp>
#include <storymap/utf8.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace storymap::server {
namespace {

using Text = std::u32string;

constexpr std::size_t shortest_run = 3;
constexpr std::size_t shortest_owner_word = 4;
constexpr std::size_t most_words = 2;  // three make a passphrase
constexpr std::size_t most_signs = 5;  // a year and "!"
constexpr std::size_t most_letters = 1;
constexpr std::size_t longest_repeated = 4;
constexpr std::size_t fewest_letters = 5;  // different ones

/// The code points of valid UTF-8.
Text decoded(std::string_view text) {
  Text points;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const point = decode_utf8(text, at);
    points += point.value;
    at += std::max<std::size_t>(point.size, 1);
  }
  return points;
}

bool is_digit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }

/// No letter, as far as ASCII goes; other scripts count as letters.
bool is_sign(char32_t c) noexcept { return c < 128 && !(c >= U'a' && c <= U'z'); }

/// True when people write `c` where a word has `letter`.
bool stands_for(char32_t c, char32_t letter) noexcept {
  if (c == letter) return true;
  switch (letter) {
    case U'a': return c == U'@' || c == U'4';
    case U'b': return c == U'8';
    case U'e': return c == U'3';
    case U'g': return c == U'9';
    case U'i': return c == U'1' || c == U'!';
    case U'l': return c == U'1' || c == U'|';
    case U'o': return c == U'0';
    case U's': return c == U'$' || c == U'5';
    case U't': return c == U'7' || c == U'+';
    default: return false;
  }
}

/// How long both texts agree from their beginnings on, by `agree`.
template <class Agree>
std::size_t common_prefix(std::u32string_view a, std::u32string_view b, Agree agree) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end(), agree).first - a.begin());
}

/// How many characters go up or down the code points by the same step of -1, 0 or 1: "abcd", "9876", "aaaa".
std::size_t step_run(std::u32string_view text) noexcept {
  if (text.size() < 2) return text.size();
  auto const step = static_cast<std::int64_t>(text[1]) - static_cast<std::int64_t>(text[0]);
  if (step < -1 || step > 1) return 1;
  std::size_t size = 2;
  while (size < text.size() &&
         static_cast<std::int64_t>(text[size]) - static_cast<std::int64_t>(text[size - 1]) == step) {
    ++size;
  }
  return size;
}

/// How many characters walk along one line of the keyboard, in either direction.
std::size_t keyboard_run(std::u32string_view text) {
  std::size_t longest = 0;
  for (std::u32string_view const line : keyboard_lines()) {
    Text const back(line.rbegin(), line.rend());
    for (std::u32string_view const way : {line, std::u32string_view(back)}) {
      std::size_t const at = way.find(text.front());
      if (at != std::u32string_view::npos) {
        longest = std::max(longest, common_prefix(text, way.substr(at), std::equal_to<>()));
      }
    }
  }
  return longest;
}

/// The longest of the words that `text` begins with.
std::size_t word_at(std::u32string_view text, std::vector<Text> const& words) {
  std::size_t longest = 0;
  for (Text const& word : words) {
    bool const is_there = word.size() > longest && common_prefix(word, text, [](char32_t letter, char32_t c) {
                                                     return stands_for(c, letter);
                                                   }) == word.size();
    if (is_there) longest = word.size();
  }
  return longest;
}

/// True when words and runs leave next to nothing of the text for a guesser to find out.
bool is_made_of(std::u32string_view text, std::vector<Text> const& words) {
  std::size_t found = 0;
  std::size_t signs = 0;
  std::size_t letters = 0;
  while (!text.empty()) {
    std::size_t const word = word_at(text, words);
    std::size_t const run = std::max(step_run(text), keyboard_run(text));
    if (word >= run && word > 0) {
      ++found;
      text.remove_prefix(word);
    } else if (run >= shortest_run) {
      text.remove_prefix(run);
    } else {
      ++(is_sign(text.front()) ? signs : letters);
      text.remove_prefix(1);
    }
  }
  return found <= most_words && signs <= most_signs && letters <= most_letters;
}

bool is_repetition(std::u32string_view text) {
  for (std::size_t period = 1; period <= longest_repeated && period * 2 <= text.size(); ++period) {
    if (text.substr(period) == text.substr(0, text.size() - period)) return true;
  }
  Text letters(text);
  std::sort(letters.begin(), letters.end());
  auto const different = std::unique(letters.begin(), letters.end()) - letters.begin();
  return static_cast<std::size_t>(different) < fewest_letters;
}

/// Eight digits that begin or end with a year of our time.
bool is_date(std::u32string_view text) {
  auto const begins_with_century = [](std::u32string_view year) {
    return year.substr(0, 2) == U"19" || year.substr(0, 2) == U"20";
  };
  return text.size() == 8 && std::all_of(text.begin(), text.end(), is_digit) &&
         (begins_with_century(text) || begins_with_century(text.substr(4)));
}

/// The parts of the owner's name and e-mail address.
std::vector<Text> words_of(PasswordOwner const& owner) {
  std::vector<Text> words;
  Text word;
  auto const take = [&] {
    if (word.size() >= shortest_owner_word) words.push_back(word);
    word.clear();
  };
  for (std::string_view const text : {owner.email, owner.name}) {
    for (char32_t const c : decoded(to_lower(text))) {
      if (is_sign(c)) {
        take();
      } else {
        word += c;
      }
    }
    take();
  }
  return words;
}

std::vector<Text> const& common_words() {
  static std::vector<Text> const words = [] {
    std::vector<Text> made;
    for (std::string_view const word : common_password_words()) made.push_back(decoded(word));
    return made;
  }();
  return words;
}

}  // namespace

std::optional<Message> find_password_fault(std::string_view password, PasswordOwner const& owner) {
  if (password.size() > longest_password) {
    return Message{"a password has at most {0} bytes", {std::to_string(longest_password)}};
  }
  if (!is_valid_utf8(password)) return Message{"a password is text in UTF-8"};
  if (decoded(password).size() < shortest_password) {
    return Message{"a password has at least {0} characters", {std::to_string(shortest_password)}};
  }
  Text const text = decoded(to_lower(password));
  if (is_repetition(text) || is_date(text) || is_made_of(text, common_words())) {
    return Message{"this password is among those that are tried first: choose another"};
  }
  std::vector<Text> words = words_of(owner);
  if (words.empty()) return std::nullopt;
  words.insert(words.end(), common_words().begin(), common_words().end());
  if (is_made_of(text, words)) return Message{"this password can be guessed from the name or e-mail address"};
  return std::nullopt;
}

}  // namespace storymap::server
