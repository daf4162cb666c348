// src/cli/settings.hpp - what the options of a command line say.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/analysis.hpp>
#include <storymap/encoding.hpp>
#include <storymap/formats.hpp>
#include <storymap/rules.hpp>
#include <storymap/similarity.hpp>
#include <storymap/vectorizer.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::cli {

/// The forms an answer may take.
enum class Shape { text, json, markdown, edits };

[[nodiscard]] constexpr std::string_view to_string(Shape shape) noexcept {
  switch (shape) {
    case Shape::text: return "text";
    case Shape::json: return "json";
    case Shape::markdown: return "markdown";
    case Shape::edits: return "edits";
  }
  return "text";
}

enum class ColorChoice { automatic, always, never };

/// The values of all options of all commands, with their defaults.
struct Settings {
  Shape shape = Shape::text;
  std::string output;  ///< file to write instead of standard output; empty: none
  ColorChoice color = ColorChoice::automatic;
  std::optional<Language> language;
  bool quiet = false;
  bool timings = false;
  bool help = false;
  bool version = false;

  std::string input_format;
  std::optional<Encoding> encoding;
  std::vector<ColumnChoice> columns;
  bool archived = true;

  std::string profile = "compat";
  double similar = 0.7;
  std::optional<double> duplicate;
  Measure measure = Measure::cosine;
  Ranking ranking = Ranking::similarity;
  NgramRange ngrams = {1, 2};
  double max_df = 0.95;
  std::string stop_words = "compat";
  unsigned threads = 0;
  Simd simd = best_simd();

  std::optional<std::size_t> limit;
  std::optional<int> min_score;
  std::optional<std::size_t> max_duplicates;

  std::optional<std::string> text;
  double at_least = 0;
  std::string to;
  bool exit_code = false;

  /// Stories at least this alike are duplicates: what was asked for, else 0.9, but never less than `similar`.
  [[nodiscard]] double duplicate_threshold() const noexcept {
    constexpr double usual = 0.9;
    return duplicate.value_or(similar > usual ? similar : usual);
  }
};

/// Sets one value from its text; returns false when the text does not say one. A switch ignores its text.
using Setter = bool (*)(Settings& settings, std::string_view value);

namespace set {

bool shape(Settings& settings, std::string_view value);
bool output(Settings& settings, std::string_view value);
bool color(Settings& settings, std::string_view value);
bool language(Settings& settings, std::string_view value);
bool quiet(Settings& settings, std::string_view value);
bool timings(Settings& settings, std::string_view value);
bool help(Settings& settings, std::string_view value);
bool version(Settings& settings, std::string_view value);
bool input_format(Settings& settings, std::string_view value);
bool encoding(Settings& settings, std::string_view value);
bool columns(Settings& settings, std::string_view value);
bool archived(Settings& settings, std::string_view value);
bool profile(Settings& settings, std::string_view value);
bool similar(Settings& settings, std::string_view value);
bool duplicate(Settings& settings, std::string_view value);
bool measure(Settings& settings, std::string_view value);
bool rank(Settings& settings, std::string_view value);
bool ngrams(Settings& settings, std::string_view value);
bool max_df(Settings& settings, std::string_view value);
bool stop_words(Settings& settings, std::string_view value);
bool threads(Settings& settings, std::string_view value);
bool simd(Settings& settings, std::string_view value);
bool limit(Settings& settings, std::string_view value);
bool min_score(Settings& settings, std::string_view value);
bool max_duplicates(Settings& settings, std::string_view value);
bool text(Settings& settings, std::string_view value);
bool at_least(Settings& settings, std::string_view value);
bool to(Settings& settings, std::string_view value);
bool exit_code(Settings& settings, std::string_view value);

}  // namespace set

}  // namespace storymap::cli
