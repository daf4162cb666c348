// storymap/impl/json_format.ipp - the formats "json" and "jsonl": how they are told from others, what they drop.
// Room: formats. Depends on impl/json_read.ipp.
#pragma once

#include <storymap/detail/dropped.hpp>
#include <storymap/detail/json_keys.hpp>
#include <storymap/detail/write_nouns_json.hpp>
#include <storymap/impl/json_read.ipp>
#include <storymap/visit.hpp>

#include <algorithm>
#include <string>
#include <unordered_map>

STORYMAP_BEGIN

namespace detail {

/// An object is a map by the member it cannot be without. Other JSON is ours until another format knows it better, so
/// that what is wrong with it is said in terms of JSON.
STORYMAP_DECL int detect_json(std::string_view text, std::string_view extension) {
  int const by_name = extension == ".json" || extension == ".storymap" ? 30 : 0;
  if (kind_of_json(first_json_element(text)) == JsonKind::object) return 60;
  int best = by_name;
  JsonKeys keys(text);
  while (std::optional<JsonKey> const key = keys.next()) {
    if (key->name == "storymap") return 100;
    if (key->name == "activities" && key->kind == JsonKind::array) return 80;
    best = std::max(best, key->name == "stories" && key->kind == JsonKind::array ? 70 : 40);
  }
  return best;
}

/// The first line that is not blank, taken off `rest`, without the white space around it.
[[nodiscard]] inline std::string_view next_line(std::string_view& rest) noexcept {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
  std::string_view const line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(line.size());
  return line.substr(0, line.find_last_not_of(" \t\r") + 1);
}

/// An object that ends where its line ends, and another object behind it or a name that says so.
STORYMAP_DECL int detect_jsonl(std::string_view text, std::string_view extension) {
  std::string_view const first = next_line(text);
  std::string_view const second = next_line(text);
  bool const by_name = extension == ".jsonl" || extension == ".ndjson";
  if (!first.starts_with('{')) return 0;
  if (first.ends_with('}') && second.starts_with('{')) return 85;
  return by_name ? 85 : 0;
}

/// A story whose references are titles, as a list without a map around it needs them.
class StoryByTitles {
 public:
  explicit StoryByTitles(Map const& map) {
    for (Release const& release : map.releases) releases_.emplace(release.id, release.title);
    for (Persona const& persona : map.personas) personas_.emplace(persona.id, persona.name);
  }

  [[nodiscard]] Story operator()(Story story) const {
    if (story.release) replace(*story.release, releases_);
    for (PersonaId& persona : story.personas) replace(persona, personas_);
    return story;
  }

 private:
  template <class Id>
  static void replace(Id& id, std::unordered_map<Id, Id> const& titles) {
    if (auto const title = titles.find(id); title != titles.end()) id = title->second;
  }

  std::unordered_map<ReleaseId, ReleaseId> releases_;
  std::unordered_map<PersonaId, PersonaId> personas_;
};

STORYMAP_DECL Result<Export> write_jsonl(Map const& map) {
  StoryByTitles const by_titles(map);
  JsonWriter json;
  for_each_story(map, [&](Activity const&, Task const&, Story const& story) {
    NounWriter(json).write(by_titles(story));
    json.end_line();
  });
  return Export{json.take(), dropped_from(map, jsonl_format().holds)};
}

}  // namespace detail

STORYMAP_DECL Format json_format() noexcept {
  Format format;
  format.id = "json";
  format.name = "storymap JSON";
  format.extensions = ".json .storymap";
  format.holds = Holds::all;
  format.detect = &detail::detect_json;
  format.read = &detail::read_json_unchecked;
  format.write = [](Map const& map) -> Result<Export> { return Export{write_json(map), {}}; };
  return format;
}

STORYMAP_DECL Format jsonl_format() noexcept {
  Format format;
  format.id = "jsonl";
  format.name = "JSON lines, a story each";
  format.extensions = ".jsonl .ndjson";
  format.holds = Holds::titles | Holds::descriptions | Holds::criteria | Holds::releases | Holds::personas |
                 Holds::labels | Holds::status | Holds::priority | Holds::points | Holds::external | Holds::ids |
                 Holds::unknown_fields;
  format.detect = &detail::detect_jsonl;
  format.read = &detail::read_jsonl;
  format.write = &detail::write_jsonl;
  return format;
}

STORYMAP_END
