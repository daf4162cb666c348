// storymap/detail/flat_map.hpp - a list of stories on its way to becoming a map: one activity with one task.
// Room: formats. Depends on model, import_report.hpp, detail/imported_ids.hpp and detail/ordinal_ids.hpp.
#pragma once

#include <storymap/detail/imported_ids.hpp>
#include <storymap/detail/ordinal_ids.hpp>
#include <storymap/import_report.hpp>
#include <storymap/model.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// What the one activity and its one task are called.
inline constexpr std::string_view list_title = "Stories";

/// Finds releases or personas by id or title, and makes those that are not there yet.
template <class Noun>
class NounsByTitle {
 public:
  /// Takes up what `nouns` holds already. Both arguments must outlive this.
  NounsByTitle(std::vector<Noun>& nouns, ImportReport& report) : nouns_(nouns), report_(report) {
    for (Noun const& noun : nouns) ids_.try_emplace(noun.id.str(), noun.id);
    for (Noun const& noun : nouns) ids_.try_emplace(title_of(noun), noun.id);
  }

  [[nodiscard]] Id<Noun> find_or_add(std::string_view title) {
    auto const [at, is_new] = ids_.try_emplace(std::string(title));
    if (is_new) at->second = add(title);
    return at->second;
  }

 private:
  [[nodiscard]] Id<Noun> add(std::string_view title) {
    std::string id;
    do id = ordinals_.next(word_of<Noun>().front());
    while (ids_.contains(id));
    Noun& noun = nouns_.emplace_back();
    noun.id = Id<Noun>(std::move(id));
    report_.made_up.add(noun.id);
    noun.*std::get<0>(fields_of<Noun>).member = title;
    return noun.id;
  }

  std::vector<Noun>& nouns_;
  ImportReport& report_;
  std::unordered_map<std::string, Id<Noun>> ids_;
  OrdinalIds ordinals_;
};

/// What is gathered while the list is read, one story at a time.
class FlatMap {
 public:
  /// `map` may hold a name, releases and personas already; `system` is the id of the format.
  FlatMap(Map map, std::string_view system, ImportReport& report)
      : map_(std::move(map)), system_(system), report_(&report), ids_("story", report) {}

  FlatMap(FlatMap const&) = delete;
  FlatMap& operator=(FlatMap const&) = delete;

  [[nodiscard]] ReleaseId release(std::string_view title) { return releases_.find_or_add(title); }
  [[nodiscard]] PersonaId persona(std::string_view name) { return personas_.find_or_add(name); }

  /// A story id made of what the source calls it; empty, to be filled by `finish`, when it has no name for it.
  [[nodiscard]] StoryId story_id(std::string const& key, std::string_view path, std::size_t line) {
    return key.empty() ? StoryId() : ids_.next(key, path, line);
  }

  void add(Story story) { stories_.push_back(std::move(story)); }

  /// What stands for the source in external references.
  [[nodiscard]] std::string const& system() const noexcept { return system_; }
  [[nodiscard]] ImportReport& report() const noexcept { return *report_; }
  [[nodiscard]] std::size_t size() const noexcept { return stories_.size(); }

  /// The map; nothing may be added afterwards.
  [[nodiscard]] Map finish() {
    Task task{TaskId("t1"), std::string(list_title), {}, std::move(stories_), {}, {}};
    map_.activities.push_back(Activity{ActivityId("a1"), std::string(list_title), {}, {}, {}, {}});
    report_->made_up.add(map_.activities.back().id);
    report_->made_up.add(task.id);
    map_.activities.back().tasks.push_back(std::move(task));
    fill_missing_ids(map_, *report_);
    return std::move(map_);
  }

 private:
  Map map_;
  std::string system_;
  ImportReport* report_;
  ImportedIds<Story> ids_;
  NounsByTitle<Release> releases_{map_.releases, *report_};
  NounsByTitle<Persona> personas_{map_.personas, *report_};
  std::vector<Story> stories_;
};

}  // namespace detail

STORYMAP_END
