// tests/support/random_map.hpp - seeded story maps that hold everything a map can hold, for property tests.
#pragma once

#include <storymap/detail/json_writer.hpp>
#include <storymap/model.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/storymap_test.hpp"

namespace storymap_test {

/// What a generated map may contain. The default is everything JSON can carry; a format that holds less, or a test
/// that wants less, switches things off.
struct MapShape {
  std::size_t activities = 4;  ///< at most, or exactly when `full`
  std::size_t tasks = 4;       ///< per activity
  std::size_t stories = 5;     ///< per task
  bool full = false;           ///< use the sizes above instead of random ones below them
  bool any_text = true;        ///< all planes of Unicode; else ASCII words
  bool line_breaks = true;     ///< "\n" and "\r" in text
  bool controls = true;        ///< other control characters in text (never NUL)
  bool unknown_fields = true;  ///< unknown fields on every noun
  bool externals = true;       ///< external references
  bool links = true;           ///< links between stories
  bool personas = true;        ///< personas, and stories that name them
  bool releases = true;        ///< releases, and stories that name them
  bool awkward_ids = true;     ///< ids with spaces, slashes, quotes and letters of any script
  bool blank_text = true;      ///< empty titles, names, labels and criteria
};

/// Makes maps that satisfy `check`.
class RandomMap {
 public:
  explicit RandomMap(Random& random, MapShape const& shape = {}) : random_(random), shape_(shape) {}

  [[nodiscard]] storymap::Map map() {
    storymap::Map map;
    map.name = text();
    map.description = optional_text();
    map.extra = fields();
    if (shape_.personas) personas(map);
    if (shape_.releases) releases(map);
    for (std::size_t i = size(shape_.activities); i > 0; --i) map.activities.push_back(activity(map));
    if (shape_.links) links(map);
    return map;
  }

  /// A story that belongs to no map yet: no persona, no release.
  [[nodiscard]] storymap::Story story() { return story({}); }

  [[nodiscard]] std::string text() {
    std::string out;
    do out = any_text();
    while (out.empty() && !shape_.blank_text);
    return out;
  }

  /// One JSON value as compact text, exactly as a reader hands it back.
  [[nodiscard]] std::string json_value() {
    storymap::detail::JsonWriter json;
    write_value(json, 3);
    return json.take();
  }

  /// Unknown fields; their names are no words of the schema.
  [[nodiscard]] storymap::Fields fields() {
    storymap::Fields fields;
    if (!shape_.unknown_fields || random_.chance(0.6)) return fields;
    for (std::size_t i = 1 + random_.below(3); i > 0; --i) fields.set("x-" + text(), json_value());
    return fields;
  }

  [[nodiscard]] std::vector<storymap::External> externals() {
    std::vector<storymap::External> out;
    if (!shape_.externals || random_.chance(0.7)) return out;
    for (std::size_t i = 1 + random_.below(2); i > 0; --i) {
      std::string const key = "SHOP-" + std::to_string(random_.below(1000));
      out.push_back({random_.chance(0.5) ? "jira" : text(), key, "https://example.com/" + key, fields()});
    }
    return out;
  }

 private:
  /// Characters that some format gives a meaning to.
  static std::vector<std::string> const& snippets() {
    static std::vector<std::string> const all = {
        "\"", "'",   "\\",  "/",      ",",   ";",    "\t",    "\n",  "\r\n", "\r",   "|",  "#",    "# ",
        "- ", "* ",  "1. ", "> ",     "```", "<b>",  "&amp;", "[x]", "[ ]",  "](u)", "{}", "null", "true",
        "= ", "---", "~",   "`code`", "  ",  "\n\n", ":",     "@a",  "%s",   "\\n",  "$1", "-1",   "\xEF\xBB\xBF"};
    return all;
  }

  [[nodiscard]] std::size_t size(std::size_t most) { return shape_.full ? most : random_.below(most + 1); }

  [[nodiscard]] std::string word() {
    static std::vector<std::string> const words = {"user", "pays",    "order", "by", "card",  "sees",  "the",
                                                   "cart", "invoice", "as",    "a",  "admin", "wants", "report"};
    return random_.pick(words);
  }

  [[nodiscard]] std::string words() {
    std::string out = word();
    for (std::size_t i = random_.below(8); i > 0; --i) out += ' ' + word();
    return out;
  }

  [[nodiscard]] std::string any_text() {
    if (shape_.blank_text && random_.chance(0.05)) return {};
    if (!shape_.any_text || random_.chance(0.4)) return words();
    std::string out;
    for (std::size_t i = 1 + random_.below(4); i > 0; --i) {
      switch (random_.below(3)) {
        case 0: out += words(); break;
        case 1: out += random_.pick(snippets()); break;
        default: out += random_.text(8); break;
      }
    }
    return allowed(out);
  }

  /// Drops the characters the shape does not allow, and NUL, which no text contains.
  [[nodiscard]] std::string allowed(std::string text) const {
    std::erase_if(text, [&](char byte) {
      auto const code = static_cast<unsigned char>(byte);
      if (byte == '\n' || byte == '\r') return !shape_.line_breaks;
      return code == 0 || (code < 0x20 && byte != '\t' && !shape_.controls);
    });
    return text;
  }

  [[nodiscard]] std::string optional_text() { return random_.chance(0.5) ? text() : std::string(); }

