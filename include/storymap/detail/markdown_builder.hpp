// storymap/detail/markdown_builder.hpp - builds a map in the order of a text: ids, names and links are settled last.
// Room: formats. Depends on model, import_report.hpp, id_giver.hpp and markdown_tags.hpp.
#pragma once

#include <storymap/detail/id_giver.hpp>
#include <storymap/detail/link_rules.hpp>
#include <storymap/detail/markdown_tags.hpp>
#include <storymap/detail/noun_fields.hpp>
#include <storymap/detail/repeats.hpp>
#include <storymap/import_report.hpp>
#include <storymap/model.hpp>
#include <storymap/visit.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::markdown {

[[nodiscard]] inline std::string line_word(std::size_t line) { return "line " + std::to_string(line); }

class MapBuilder {
 public:
  explicit MapBuilder(ImportReport& report) : report_(report) {}

  Map map;

  [[nodiscard]] bool failed() const noexcept { return error_.has_value(); }

  /// Keeps the first offence.
  void fail(Errc code, std::string message, std::size_t line) {
    if (!error_) error_ = Error{code, std::move(message), line_word(line)};
  }

  void note(ImportNote::Kind kind, std::string message, std::size_t line = 0) {
    report_.add(kind, std::move(message), {}, line);
  }

  /// Puts a noun behind its siblings. `id` may be empty.
  template <class Noun>
  Noun& add(std::vector<Noun>& siblings, std::string title, std::string id, std::size_t line) {
    Noun& noun = siblings.emplace_back();
    std::string& its_title = title_of(noun);
    its_title = std::move(title);
    if (!id.empty() && !giver<Noun>().claim(id)) {
      fail(Errc::duplicate_id, "the id '" + id + "' is used twice", line);
    }
    noun.id = Id<Noun>(std::move(id));
    return noun;
  }

  /// The activity that is open; where none is, one with the name of the map, if it has one.
  Activity& activity(std::size_t line) {
    if (map.activities.empty()) {
      note(ImportNote::Kind::defaulted, "an activity named after the map holds what stands in none", line);
      add(map.activities, map.name.empty() ? "Stories" : map.name, {}, line);
    }
    return map.activities.back();
  }

  /// The task that is open; where none is, one with the title of the activity.
  Task& task(std::size_t line) {
    Activity& parent = activity(line);
    if (parent.tasks.empty()) {
      note(ImportNote::Kind::defaulted, "a task named after its activity holds the stories that stand in none", line);
      add(parent.tasks, parent.title, {}, line);
    }
    return parent.tasks.back();
  }

  /// The place of the story that was added last.
  [[nodiscard]] StoryPlace last_story() const noexcept {
    std::vector<Task> const& tasks = map.activities.back().tasks;
    return {map.activities.size() - 1, tasks.size() - 1, tasks.back().stories.size() - 1};
  }

  /// Gives the last story what its tags say.
  void tag_story(Story& story, std::vector<Tag>& tags, std::size_t line) {
    for (Tag& tag : tags) {
      switch (tag.sigil) {
        case '#': story.labels.push_back(std::move(tag.value)); break;
        case '!': set_once(story.priority.empty(), story.priority, std::move(tag.value), line); break;
        case '~': set_once(!story.points, story.points, number_of(tag.value), line); break;
        case '@':
        case '^': references_.push_back({last_story(), std::move(tag), line}); break;
        default: break;
      }
    }
    remove_repeats(story.labels);
  }

  void add_link(LinkKind kind, std::string from, std::string to, std::size_t line) {
    map.links.push_back({kind, StoryId(std::move(from)), StoryId(std::move(to)), {}});
    link_lines_.push_back(line);
  }

  /// Gives the missing ids, then finds the personas, releases and stories that the text names.
  [[nodiscard]] Result<Map> finish() {
    give_ids(map.personas);
    give_ids(map.releases);
    give_ids(map.activities);
    for (Activity& each : map.activities) give_ids(each.tasks);
    for_each_task(map, [&](Activity&, Task& each) { give_ids(each.stories); });
    resolve_references();
    check_links();
    if (error_) return Failure{*std::move(error_)};
    return std::move(map);
  }

