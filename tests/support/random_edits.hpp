// tests/support/random_edits.hpp - seeded edits of a map, most of them possible, for property tests.
#pragma once

#include <storymap/detail/noun_fields.hpp>
#include <storymap/edit.hpp>

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/random_map.hpp"

namespace storymap_test {

/// A map small enough for many cases, with everything a map can hold.
[[nodiscard]] inline MapShape small_shape() {
  MapShape shape;
  shape.activities = 3;
  shape.tasks = 3;
  shape.stories = 4;
  return shape;
}

/// Makes edits. Ids of new nouns start with `mark`, so that two makers never use the same one.
class RandomEdits {
 public:
  explicit RandomEdits(Random& random, std::string mark = "new-")
      : random_(random), values_(random, small_shape()), mark_(std::move(mark)) {}

  /// An edit that is likely to fit the map.
  [[nodiscard]] storymap::Edit edit(storymap::Map const& map) {
    switch (random_.below(10)) {
      case 0: return add(map);
      case 1:
        return of_any_noun([&]<class Noun>(Noun*) { return storymap::Edit(storymap::Remove<Noun>{id<Noun>(map)}); });
      case 2:
      case 3:
        return of_any_noun([&]<class Noun>(Noun*) {
          return storymap::Edit(storymap::Move<Noun>{id<Noun>(map), place<Noun>(map)});
        });
      case 4: return storymap::SetMap{random_.pick(Words{"name", "description", "x-" + values_.text()}), value(map)};
      case 5: return link(map);
      case 6: return label(map);
      case 7:
        return of_any_noun([&]<class Noun>(Noun*) {
          return storymap::Edit(storymap::Set<Noun>{id<Noun>(map), random_.pick(words()), value(map)});
        });
      default: return set_story(map);
    }
  }

  /// Edits that fit, `count` of them, and the map they make of `map`. Some come from plans of removals.
  std::vector<storymap::Edit> valid(storymap::Map& map, std::size_t count) {
    std::vector<storymap::Edit> edits;
    for (std::size_t tries = 0; edits.size() < count && tries < 20 * count; ++tries) {
      std::vector<storymap::Edit> next = {edit(map)};
      if (random_.chance(0.1)) {
        next = of_any_noun([&]<class Noun>(Noun*) { return storymap::plan_remove(map, id<Noun>(map)); });
      }
      if (apply(map, next)) edits.insert(edits.end(), next.begin(), next.end());
    }
    return edits;
  }

  /// The id of a noun of the map, if there is one; now and then of none.
  template <class Noun>
  [[nodiscard]] storymap::Id<Noun> id(storymap::Map const& map) {
    std::vector<storymap::Id<Noun>> ids;
    storymap::detail::for_each_family<Noun>(map, [&](auto const&, std::vector<Noun> const& siblings) {
      for (Noun const& noun : siblings) ids.push_back(noun.id);
    });
    if (ids.empty() || random_.chance(0.02)) return storymap::Id<Noun>("nobody");
    return random_.pick(ids);
  }

  template <class Noun>
  [[nodiscard]] storymap::Place<Noun> place(storymap::Map const& map) {
    std::vector<storymap::Place<Noun>> places;
    storymap::detail::for_each_family<Noun>(map, [&](auto const& parent, std::vector<Noun> const& siblings) {
      places.push_back({parent, std::nullopt});
      for (Noun const& noun : siblings) places.push_back({parent, noun.id});
    });
    if (random_.chance(0.03)) places.push_back({{}, storymap::Id<Noun>("nobody")});
    return places.empty() ? storymap::Place<Noun>{} : random_.pick(places);
  }

 private:
  using Words = std::vector<std::string>;

  /// Calls `make(Noun*)` for a noun type, mostly the small ones.
  template <class F>
  [[nodiscard]] std::invoke_result_t<F, storymap::Story*> of_any_noun(F&& make) {
    switch (random_.below(8)) {
      case 0: return make(static_cast<storymap::Activity*>(nullptr));
      case 1:
      case 2: return make(static_cast<storymap::Task*>(nullptr));
      case 3: return make(static_cast<storymap::Release*>(nullptr));
      case 4: return make(static_cast<storymap::Persona*>(nullptr));
      default: return make(static_cast<storymap::Story*>(nullptr));
    }
  }

