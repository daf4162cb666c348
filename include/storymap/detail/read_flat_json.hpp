// storymap/detail/read_flat_json.hpp - stories out of JSON objects that know no map: backlogs, issues, data sets.
// Room: formats. Depends on detail/read_map_json.hpp, detail/flat_map.hpp and detail/csv_words.hpp.
//
// An object is read for what it says: `title`, `summary`, `name` or `text`; `description` or `body`; and the words of
// schema v1 where their values have the shape the schema gives them. A word of the schema with another shape, or a
// status in the words of a team, goes to the story's external reference; all other members are kept as they are.
// An issue of GitHub (`number` and `html_url`) is known by its number.
#pragma once

#include <storymap/detail/csv_words.hpp>
#include <storymap/detail/flat_map.hpp>
#include <storymap/detail/read_map_json.hpp>
#include <storymap/detail/repeats.hpp>
#include <storymap/detail/schema_words.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The first of the words that names a member which is not null.
template <JsonValue V>
[[nodiscard]] std::string_view first_present(V const& object, std::span<std::string_view const> words) {
  std::size_t best = words.size();
  object.for_each_member([&](std::string_view name, V const& value) {
    auto const at = static_cast<std::size_t>(std::find(words.begin(), words.end(), name) - words.begin());
    if (at < best && value.kind() != JsonKind::null) best = at;
  });
  return best == words.size() ? std::string_view() : words[best];
}

/// The texts of a list; an object stands for its "name". Nothing when the value is no list of those.
template <JsonValue V>
[[nodiscard]] std::optional<std::vector<std::string>> names_in(V const& value) {
  if (value.kind() != JsonKind::array) return std::nullopt;
  std::optional<std::vector<std::string>> names(std::in_place);
  value.for_each_element([&](V const& element) {
    std::optional<V> name = element;
    if (element.kind() == JsonKind::object) name = find_member(element, "name");
    if (!name || name->kind() != JsonKind::string) return names.reset();
    if (names) names->emplace_back(name->string());
  });
  return names;
}

/// Which of its words an object uses for what has several.
struct FlatWords {
  static constexpr std::array<std::string_view, 4> titles = {"title", "summary", "name", "text"};
  static constexpr std::array<std::string_view, 2> descriptions = {"description", "body"};
  static constexpr std::array<std::string_view, 2> statuses = {"status", "state"};
  static constexpr std::array<std::string_view, 2> estimates = {"points", "story_points"};

  template <JsonValue V>
  explicit FlatWords(V const& object)
      : title(first_present<V>(object, titles)),
        description(first_present<V>(object, descriptions)),
        status(first_present<V>(object, statuses)),
        points(first_present<V>(object, estimates)),
        is_issue(find_member(object, "number") && find_member(object, "html_url")) {}

  std::string_view title, description, status, points;
  bool is_issue;  ///< of GitHub
};

/// Reads one object into a FlatMap.
template <JsonValue V>
class FlatReader : private NounReader<V> {
 public:
  /// `line` is that of the object in a file of lines, 0 elsewhere.
  explicit FlatReader(FlatMap& flat, std::size_t line = 0) : flat_(flat), line_(line) {}

  using NounReader<V>::failed;
  using NounReader<V>::failure;

  void read_story(V const& object, JsonPlace const& at) {
    if (!this->must_be(JsonKind::object, object, at)) return;
    FlatWords const words(object);
    if (words.title.empty()) {
      return this->fail(Errc::invalid_field, "expected one of the members 'title', 'summary', 'name' and 'text'", at);
    }
    Story story;
    External origin{words.is_issue ? "github" : flat_.system(), {}, {}, {}};
    this->each_member(object, at, story.extra, [&](std::string_view name, V const& value, JsonPlace const& here) {
      if (name == words.title) return this->read(value, here, story.title), true;
      if (name == words.description) return this->read(value, here, story.description), true;
      if (name == (words.is_issue ? "number" : "id")) return this->read_key(value, here, origin.key), true;
      if (name == "html_url" && words.is_issue) return this->read(value, here, origin.url), true;
      if (value.kind() == JsonKind::null) return is_schema_word<Story>(name);
      if (name == words.status) return take_status(name, value, story, origin);
      if (take(name == words.points ? "points" : name, value, here, story, origin)) return true;
      return is_schema_word<Story>(name) && keep(name, value, origin);
    });
    if (!failed()) add(std::move(story), std::move(origin), words.is_issue, at);
  }