 private:
  /// A persona or release that a story names.
  struct Reference {
    StoryPlace story;
    Tag tag;
    std::size_t line;
  };

  template <class Noun>
  IdGiver<Noun>& giver() noexcept {
    return std::get<IdGiver<Noun>>(givers_);
  }

  template <class Noun>
  void give_ids(std::vector<Noun>& nouns) {
    for (Noun& noun : nouns) give_id(noun);
  }

  template <class Noun>
  void give_id(Noun& noun) {
    bool const made_up = noun.id.empty();
    giver<Noun>().give(noun.id);
    if (made_up) report_.made_up.add(noun.id);
  }

  template <class T, class V>
  void set_once(bool is_unset, T& field, V value, std::size_t line) {
    if (!is_unset) note(ImportNote::Kind::dropped, "a story has one priority, one estimate and one release", line);
    if (is_unset) field = std::move(value);
  }

  /// Finds nouns by title and adds those that the text names but does not list.
  template <class Noun>
  class Names {
   public:
    Names(MapBuilder& builder, std::vector<Noun>& nouns, char const* what)
        : builder_(builder), nouns_(nouns), what_(what) {
      for (Noun const& noun : nouns) by_title_.try_emplace(title_of(noun), noun.id);
      for (Noun const& noun : nouns) by_title_.try_emplace(noun.id.str(), noun.id);
    }

    [[nodiscard]] Id<Noun> find(Reference const& reference) {
      std::string const& name = reference.tag.value;
      if (reference.tag.is_id) {
        if (!builder_.template giver<Noun>().is_taken(name)) {
          builder_.fail(Errc::unknown_id, "no " + what_ + " has the id '" + name + "'", reference.line);
        }
        return Id<Noun>(name);
      }
      if (auto const known = by_title_.find(name); known != by_title_.end()) return known->second;
      note_added(name, reference.line);
      Noun& noun = builder_.add(nouns_, name, {}, reference.line);
      builder_.give_id(noun);
      return by_title_.try_emplace(name, noun.id).first->second;
    }

   private:
    void note_added(std::string const& name, std::size_t line) {
      builder_.report_.add_one_of(ImportNote::Kind::defaulted, "more " + what_ + "s that are not listed were added",
                                  "the " + what_ + " '" + name + "' is not listed and was added", {}, line);
    }

    MapBuilder& builder_;
    std::vector<Noun>& nouns_;
    std::string what_;
    std::unordered_map<std::string, Id<Noun>> by_title_;
  };

  void resolve_references() {
    Names<Persona> personas(*this, map.personas, "persona");
    Names<Release> releases(*this, map.releases, "release");
    for (Reference const& reference : references_) {
      StoryPlace const& at = reference.story;
      Story& story = map.activities[at.activity].tasks[at.task].stories[at.story];
      if (reference.tag.sigil == '^') {
        set_once(!story.release, story.release, releases.find(reference), reference.line);
      } else {
        story.personas.push_back(personas.find(reference));
      }
    }
    for_each_story(map, [](Activity&, Task&, Story& story) { remove_repeats(story.personas); });
  }

  void check_links() {
    LinkSet seen;
    for (std::size_t i = 0; i < map.links.size(); ++i) {
      check_ends(
          map.links[i], [&](StoryId const& id) { return giver<Story>().is_taken(id.str()); },
          [&](LinkPart, Errc code, std::string message) { fail(code, std::move(message), link_lines_[i]); });
      if (!seen.insert(map.links[i])) fail(Errc::duplicate_id, "the same link is listed twice", link_lines_[i]);
    }
  }

  ImportReport& report_;
  std::optional<Error> error_;
  std::tuple<IdGiver<Activity>, IdGiver<Task>, IdGiver<Story>, IdGiver<Release>, IdGiver<Persona>> givers_{
      'a', 't', 's', 'r', 'p'};
  std::vector<Reference> references_;
  std::vector<std::size_t> link_lines_;
};

}  // namespace detail::markdown

STORYMAP_END
