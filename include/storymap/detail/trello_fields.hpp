// storymap/detail/trello_fields.hpp - the custom fields of a board, and what they say about a card.
// Room: formats. Depends on model, import_report.hpp, detail/trello_board.hpp and detail/trello_words.hpp.
#pragma once

// Comes first: header-only, its bodies include headers of detail that include it.
#include <storymap/edit.hpp>

#include <storymap/detail/imported_ids.hpp>
#include <storymap/detail/json_writer.hpp>
#include <storymap/detail/schema_words.hpp>
#include <storymap/detail/trello_board.hpp>
#include <storymap/detail/trello_words.hpp>
#include <storymap/import_report.hpp>
#include <storymap/model.hpp>
#include <storymap/text.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The whole of `text` as a finite number.
[[nodiscard]] inline std::optional<double> finite_number(std::string_view text) noexcept {
  double number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const whole = error == std::errc() && end == text.data() + text.size();
  return whole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// The points that a text field holds as people write them ("3", "0,5").
[[nodiscard]] inline std::optional<double> points_of(std::string_view text) {
  std::string digits(trim(text));
  std::replace(digits.begin(), digits.end(), ',', '.');
  std::optional<double> const points = finite_number(digits);
  return points && *points >= 0 ? points : std::nullopt;
}

/// The value of a custom field, whose text is `text`, as JSON. Trello writes numbers and truth values as strings.
[[nodiscard]] inline std::string field_json(TrelloValue const& value, std::string const& text) {
  std::string json;
  if (std::optional<double> const number = finite_number(value.number.text)) {
    append_json_number(json, *number);
  } else if (value.checked.text == "true" || value.checked.text == "false") {
    json = value.checked.text;
  } else {
    append_json_string(json, text);
  }
  return json;
}

/// Sets the points and priority of stories from the fields named like them; all other fields stay unknown fields.
class TrelloFields {
 public:
  TrelloFields(TrelloBoard const& board, ImportReport& report) : report_(&report) {
    for (std::size_t i = 0; i < board.fields.size(); ++i) add(board.fields[i], "/customFields/" + std::to_string(i));
  }

  void apply(TrelloCard const& card, std::string const& path, Story& story) {
    std::vector<Field> unknown;
    for (std::size_t i = 0; i < card.fields.size(); ++i) {
      TrelloFieldItem const& item = card.fields[i];
      std::string const item_path = path + "/customFieldItems/" + std::to_string(i);
      std::string const text = text_of(item, item_path);
      if (text.empty() || became_points(item, text, item_path, story)) continue;
      if (item.field == priority_ && story.priority.empty()) {
        story.priority = text;
      } else {
        unknown.push_back({name_of(item, item_path), field_json(item.value, text)});
      }
    }
    story.extra.assign(std::move(unknown));
  }

 private:
  void add(TrelloField const& field, std::string const& path) {
    if (!points_ && names_points(field.name)) {
      points_ = field.id;
      report_->add(ImportNote::Kind::read, "a custom field named like an estimate is the points", path);
    } else if (!priority_ && names_priority(field.name)) {
      priority_ = field.id;
      report_->add(ImportNote::Kind::read, "a custom field named like a priority is the priority", path);
    }
    names_.emplace(field.id, unique_name(field.name, path));
    for (TrelloOption const& option : field.options) options_.emplace(option.id, option.value.text.text);
  }

  /// A name that no word of the story and no other field has.
  std::string unique_name(std::string const& name, std::string const& path) {
    std::string wanted = name.empty() ? "custom field" : name;
    if (is_schema_word<Story>(wanted)) wanted += " (Trello)";
    if (!taken_.take(wanted)) wanted = taken_.take_numbered(wanted);
    if (wanted != name) {
      report_->add(ImportNote::Kind::renamed, "a custom field got a name that no other field of a story has", path);
    }
    return wanted;
  }

  std::string name_of(TrelloFieldItem const& item, std::string const& path) {
    if (auto const known = names_.find(item.field); known != names_.end()) return known->second;
    report_->add(ImportNote::Kind::defaulted, "a custom field that the export lacks is named by its id", path);
    std::string const name = unique_name("custom field " + item.field, path);
    return names_.emplace(item.field, name).first->second;
  }

  /// The value as text; empty when the card has none.
  std::string text_of(TrelloFieldItem const& item, std::string const& path) {
    TrelloValue const& value = item.value;
    for (JsonScalar const* scalar : {&value.text, &value.number, &value.date, &value.checked}) {
      if (!scalar->text.empty()) return scalar->text;
    }
    if (item.option.empty()) return {};
    if (auto const known = options_.find(item.option); known != options_.end()) return known->second;
    report_->add(ImportNote::Kind::defaulted, "an option that its custom field lacks is named by its id", path);
    return item.option;
  }

  bool became_points(TrelloFieldItem const& item, std::string const& text, std::string const& path, Story& story) {
    if (item.field != points_ || story.points) return false;
    story.points = points_of(text);
    if (!story.points) {
      report_->add(ImportNote::Kind::not_understood, "an estimate that is no number of points stayed an unknown field",
                   path);
    }
    return story.points.has_value();
  }

  ImportReport* report_;
  std::optional<std::string> points_;  ///< id of the field
  std::optional<std::string> priority_;
  UniqueTexts taken_;
  std::unordered_map<std::string, std::string> names_;
  std::unordered_map<std::string, std::string> options_;
};

}  // namespace detail

STORYMAP_END
