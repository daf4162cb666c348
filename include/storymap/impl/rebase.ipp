// storymap/impl/rebase.ipp - bodies of edit.hpp: carrying edits over the changes of others.
// Room: model.
#pragma once

#include <storymap/detail/map_editor.hpp>
#include <storymap/edit.hpp>

#include <algorithm>

STORYMAP_BEGIN

namespace detail {

/// Replays the edits twice in step: on `base`, where they were made, and on `current`, where they are to go. What the
/// two maps differ in just before an edit is what others did.
class Rebaser {
 public:
  Rebaser(Map const& base, Map const& current)
      : base_map_(base), current_map_(current), base_(base_map_), current_(current_map_) {}

  Result<Rebased> run(std::span<Edit const> edits) {
    for (std::size_t i = 0; i < edits.size(); ++i) {
      number_ = i;
      std::optional<Edit> rewritten = std::visit([this](auto edit) { return rewrite(std::move(edit)); }, edits[i]);
      if (Result<Edit> made = base_.apply(edits[i]); !made) return located(std::move(made));
      if (!rewritten) continue;
      if (Result<Edit> made = current_.apply(*rewritten); !made) return located(std::move(made));
      rebased_.edits.push_back(*std::move(rewritten));
    }
    return std::move(rebased_);
  }

 private:
  // Each `rewrite` returns the edit as `current` needs it, or nothing when `current` already has its effect. What it
  // lets through wrongly, a vanished target for one, is refused when the edit is applied.

  template <class Noun>
  std::optional<Edit> rewrite(Add<Noun> edit) {
    settle(edit.value.id, edit.place);
    return edit;
  }

  template <class Noun>
  std::optional<Edit> rewrite(Remove<Noun> edit) {
    if (!current_.index().contains(edit.id)) return std::nullopt;
    Noun const* const was = base_.find(edit.id);
    if (was != nullptr && (moved_by_others(edit.id) || !same_content(*was, *current_.find(edit.id)))) {
      note(RebaseNote::Kind::overwritten, path_of(edit.id));
    }
    return edit;
  }

  template <class Noun>
  std::optional<Edit> rewrite(Move<Noun> edit) {
    ParentId<Noun> const* const now = current_.index().parent(edit.id);
    if (now != nullptr && moved_by_others(edit.id) && !(*now == edit.place.parent)) {
      note(RebaseNote::Kind::overwritten, path_of(edit.id) + "/place");
    }
    settle(edit.id, edit.place);
    return edit;
  }

  template <class Noun>
  std::optional<Edit> rewrite(Set<Noun> edit) {
    Noun const* const was = base_.find(edit.id);
    Noun const* const now = current_.find(edit.id);
    if (was != nullptr && now != nullptr) compare(*was, *now, edit.field, edit.value, path_of(edit.id));
    return edit;
  }

  std::optional<Edit> rewrite(SetMap edit) {
    compare(base_.map(), current_.map(), edit.field, edit.value, "");
    return edit;
  }

  std::optional<Edit> rewrite(AddLink edit) {
    LinkKey const key = key_of(edit.value);
    if (Link const* const now = current_.find(key)) {
      if (*now == edit.value) return std::nullopt;
      note(RebaseNote::Kind::overwritten, path_of(key));
      take_away(key);
    }
    if (edit.after && !current_.index().contains(*edit.after)) {
      edit.after.reset();
      if (!current_.links().empty()) edit.after = key_of(current_.links().back());
      note(RebaseNote::Kind::place_lost, path_of(key));
    }
    return edit;
  }

  std::optional<Edit> rewrite(RemoveLink edit) {
    Link const* const was = base_.find(edit.link);
    Link const* const now = current_.find(edit.link);
    if (now == nullptr) return std::nullopt;
    if (was != nullptr && *was != *now) note(RebaseNote::Kind::overwritten, path_of(edit.link));
    return edit;
  }

  std::optional<Edit> rewrite(AddLabel edit) {
    Story const* const now = current_.find(edit.story);
    if (now == nullptr) return edit;
    if (has_label(*now, edit.label)) return std::nullopt;
    if (edit.after && !has_label(*now, *edit.after)) {
      edit.after.reset();
      if (!now->labels.empty()) edit.after = now->labels.back();
      note(RebaseNote::Kind::place_lost, path_below(path_of(edit.story) + "/labels", edit.label));
    }
    return edit;
  }

  std::optional<Edit> rewrite(RemoveLabel edit) {
    Story const* const now = current_.find(edit.story);
    if (now != nullptr && !has_label(*now, edit.label)) return std::nullopt;
    return edit;
  }

  /// Makes room for a link with other fields: a link has none to set.
  void take_away(LinkKey const& key) {
    Edit const edit = RemoveLink{key};
    [[maybe_unused]] bool const removed = current_.apply(edit).has_value();
    STORYMAP_ASSERT(removed);
    rebased_.edits.push_back(edit);
  }

  /// Sends a noun whose `after` no longer stands in the parent to the parent's end.
  template <class Noun>
  void settle(Id<Noun> const& id, Place<Noun>& place) {
    auto const* const siblings = current_.siblings<Noun>(place.parent);
    if (siblings == nullptr || !place.after) return;
    ParentId<Noun> const* const where = current_.index().parent(*place.after);
    if (where != nullptr && *where == place.parent) return;
    auto const last =
        std::find_if(siblings->rbegin(), siblings->rend(), [&](Noun const& other) { return other.id != id; });
    place.after.reset();
    if (last != siblings->rend()) place.after = last->id;
    note(RebaseNote::Kind::place_lost, path_of(id) + "/place");
  }

  template <class Noun>
  [[nodiscard]] bool moved_by_others(Id<Noun> const& id) const {
    ParentId<Noun> const* const was = base_.index().parent(id);
    ParentId<Noun> const* const now = current_.index().parent(id);
    return was != nullptr && now != nullptr && !(*was == *now);
  }

  /// Reports a field that others have set to something else than this edit does.
  template <class Owner>
  void compare(Owner const& was, Owner const& now, std::string const& field, Value const& wanted, std::string path) {
    Value const current = get_field(now, field);
    if (current == get_field(was, field) || current == wanted) return;
    note(RebaseNote::Kind::overwritten, path_below(std::move(path), field));
  }

  template <class Owner>
  [[nodiscard]] static Value get_field(Owner const& owner, std::string const& field) {
    std::optional<Value> known;
    for_each_field<Owner>([&](auto const& row) {
      if (row.word == field) known = to_value(owner.*row.member);
    });
    return known ? *std::move(known) : to_value(owner.extra.find(field));
  }

  [[nodiscard]] static bool has_label(Story const& story, std::string const& label) {
    return std::find(story.labels.begin(), story.labels.end(), label) != story.labels.end();
  }

  void note(RebaseNote::Kind kind, std::string path) { rebased_.notes.push_back({kind, number_, std::move(path)}); }

  [[nodiscard]] Failure located(Result<Edit>&& refused) const {
    Error error = std::move(refused).error();
    error.path.insert(0, "/" + std::to_string(number_));
    return Failure{std::move(error)};
  }

  Map base_map_, current_map_;
  MapEditor base_, current_;
  std::size_t number_ = 0;
  Rebased rebased_;
};

}  // namespace detail

STORYMAP_DECL Result<Rebased> rebase(std::span<Edit const> edits, Map const& base, Map const& current) {
  return detail::Rebaser(base, current).run(edits);
}

STORYMAP_END
