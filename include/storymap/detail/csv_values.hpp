// storymap/detail/csv_values.hpp - values in the cells of foreign CSV files: numbers, lists, criteria.
// Room: formats. Depends on text.hpp and json_writer.hpp.
#pragma once

#include <storymap/detail/json_writer.hpp>
#include <storymap/text.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

/// One value as a JSON string, several as an array of strings.
[[nodiscard]] inline std::string json_of(std::vector<std::string> const& values) {
  JsonWriter json;
  if (values.size() == 1) return json.value(values.front()).take();
  json.begin_array();
  for (std::string const& value : values) json.value(value);
  return json.end_array().take();
}

/// A number of points: finite, 0 or more, with a decimal point or a decimal comma whatever the locale.
[[nodiscard]] inline std::optional<double> parse_points(std::string_view text) {
  std::string number(text);
  std::replace(number.begin(), number.end(), ',', '.');
  double points = 0;
  auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), points);
  bool const good = error == std::errc() && end == number.data() + number.size() && std::isfinite(points);
  return good && points >= 0 ? std::optional(points) : std::nullopt;
}

/// Appends the items of a list: "ux, web", "ux; web", or one a line.
inline void split_list(std::string_view text, std::vector<std::string>& items) {
  while (!text.empty()) {
    std::size_t const end = std::min(text.find_first_of(",;|\n\r"), text.size());
    std::string_view const item = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!item.empty()) items.emplace_back(item);
  }
}

/// A line without the mark of a list: "- ", "* ", "# ", "1. ", "2) ", "[ ] ".
[[nodiscard]] inline std::string_view without_bullet(std::string_view line) {
  line = trim(line);
  std::size_t const digits = std::min(line.find_first_not_of("0123456789"), line.size());
  bool const numbered =
      digits > 0 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
  if (numbered) line = trim(line.substr(digits + 1));
  for (std::string_view const mark : {"- ", "* ", "# ", "+ ", "\xE2\x80\xA2", "[ ] ", "[x] ", "[X] "}) {
    if (line.starts_with(mark)) line = trim(line.substr(mark.size()));
  }
  return line;
}

/// Appends one criterion a line. The steps of a Gherkin scenario stay together: alone they say nothing.
inline void split_criteria(std::string_view text, std::vector<std::string>& criteria) {
  bool in_scenario = false;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find_first_of("\n\r"), text.size());
    std::string_view const line = without_bullet(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    std::string const lower = to_lower(line.substr(0, 8));
    bool const step = lower.starts_with("when ") || lower.starts_with("then ") || lower.starts_with("and ") ||
                      lower.starts_with("but ");
    if (in_scenario && step) {
      criteria.back().append("\n").append(line);
    } else {
      criteria.emplace_back(line);
      in_scenario = lower.starts_with("given ");
    }
  }
}

}  // namespace detail::csv

STORYMAP_END