  template <class Noun>
  [[nodiscard]] storymap::Id<Noun> new_id() {
    return storymap::Id<Noun>(mark_ + std::to_string(++made_));
  }

  [[nodiscard]] storymap::Edit add(storymap::Map const& map) {
    return of_any_noun([&]<class Noun>(Noun*) {
      Noun noun;
      if constexpr (std::is_same_v<Noun, storymap::Story>) {
        noun = values_.story();
        if (random_.chance(0.5)) noun.release = id<storymap::Release>(map);
        if (random_.chance(0.5)) noun.personas = {id<storymap::Persona>(map)};
      }
      noun.*(std::get<0>(storymap::detail::fields_of<Noun>).member) = mark_ + std::to_string(made_) + values_.text();
      noun.id = random_.chance(0.03) ? id<Noun>(map) : new_id<Noun>();
      noun.extra = values_.fields();
      noun.external = values_.externals();
      return storymap::Edit(storymap::Add<Noun>{std::move(noun), place<Noun>(map)});
    });
  }

  [[nodiscard]] storymap::Edit link(storymap::Map const& map) {
    storymap::LinkKey const other = map.links.empty() ? storymap::LinkKey{} : key_of(random_.pick(map.links));
    if (random_.chance(0.4)) return storymap::RemoveLink{other};
    storymap::AddLink edit{{static_cast<storymap::LinkKind>(random_.below(3)), id<storymap::Story>(map),
                            id<storymap::Story>(map), values_.fields()},
                           {}};
    if (random_.chance(0.5)) edit.after = other;
    return edit;
  }

  [[nodiscard]] storymap::Edit label(storymap::Map const& map) {
    storymap::StoryId const story = id<storymap::Story>(map);
    storymap::Story const* const found = find(map, story);
    std::string const other = found == nullptr || found->labels.empty() ? "none" : random_.pick(found->labels);
    if (random_.chance(0.4)) return storymap::RemoveLabel{story, other};
    storymap::AddLabel edit{story, mark_ + values_.text(), {}};
    if (random_.chance(0.5)) edit.after = other;
    return edit;
  }

  /// Words of fields of any noun, and of none.
  [[nodiscard]] Words words() {
    return {"title", "name", "description", "external", "acceptance_criteria", "id", "x-a", "x-" + values_.text()};
  }

  /// A value of any type.
  [[nodiscard]] storymap::Value value(storymap::Map const& map) {
    switch (random_.below(8)) {
      case 0: return std::monostate{};
      case 1: return static_cast<double>(random_.below(10)) - 1;
      case 2: return Words{values_.text(), values_.text()};
      case 3: return values_.externals();
      case 4: return storymap::JsonText{values_.json_value()};
      case 5: return id<storymap::Release>(map).str();
      default: return values_.text();
    }
  }

  /// A field of a story with a value that suits it.
  [[nodiscard]] storymap::Edit set_story(storymap::Map const& map) {
    storymap::StoryId const story = id<storymap::Story>(map);
    auto const set = [&](std::string field, storymap::Value value) {
      return storymap::Edit(storymap::Set<storymap::Story>{story, std::move(field), std::move(value)});
    };
    switch (random_.below(9)) {
      case 0: return set("title", values_.text());
      case 1: return set("description", values_.text());
      case 2: return set("acceptance_criteria", Words{values_.text(), values_.text()});
      case 3: return set("status", random_.pick(Words{"todo", "in_progress", "done", "blocked", "open"}));
      case 4: return set("points", random_.chance(0.3) ? storymap::Value{} : value(map));
      case 5: return set("personas", Words{id<storymap::Persona>(map).str()});
      case 6: return set("release", random_.chance(0.3) ? storymap::Value{} : id<storymap::Release>(map).str());
      case 7: return set("external", values_.externals());
      default:
        return set("x-" + values_.text(),
                   random_.chance(0.3) ? storymap::Value{} : storymap::JsonText{values_.json_value()});
    }
  }

  [[nodiscard]] static storymap::LinkKey key_of(storymap::Link const& link) { return {link.kind, link.from, link.to}; }

  Random& random_;
  RandomMap values_;
  std::string mark_;
  std::size_t made_ = 0;
};

}  // namespace storymap_test
