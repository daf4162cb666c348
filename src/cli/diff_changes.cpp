// src/cli/diff_changes.cpp - edits as the changes people speak of.
// Room: cli.
#include "diff_changes.hpp"

#include <storymap/detail/edit_values.hpp>
#include <storymap/detail/json_writer.hpp>
#include <storymap/detail/noun_fields.hpp>
#include <storymap/detail/noun_words.hpp>

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "diff_external.hpp"
#include "diff_texts.hpp"
#include "stats_texts.hpp"

namespace storymap::cli {

namespace {

/// Adds up edits into changes.
class ChangeCollector {
 public:
  ChangeCollector(MapLookup const& before, MapLookup const& after, Language language)
      : before_(before), after_(after), language_(language) {}

  template <class Noun>
  void operator()(Add<Noun> const& edit) {
    put(ChangeKind::added, word<Noun>(), detail::title_of(edit.value), after_.place(edit.value.id));
  }

  template <class Noun>
  void operator()(Remove<Noun> const& edit) {
    put(ChangeKind::removed, word<Noun>(), title(before_, edit.id), before_.place(edit.id));
  }

  template <class Noun>
  void operator()(Move<Noun> const& edit) {
    Change& change = put(ChangeKind::moved, word<Noun>(), title(after_, edit.id), before_.place(edit.id));
    change.to = after_.place(edit.id);
    if (change.to != change.place || !edit.place.after) return;
    change.to = format_one(diff_texts::behind, title(after_, *edit.place.after));
  }

  template <class Noun>
  void operator()(Set<Noun> const& edit) {
    Noun const* const noun = before_.find(edit.id);
    if (edit.field == std::get<0>(detail::fields_of<Noun>).word) {
      put(ChangeKind::renamed, word<Noun>(), title(before_, edit.id), after_.place(edit.id)).to =
          text_of(edit.field, edit.value);
    } else {
      Value const old = noun == nullptr ? Value() : value_of(*noun, edit.field);
      add_field(changed(word<Noun>(), edit.id.str(), title(after_, edit.id), after_.place(edit.id)), edit.field, old,
                edit.value);
    }
  }

  void operator()(SetMap const& edit) {
    Change& change = changed("map", {}, after_.map().name, {});
    add_field(change, edit.field, value_of(before_.map(), edit.field), edit.value);
  }

  void operator()(AddLink const& edit) {
    put(ChangeKind::added, "link", link_title(after_, edit.value.kind, edit.value.from, edit.value.to), {});
  }
  void operator()(RemoveLink const& edit) {
    put(ChangeKind::removed, "link", link_title(before_, edit.link.kind, edit.link.from, edit.link.to), {});
  }
  void operator()(AddLabel const& edit) { labels(edit.story).come.push_back(edit.label); }
  void operator()(RemoveLabel const& edit) { labels(edit.story).gone.push_back(edit.label); }

  [[nodiscard]] std::vector<Change> take() {
    for (ExternalEdit const& edit : external_) compare_external(edit);
    return std::move(changes_);
  }

 private:
  template <class Noun>
  [[nodiscard]] static std::string word() {
    return std::string(detail::word_of<Noun>());
  }

  /// The title of a noun, or its id when it has none.
  template <class Noun>
  [[nodiscard]] static std::string title(MapLookup const& map, Id<Noun> const& id) {
    Noun const* const noun = map.find(id);
    return noun == nullptr || detail::title_of(*noun).empty() ? id.str() : detail::title_of(*noun);
  }

  [[nodiscard]] std::string format_one(LocalText const& text, std::string const& argument) const {
    return format(text, std::span(&argument, 1), language_);
  }

  [[nodiscard]] std::string link_title(MapLookup const& map, LinkKind kind, StoryId const& from,
                                       StoryId const& to) const {
    std::string arguments[] = {title(map, from), title(map, to)};
    if (arguments[0] == arguments[1]) {
      arguments[0] += " (" + from.str() + ')';
      arguments[1] += " (" + to.str() + ')';
    }
    return format(diff_texts::link(kind), arguments, language_);
  }

  Change& put(ChangeKind kind, std::string noun, std::string title, std::string place) {
    changes_.push_back({kind, std::move(noun), std::move(title), std::move(place), {}, {}});
    changed_ids_.emplace_back();
    return changes_.back();
  }