  /// An identifier that `taken` does not hold yet.
  [[nodiscard]] std::string id(char prefix, std::set<std::string>& taken) {
    std::string id = prefix + std::to_string(taken.size() + 1);
    if (shape_.awkward_ids && random_.chance(0.1)) {
      static std::vector<std::string> const endings = {" /", "~1", "\"", "\\", "\xD0\x96", "\xF0\x9F\x8F\xAA",
                                                       "-2", "%"};
      id += random_.pick(endings);
    }
    while (!taken.insert(id).second) id += '+';
    return id;
  }

  /// Sets what all nouns have.
  template <class Noun>
  void common(Noun& noun, char prefix, std::set<std::string>& taken) {
    noun.id = storymap::Id<Noun>(id(prefix, taken));
    noun.description = optional_text();
    noun.external = externals();
    noun.extra = fields();
  }

  void personas(storymap::Map& map) {
    for (std::size_t i = random_.below(4); i > 0; --i) {
      storymap::Persona persona;
      common(persona, 'p', persona_ids_);
      persona.name = text();
      map.personas.push_back(std::move(persona));
    }
  }

  void releases(storymap::Map& map) {
    for (std::size_t i = random_.below(4); i > 0; --i) {
      storymap::Release release;
      common(release, 'r', release_ids_);
      release.title = text();
      map.releases.push_back(std::move(release));
    }
  }

  [[nodiscard]] storymap::Activity activity(storymap::Map const& map) {
    storymap::Activity activity;
    common(activity, 'a', activity_ids_);
    activity.title = text();
    for (std::size_t i = size(shape_.tasks); i > 0; --i) activity.tasks.push_back(task(map));
    return activity;
  }

  [[nodiscard]] storymap::Task task(storymap::Map const& map) {
    storymap::Task task;
    common(task, 't', task_ids_);
    task.title = text();
    for (std::size_t i = size(shape_.stories); i > 0; --i) task.stories.push_back(story(map));
    return task;
  }

  [[nodiscard]] storymap::Story story(storymap::Map const& map) {
    storymap::Story story;
    common(story, 's', story_ids_);
    story.title = text();
    for (std::size_t i = random_.below(4); i > 0; --i) story.acceptance_criteria.push_back(text());
    if (random_.chance(0.5)) story.priority = random_.pick(std::vector<std::string>{"MVP", "Must", "High", text()});
    story.status = static_cast<storymap::Status>(random_.below(4));
    if (random_.chance(0.4)) story.points = points();
    for (std::size_t i = random_.below(3); i > 0; --i) add_once(story.labels, text());
    if (!map.personas.empty() && random_.chance(0.5)) {
      for (std::size_t i = 1 + random_.below(2); i > 0; --i) add_once(story.personas, random_.pick(map.personas).id);
    }
    if (!map.releases.empty() && random_.chance(0.7)) story.release = random_.pick(map.releases).id;
    return story;
  }

  [[nodiscard]] double points() {
    double const whole = static_cast<double>(random_.below(100));
    return random_.chance(0.7) ? whole : whole / 7;
  }

  template <class T>
  static void add_once(std::vector<T>& list, T item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(std::move(item));
  }

  void links(storymap::Map& map) {
    std::vector<std::string> const ids(story_ids_.begin(), story_ids_.end());
    if (ids.size() < 2) return;
    for (std::size_t i = random_.below(5); i > 0; --i) {
      storymap::Link link{static_cast<storymap::LinkKind>(random_.below(3)), storymap::StoryId(random_.pick(ids)),
                          storymap::StoryId(random_.pick(ids)), fields()};
      bool const listed = std::any_of(map.links.begin(), map.links.end(),
                                      [&](storymap::Link const& other) { return same_link(link, other); });
      if (link.from != link.to && !listed) map.links.push_back(std::move(link));
    }
  }

  void write_value(storymap::detail::JsonWriter& json, std::size_t depth) {
    switch (random_.below(depth == 0 ? 6 : 8)) {
      case 0: json.null(); return;
      case 1: json.value(random_.chance(0.5)); return;
      case 2: json.value(static_cast<std::int64_t>(random_.below(2000)) - 1000); return;
      case 3: json.value(points() - 50); return;
      // Integers that fit no machine type: readers keep their digits.
      case 4: json.raw(random_.chance(0.1) ? "-123456789012345678901234567890" : "18446744073709551615"); return;
      case 5: json.value(text()); return;
      case 6: write_array(json, depth - 1); return;
      default: write_object(json, depth - 1); return;
    }
  }

  void write_array(storymap::detail::JsonWriter& json, std::size_t depth) {
    json.begin_array();
    for (std::size_t i = random_.below(4); i > 0; --i) write_value(json, depth);
    json.end_array();
  }

  void write_object(storymap::detail::JsonWriter& json, std::size_t depth) {
    json.begin_object();
    for (std::size_t i = random_.below(4); i > 0; --i) {
      json.key("k" + std::to_string(i) + text());
      write_value(json, depth);
    }
    json.end_object();
  }

  Random& random_;
  MapShape shape_;
  std::set<std::string> activity_ids_, task_ids_, story_ids_, release_ids_, persona_ids_;
};

/// A map of the given shape.
[[nodiscard]] inline storymap::Map random_map(Random& random, MapShape const& shape = {}) {
  return RandomMap(random, shape).map();
}

}  // namespace storymap_test
