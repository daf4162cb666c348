// src/cli/settings.cpp - the texts of options as values.
// Room: cli.
#include "settings.hpp"

#include <storymap/validate.hpp>

#include <charconv>
#include <initializer_list>
#include <limits>
#include <type_traits>
#include <utility>

namespace storymap::cli {

namespace {

/// Reads all of `text` as a number.
template <class Number>
[[nodiscard]] std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Reads a number within [least, most].
template <class Number>
[[nodiscard]] bool set_number(Number& out, std::string_view text, std::type_identity_t<Number> least,
                              std::type_identity_t<Number> most) {
  std::optional<Number> const number = parse_number<Number>(text);
  if (!number || !(*number >= least && *number <= most)) return false;
  out = *number;
  return true;
}

/// Reads a share: above 0 and at most 1.
[[nodiscard]] bool set_share(double& out, std::string_view text) {
  double share = 0;
  if (!set_number(share, text, 0.0, 1.0) || share == 0) return false;
  out = share;
  return true;
}

template <class Value>
[[nodiscard]] bool set_word(Value& out, std::string_view text,
                            std::initializer_list<std::pair<std::string_view, std::type_identity_t<Value>>> words) {
  for (auto const& [word, value] : words) {
    if (text != word) continue;
    out = value;
    return true;
  }
  return false;
}

/// "title=3" or "title=Summary".
[[nodiscard]] bool add_column(std::vector<ColumnChoice>& columns, std::string_view text) {
  std::size_t const equals = text.find('=');
  if (equals == 0 || equals == std::string_view::npos || equals + 1 == text.size()) return false;
  ColumnChoice choice;
  choice.field = text.substr(0, equals);
  std::string_view const column = text.substr(equals + 1);
  if (auto const number = parse_number<std::size_t>(column)) {
    if (*number == 0) return false;
    choice.number = *number;
  } else {
    choice.header = column;
  }
  columns.push_back(std::move(choice));
  return true;
}

[[nodiscard]] bool set_name(std::string& out, std::string_view text) {
  out = text;
  return !text.empty();
}

}  // namespace

namespace set {

bool shape(Settings& settings, std::string_view value) {
  return set_word(
      settings.shape, value,
      {{"text", Shape::text}, {"json", Shape::json}, {"markdown", Shape::markdown}, {"edits", Shape::edits}});
}

bool output(Settings& settings, std::string_view value) {
  settings.output = value == "-" ? std::string_view() : value;
  return !value.empty();
}

bool color(Settings& settings, std::string_view value) {
  return set_word(settings.color, value,
                  {{"auto", ColorChoice::automatic}, {"always", ColorChoice::always}, {"never", ColorChoice::never}});
}

bool language(Settings& settings, std::string_view value) {
  return set_word(settings.language, value, {{"en", Language::en}, {"ru", Language::ru}});
}

bool quiet(Settings& settings, std::string_view) { return settings.quiet = true; }
bool timings(Settings& settings, std::string_view) { return settings.timings = true; }
bool help(Settings& settings, std::string_view) { return settings.help = true; }
bool version(Settings& settings, std::string_view) { return settings.version = true; }

bool input_format(Settings& settings, std::string_view value) {
  Format const* const format = find_format(value);
  return format != nullptr && format->read != nullptr && set_name(settings.input_format, value);
}

bool encoding(Settings& settings, std::string_view value) {
  settings.encoding = parse_encoding(value);
  return settings.encoding.has_value();
}

bool columns(Settings& settings, std::string_view value) {
  while (true) {
    std::size_t const comma = value.find(',');
    if (!add_column(settings.columns, value.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    value.remove_prefix(comma + 1);
  }
}

bool archived(Settings& settings, std::string_view value) {
  return set_word(settings.archived, value, {{"keep", true}, {"drop", false}});
}

bool profile(Settings& settings, std::string_view value) {
  return find_profile(value) != nullptr && set_name(settings.profile, value);
}

bool similar(Settings& settings, std::string_view value) { return set_share(settings.similar, value); }

bool duplicate(Settings& settings, std::string_view value) { return set_share(settings.duplicate.emplace(), value); }

bool measure(Settings& settings, std::string_view value) {
  return set_word(settings.measure, value, {{"cosine", Measure::cosine}, {"jaccard", Measure::jaccard}});
}

bool rank(Settings& settings, std::string_view value) {
  return set_word(settings.ranking, value, {{"similarity", Ranking::similarity}, {"bm25", Ranking::bm25}});
}

bool ngrams(Settings& settings, std::string_view value) {
  constexpr std::size_t longest = 10;
  std::size_t const comma = value.find(',');
  std::string_view const most = comma == std::string_view::npos ? value : value.substr(comma + 1);
  NgramRange& range = settings.ngrams;
  return set_number(range.min, value.substr(0, comma), 1, longest) && set_number(range.max, most, range.min, longest);
}

bool max_df(Settings& settings, std::string_view value) { return set_share(settings.max_df, value); }

bool stop_words(Settings& settings, std::string_view value) { return set_name(settings.stop_words, value); }

bool threads(Settings& settings, std::string_view value) { return set_number(settings.threads, value, 0, 1024); }

bool simd(Settings& settings, std::string_view value) {
  std::optional<Simd> const found = value == "auto" ? best_simd() : find_simd(value);
  if (!found || !has_simd(*found)) return false;
  settings.simd = *found;
  return true;
}

bool limit(Settings& settings, std::string_view value) {
  return set_number(settings.limit.emplace(), value, 0, std::numeric_limits<std::size_t>::max());
}

bool min_score(Settings& settings, std::string_view value) {
  return set_number(settings.min_score.emplace(), value, 0, 100);
}

bool max_duplicates(Settings& settings, std::string_view value) {
  return set_number(settings.max_duplicates.emplace(), value, 0, std::numeric_limits<std::size_t>::max());
}

bool text(Settings& settings, std::string_view value) {
  settings.text = value;
  return !value.empty();
}

bool at_least(Settings& settings, std::string_view value) { return set_number(settings.at_least, value, 0.0, 1.0); }

bool to(Settings& settings, std::string_view value) {
  Format const* const format = find_format(value);
  // What can only be read is refused later, in words that say so.
  return format != nullptr && set_name(settings.to, value);
}

bool exit_code(Settings& settings, std::string_view) { return settings.exit_code = true; }

}  // namespace set

}  // namespace storymap::cli
