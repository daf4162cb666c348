// storymap/impl/merge_match.ipp - bodies of merge.hpp: which noun of `theirs` is which noun of ours.
// Room: model.
#pragma once

#include <storymap/detail/id_renames.hpp>
#include <storymap/detail/noun_fields.hpp>
#include <storymap/merge.hpp>

#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Finds the nouns of `theirs` that came under another id, and gives them the id they have in `base` or `ours`.
///
/// Only what is left over by ids can be matched: nouns of `theirs` whose id nobody else knows, and nouns of `base` and
/// `ours` whose id `theirs` does not know. So an id is never taken twice. Nouns with made-up ids are settled already.
class IdMatcher {
 public:
  /// Stories of `theirs` that are in `unlike` are known to be others than those of ours: only their exact text counts.
  IdMatcher(Map const& base, Map const& ours, Map& theirs, MergeOptions const& options, MadeUpIds const& unlike)
      : base_(base),
        ours_(ours),
        theirs_(theirs),
        made_up_(options.made_up),
        match_similar_(options.match_similar),
        unlike_(unlike.stories.begin(), unlike.stories.end()) {}

  /// Puts `theirs` under the ids of `base` and `ours`.
  void run() {
    match<Persona>();
    match<Release>();
    match<Activity>();
    match<Task>();
    match<Story>();
    renames_.apply(theirs_);
  }

 private:
  using Ids = std::unordered_set<std::string_view>;

  /// A noun and the title of what it stands in.
  template <class Noun>
  struct Candidate {
    Noun const* noun;
    std::string_view parent_title;

    /// Equal for nouns of the same text under the same parent title.
    [[nodiscard]] std::string key() const {
      std::string key(parent_title);
      for (std::string const* const text : {&title_of(*noun), &noun->description}) {
        key += '\0';
        key += *text;
      }
      return key;
    }
    [[nodiscard]] bool has_text() const noexcept { return !title_of(*noun).empty() || !noun->description.empty(); }
  };
  template <class Noun>
  using Candidates = std::vector<Candidate<Noun>>;

  template <class Noun>
  void match() {
    Ids known_to_us = ids_of<Noun>({&base_, &ours_});
    Ids known_to_them = ids_of<Noun>({&theirs_});
    for (MadeUpIds const* const each : {&made_up_.base, &made_up_.ours, &made_up_.theirs}) {
      for (Id<Noun> const& id : each->of<Noun>()) {
        known_to_us.insert(id.str());
        known_to_them.insert(id.str());
      }
    }
    Candidates<Noun> theirs = candidates<Noun>(theirs_, known_to_us);
    if (theirs.empty()) return;
    Candidates<Noun> base = candidates<Noun>(base_, known_to_them);
    Candidates<Noun> ours = candidates<Noun>(ours_, known_to_them);
    match_exactly(base, theirs);
    match_exactly(ours, theirs);
    if constexpr (std::is_same_v<Noun, Story>) {
      base.insert(base.end(), ours.begin(), ours.end());
      std::erase_if(theirs, [&](Candidate<Story> const& candidate) { return unlike_.contains(candidate.noun->id); });
      if (match_similar_) match_by_likeness(base, theirs);
    }
  }

  template <class Noun>
  [[nodiscard]] static Ids ids_of(std::vector<Map const*> const& maps) {
    Ids ids;
    for (Map const* const map : maps) {
      for_each_family<Noun>(*map, [&](auto const&, std::vector<Noun> const& siblings) {
        for (Noun const& noun : siblings) ids.insert(noun.id.str());
      });
    }
    return ids;
  }

  /// The nouns whose id is unknown to the other side, in map order.
  template <class Noun>
  [[nodiscard]] static Candidates<Noun> candidates(Map const& map, Ids const& known) {
    Candidates<Noun> found;
    auto const add = [&](Noun const& noun, std::string_view parent_title) {
      if (!known.contains(noun.id.str())) found.push_back({&noun, parent_title});
    };
    if constexpr (std::is_same_v<Noun, Story>) {
      for_each_story(map, [&](Activity const&, Task const& task, Story const& story) { add(story, task.title); });
    } else if constexpr (std::is_same_v<Noun, Task>) {
      for_each_task(map, [&](Activity const& activity, Task const& task) { add(task, activity.title); });
    } else {
      for (Noun const& noun : on_map<Noun>(map)) add(noun, {});
    }
    return found;
  }

  /// Pairs equal texts in the order in which they appear.
  template <class Noun>
  void match_exactly(Candidates<Noun> const& left, Candidates<Noun>& theirs) {
    std::unordered_map<std::string, Candidates<Noun>> by_key;
    for (auto candidate = left.rbegin(); candidate != left.rend(); ++candidate) {
      if (candidate->has_text() && is_free(*candidate)) by_key[candidate->key()].push_back(*candidate);
    }
    std::erase_if(theirs, [&](Candidate<Noun> const& candidate) {
      auto const same = by_key.find(candidate.key());
      if (same == by_key.end() || same->second.empty()) return false;
      take(*same->second.back().noun, *candidate.noun);
      same->second.pop_back();
      return true;
    });
  }

  void match_by_likeness(Candidates<Story> candidates_left, Candidates<Story> const& theirs) {
    Ids seen;
    std::erase_if(candidates_left, [&](Candidate<Story> const& candidate) {
      return !is_free(candidate) || !seen.insert(candidate.noun->id.str()).second;
    });
    std::vector<std::string> const texts = texts_of(candidates_left);
    std::vector<std::string> const their_texts = texts_of(theirs);
    std::vector<std::string_view> const left(texts.begin(), texts.end());
    std::vector<std::string_view> const right(their_texts.begin(), their_texts.end());
    Ids renamed;
    for (auto const& [ours_at, theirs_at] : match_similar_(left, right)) {
      if (ours_at >= left.size() || theirs_at >= right.size() || !is_free(candidates_left[ours_at])) continue;
      if (!renamed.insert(theirs[theirs_at].noun->id.str()).second) continue;
      take(*candidates_left[ours_at].noun, *theirs[theirs_at].noun);
    }
  }

  /// What a matcher compares: the title, and the description on the next line.
  [[nodiscard]] static std::vector<std::string> texts_of(Candidates<Story> const& candidates) {
    std::vector<std::string> texts;
    for (Candidate<Story> const& candidate : candidates) {
      Story const& story = *candidate.noun;
      texts.push_back(story.description.empty() ? story.title : story.title + "\n" + story.description);
    }
    return texts;
  }

  template <class Noun>
  [[nodiscard]] bool is_free(Candidate<Noun> const& candidate) const {
    return !std::get<std::unordered_set<Id<Noun>>>(taken_).contains(candidate.noun->id);
  }

  template <class Noun>
  void take(Noun const& noun, Noun const& theirs) {
    std::get<std::unordered_set<Id<Noun>>>(taken_).insert(noun.id);
    renames_.add(theirs.id, noun.id);
  }

  template <template <class> class Of>
  using ForEachNoun = std::tuple<Of<Persona>, Of<Release>, Of<Activity>, Of<Task>, Of<Story>>;
  template <class Noun>
  using Taken = std::unordered_set<Id<Noun>>;

  Map const& base_;
  Map const& ours_;
  Map& theirs_;
  MadeUpSides const& made_up_;
  TextMatcher const& match_similar_;
  std::unordered_set<StoryId> unlike_;
  IdRenames renames_;
  ForEachNoun<Taken> taken_;
};

}  // namespace detail

STORYMAP_END
