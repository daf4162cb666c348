// benchmarks/support/language.hpp - which words there are in a language, and which word follows which.
#pragma once

#include "random.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace storymap_bench {

/// An order-1 Markov chain over the words of a sample text, one document a line. A place in the sample stands for the
/// word there; the words behind all places of the same word are what may follow it.
class Language {
 public:
  /// `jump` thousandths of the words do not follow from the word before: they are drawn by their frequency alone. A
  /// small sample needs many such jumps, or its sentences would be repeated word for word.
  Language(std::string_view sample, std::uint32_t jump) : jump_(jump) {
    std::map<std::string_view, std::uint32_t> numbers;
    for (std::size_t at = 0; at < sample.size();) {
      std::size_t const end = std::min(sample.find_first_of(" \n", at), sample.size());
      if (end > at) add(sample.substr(at, end - at), numbers);
      if (end < sample.size() && sample[end] == '\n') place_.push_back(end_of_document);
      at = end + 1;
    }
    place_.push_back(end_of_document);
  }

  [[nodiscard]] std::string const& word(std::uint32_t number) const { return words_[number]; }

  /// A word by its frequency.
  [[nodiscard]] std::uint32_t any(Random& random) const {
    while (true) {
      std::uint32_t const number = place_[random.below(static_cast<std::uint32_t>(place_.size()))];
      if (number != end_of_document) return number;
    }
  }

  /// A word that follows another.
  [[nodiscard]] std::uint32_t after(std::uint32_t number, Random& random) const {
    if (random.chance(jump_)) return any(random);
    std::vector<std::uint32_t> const& places = places_of_[number];
    std::uint32_t const follower = place_[places[random.below(static_cast<std::uint32_t>(places.size()))] + 1];
    return follower == end_of_document ? any(random) : follower;
  }

  /// A made-up word that `key` stands for: the first half of one word and the last half of another; every fourth has a
  /// number behind it.
  [[nodiscard]] std::string made_up(std::uint64_t key) const {
    Random random(key);
    std::string const& head = words_[random.below(static_cast<std::uint32_t>(words_.size()))];
    std::string const& tail = words_[random.below(static_cast<std::uint32_t>(words_.size()))];
    std::string result = head.substr(0, middle(head)) + tail.substr(middle(tail));
    if (random.chance(250)) result += std::to_string(random.below(10000));
    return result;
  }

 private:
  static constexpr std::uint32_t end_of_document = 0xffffffff;

  void add(std::string_view word, std::map<std::string_view, std::uint32_t>& numbers) {
    auto const [known, is_new] = numbers.try_emplace(word, static_cast<std::uint32_t>(words_.size()));
    if (is_new) {
      words_.emplace_back(word);
      places_of_.emplace_back();
    }
    places_of_[known->second].push_back(static_cast<std::uint32_t>(place_.size()));
    place_.push_back(known->second);
  }

  /// The middle of a word, not within a character of UTF-8.
  static std::size_t middle(std::string const& word) {
    std::size_t at = (word.size() + 1) / 2;
    while (at < word.size() && (static_cast<unsigned char>(word[at]) & 0xc0U) == 0x80U) ++at;
    return at;
  }

  std::uint32_t jump_;
  std::vector<std::string> words_;
  std::vector<std::uint32_t> place_;
  std::vector<std::vector<std::uint32_t>> places_of_;
};

}  // namespace storymap_bench