 private:
  /// Takes a member whose value has the shape that the schema gives it.
  bool take(std::string_view name, V const& value, JsonPlace const& at, Story& story, External& origin) {
    JsonKind const kind = value.kind();
    if (name == "priority" && kind == JsonKind::string) return this->read(value, at, story.priority), true;
    if (name == "release" && kind == JsonKind::string) return story.release = flat_.release(value.string()), true;
    if (name == "external" && kind == JsonKind::array) return this->read(value, at, story.external), true;
    if (name == "points") return take_points(value, story);
    if (name == "acceptance_criteria") return take_criteria(value, story);
    if (name == "labels") return take_labels(name, value, story, origin);
    if (name == "personas") return take_personas(value, story);
    return false;
  }

  /// A word of the schema, or one of a team: what it says stays with the external reference.
  bool take_status(std::string_view name, V const& value, Story& story, External& origin) {
    std::string_view const word = value.kind() == JsonKind::string ? value.string() : std::string_view();
    if (std::optional<Status> const exact = parse_status(word)) return story.status = *exact, true;
    std::optional<Status> const meant = csv::find_status_word(csv::csv_word(word));
    if (!meant && !is_schema_word<Story>(name)) return false;
    if (!meant) {
      flat_.report().add(ImportNote::Kind::defaulted, "a status in words we do not know counts as todo", {}, line_);
    }
    story.status = meant.value_or(Status::todo);
    return keep(name, value, origin);
  }

  static bool take_points(V const& value, Story& story) {
    if (value.kind() != JsonKind::number || value.number() < 0) return false;
    return story.points = value.number(), true;
  }

  /// A list, or text with a criterion on each line.
  static bool take_criteria(V const& value, Story& story) {
    if (value.kind() != JsonKind::string) return take_names(value, story.acceptance_criteria);
    std::string_view rest = value.string();
    while (!rest.empty()) {
      std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (!line.empty()) story.acceptance_criteria.emplace_back(line);
    }
    return true;
  }

  /// Labels that are objects have colours and ids too, which stay with the external reference.
  bool take_labels(std::string_view name, V const& value, Story& story, External& origin) {
    if (!take_names(value, story.labels)) return false;
    remove_repeats(story.labels);
    bool has_objects = false;
    value.for_each_element([&](V const& label) { has_objects = has_objects || label.kind() == JsonKind::object; });
    return !has_objects || keep(name, value, origin);
  }

  bool take_personas(V const& value, Story& story) {
    std::vector<std::string> names;
    if (!take_names(value, names)) return false;
    for (std::string const& name : names) story.personas.push_back(flat_.persona(name));
    remove_repeats(story.personas);
    return true;
  }

  static bool take_names(V const& value, std::vector<std::string>& out) {
    std::optional<std::vector<std::string>> names = names_in(value);
    if (!names) return false;
    out = *std::move(names);
    return true;
  }

  static bool keep(std::string_view name, V const& value, External& origin) {
    return origin.fields.set(std::string(name), value.text()), true;
  }

  void add(Story story, External origin, bool is_issue, JsonPlace const& at) {
    story.id = flat_.story_id(origin.key, at.pointer(), line_);
    bool const renamed = !origin.key.empty() && story.id.str() != origin.key;
    if (is_issue || renamed || !origin.fields.empty()) story.external.push_back(std::move(origin));
    flat_.add(std::move(story));
  }

  FlatMap& flat_;
  std::size_t line_;
};

/// Reads an array of stories, or an object that has one as its member "stories".
template <JsonValue V>
[[nodiscard]] Result<Map> read_flat_document(V const& root, ImportReport& report) {
  JsonPlace const top;
  JsonPlace const inside(top, "stories");
  bool const is_list = root.kind() == JsonKind::array;
  V stories = root;
  Map map;
  NounReader<V> reader;
  if (!is_list) {
    reader.each_member(root, top, map.extra, [&](std::string_view name, V const& value, JsonPlace const& here) {
      if (name == "stories") return stories = value, true;
      return reader.member(name, value, here, map);
    });
  }
  fill_missing_ids(map, report);
  FlatMap flat(std::move(map), "json", report);
  FlatReader<V> story_reader(flat);
  reader.each_element(stories, is_list ? top : inside,
                      [&](V const& story, JsonPlace const& here) { story_reader.read_story(story, here); });
  if (reader.failed()) return reader.failure();
  if (story_reader.failed()) return story_reader.failure();
  report.count("stories", flat.size());
  return flat.finish();
}

}  // namespace detail

STORYMAP_END
