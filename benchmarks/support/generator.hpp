// benchmarks/support/generator.hpp - a seeded corpus of any size: the same texts on every machine.
#pragma once

#include "language.hpp"
#include "random.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storymap_bench {

/// Texts with the statistics of issues: lengths, word frequencies, new names that keep coming, near-duplicates.
///
/// Text k depends on the seed and k alone. So a smaller corpus is the beginning of a larger one, and no text has to be
/// kept to write a near-duplicate of it: it is made again.
class Generator {
 public:
  Generator(std::string_view english, std::string_view russian, std::uint64_t seed = 1)
      : english_(english, 280), russian_(russian, 500), seed_(seed) {}

  /// A text that was written by editing an earlier one.
  struct Planted {
    std::uint32_t source = 0;
    std::uint32_t edited = 0;  ///< how many of 1000 words were edited
  };

  /// What text `number` was planted from, if it was.
  [[nodiscard]] std::optional<Planted> planted(std::uint32_t number) const {
    Random random = random_of(number);
    return plan(number, random);
  }

  [[nodiscard]] std::string text(std::uint32_t number) const {
    std::string joined;
    for (std::string const& word : make(number).words) {
      if (!joined.empty()) joined += ' ';
      joined += word;
    }
    return joined;
  }

 private:
  static constexpr std::uint32_t planted_share = 80;  ///< all shares are in thousandths
  static constexpr std::uint32_t most_edited = 350;
  static constexpr std::uint32_t russian_share = 150;
  static constexpr std::uint32_t new_share = 20;    ///< words nobody has written before
  static constexpr std::uint32_t again_share = 20;  ///< such words of an earlier text

  struct Text {
    std::vector<std::string> words;
    Language const* language;
  };

  [[nodiscard]] Random random_of(std::uint32_t number) const { return Random(mix(seed_) + number); }

  [[nodiscard]] static std::optional<Planted> plan(std::uint32_t number, Random& random) {
    if (number == 0 || !random.chance(planted_share)) return std::nullopt;
    std::uint32_t const source = random.below(number);
    return Planted{source, random.below(most_edited + 1)};
  }

  /// The number of words, from the deciles of the lengths of real issues cut off at 10 and 200.
  static std::uint32_t length(Random& random) {
    static constexpr std::array<std::uint32_t, 11> deciles = {10, 14, 20, 28, 38, 50, 66, 86, 112, 149, 200};
    std::uint32_t const decile = random.below(10);
    return deciles[decile] + random.below(deciles[decile + 1] - deciles[decile] + 1);
  }

  [[nodiscard]] Text make(std::uint32_t number) const {
    Random random = random_of(number);
    if (auto const from = plan(number, random)) {
      Text text = make(from->source);
      edit(text, from->edited, random);
      return text;
    }
    return write(number, random);
  }

  [[nodiscard]] Text write(std::uint32_t number, Random& random) const {
    Language const& language = random.chance(russian_share) ? russian_ : english_;
    Text text{{}, &language};
    text.words.resize(length(random));
    std::uint32_t last = language.any(random);
    std::uint32_t names = 0;
    for (std::string& word : text.words) {
      last = language.after(last, random);
      bool const is_name = random.chance(new_share + again_share);
      word = is_name ? language.made_up(name_key(number, names++, random)) : language.word(last);
    }
    return text;
  }

  /// A name of this text, or one that an earlier text has room for; so the number of different names grows with the
  /// corpus, as Heaps' law has it.
  [[nodiscard]] std::uint64_t name_key(std::uint32_t number, std::uint32_t name, Random& random) const {
    bool const again = number > 0 && random.below(new_share + again_share) < again_share;
    if (!again) return key_of(number, name);
    std::uint32_t const earlier = random.below(number);
    return key_of(earlier, random.below(2));
  }

  [[nodiscard]] std::uint64_t key_of(std::uint32_t number, std::uint32_t name) const {
    return mix(mix(seed_) ^ (std::uint64_t{number} * 256 + name));
  }

  /// Edits so many of 1000 words: half of them are replaced, a quarter goes, and a quarter gets a new neighbour.
  static void edit(Text& text, std::uint32_t share, Random& random) {
    std::vector<std::string> edited;
    edited.reserve(text.words.size() + text.words.size() / 4);
    for (std::string& word : text.words) {
      std::uint32_t const how = random.chance(share) ? random.below(4) : 4;
      if (how == 3 || how == 4) edited.push_back(std::move(word));
      if (how != 2 && how != 4) edited.push_back(text.language->word(text.language->any(random)));
    }
    if (!edited.empty()) text.words = std::move(edited);
  }

  Language english_;
  Language russian_;
  std::uint64_t seed_;
};

}  // namespace storymap_bench