  /// The change that collects the fields of a noun.
  Change& changed(std::string const& noun, std::string const& id, std::string const& title, std::string const& place) {
    for (std::size_t k = changes_.size(); k-- > 0;) {
      if (changes_[k].kind == ChangeKind::changed && changes_[k].noun == noun && changed_ids_[k] == id) {
        return changes_[k];
      }
    }
    Change& change = put(ChangeKind::changed, noun, title, place);
    changed_ids_.back() = id;
    return change;
  }

  FieldChange& labels(StoryId const& story) {
    Change& change = changed("story", story.str(), title(after_, story), after_.place(story));
    for (FieldChange& field : change.fields) {
      if (field.field == "labels") return field;
    }
    change.fields.push_back({"labels", {}, {}, true, {}, {}});
    return change.fields.back();
  }

  /// References, which are compared when all other fields of their noun are known.
  struct ExternalEdit {
    std::size_t change = 0;
    std::vector<External> before;
    std::vector<External> after;
  };

  [[nodiscard]] static std::vector<External> references(Value const& value) {
    auto const* const list = std::get_if<std::vector<External>>(&value);
    return list == nullptr ? std::vector<External>() : *list;
  }

  void compare_external(ExternalEdit const& edit) {
    std::vector<FieldChange>& fields = changes_[edit.change].fields;
    auto const at = std::find_if(fields.begin(), fields.end(), [](auto& field) { return field.field == "external"; });
    if (auto change = external_change(edit.before, edit.after, fields)) {
      *at = std::move(*change);
    } else {
      fields.erase(at);
    }
  }

  void add_field(Change& change, std::string const& field, Value const& before, Value const& after) {
    if (std::holds_alternative<std::vector<External>>(before) || std::holds_alternative<std::vector<External>>(after)) {
      auto const index = static_cast<std::size_t>(&change - changes_.data());
      external_.push_back({index, references(before), references(after)});
    }
    FieldChange entry{field, text_of(field, before), text_of(field, after), false, {}, {}};
    auto const* const old_list = std::get_if<std::vector<std::string>>(&before);
    auto const* const new_list = std::get_if<std::vector<std::string>>(&after);
    if (old_list != nullptr && new_list != nullptr) {
      entry.is_list = true;
      entry.gone = missing(field, *old_list, *new_list);
      entry.come = missing(field, *new_list, *old_list);
    }
    change.fields.push_back(std::move(entry));
  }

  /// What of `list` is not in `other`, in words.
  [[nodiscard]] std::vector<std::string> missing(std::string const& field, std::vector<std::string> const& list,
                                                 std::vector<std::string> other) const {
    std::vector<std::string> out;
    for (std::string const& item : list) {
      auto const same = std::find(other.begin(), other.end(), item);
      if (same == other.end()) {
        out.push_back(field == "personas" ? persona_name(item) : item);
      } else {
        other.erase(same);
      }
    }
    return out;
  }

  template <class Owner>
  [[nodiscard]] static Value value_of(Owner const& owner, std::string const& field) {
    Value value = detail::to_value(owner.extra.find(field));
    detail::for_each_field<Owner>([&](auto const& row) {
      if (row.word == field) value = detail::to_value(owner.*row.member);
    });
    return value;
  }

  [[nodiscard]] std::string persona_name(std::string const& id) const {
    Persona const* persona = after_.find(PersonaId(id));
    if (persona == nullptr) persona = before_.find(PersonaId(id));
    return persona == nullptr ? id : persona->name;
  }

  [[nodiscard]] std::string release_title(std::string const& id) const {
    Release const* release = after_.find(ReleaseId(id));
    if (release == nullptr) release = before_.find(ReleaseId(id));
    return release == nullptr ? id : release->title;
  }

  [[nodiscard]] std::string text_of(std::string const& field, Value const& value) const {
    if (auto const* const text = std::get_if<std::string>(&value)) {
      if (field == "status") return std::string(stats_texts::status(*text).in(language_));
      return field == "release" ? release_title(*text) : *text;
    }
    std::string out;
    if (auto const* const number = std::get_if<double>(&value)) detail::append_json_number(out, *number);
    if (auto const* const json = std::get_if<JsonText>(&value)) out = json->text;
    return out;
  }

  MapLookup const& before_;
  MapLookup const& after_;
  Language language_;
  std::vector<Change> changes_;
  std::vector<ExternalEdit> external_;
  std::vector<std::string> changed_ids_;  ///< of each change that collects fields
};

}  // namespace

std::vector<Change> changes_of(std::span<Edit const> edits, MapLookup const& before, MapLookup const& after,
                               Language language) {
  ChangeCollector collector(before, after, language);
  for (Edit const& edit : edits) std::visit(collector, edit);
  return collector.take();
}

}  // namespace storymap::cli
