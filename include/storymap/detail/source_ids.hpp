// storymap/detail/source_ids.hpp - made-up ids from the source that a caller passes.
// Room: formats. Depends on id_renames.hpp and formats.hpp.
#pragma once

#include <storymap/detail/id_renames.hpp>
#include <storymap/formats.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Puts ids of a source in the place of the ordinals that a reader made up.
class SourceIds {
 public:
  SourceIds(IdSource& source, Map& map, MadeUpIds& made_up) : source_(source), map_(map), made_up_(made_up) {}

  [[nodiscard]] Result<void> run() {
    rename<Persona>();
    rename<Release>();
    rename<Activity>();
    rename<Task>();
    rename<Story>();
    if (error_) return Failure{*std::move(error_)};
    renames_.apply(map_);
    return {};
  }

 private:
  static constexpr std::size_t most_taken = 100;

  template <class Noun>
  void rename() {
    std::vector<Id<Noun>>& made_up = made_up_.of<Noun>();
    if (made_up.empty()) return;
    std::unordered_set<Id<Noun>> const ordinals(made_up.begin(), made_up.end());
    std::unordered_set<std::string> taken;
    for_each_noun<Noun>([&](Noun const& noun) {
      if (!ordinals.contains(noun.id)) taken.insert(noun.id.str());
    });
    made_up.clear();
    for_each_noun<Noun>([&](Noun const& noun) {
      if (error_ || !ordinals.contains(noun.id)) return;
      Id<Noun> id = next<Noun>(taken);
      made_up.push_back(id);
      renames_.add(noun.id, std::move(id));
    });
  }

  template <class Noun, class F>
  void for_each_noun(F&& visit) const {
    for_each_family<Noun>(map_, [&](auto const&, std::vector<Noun> const& siblings) {
      for (Noun const& noun : siblings) visit(noun);
    });
  }

  template <class Noun>
  [[nodiscard]] Id<Noun> next(std::unordered_set<std::string>& taken) {
    std::string const what(word_of<Noun>());
    for (std::size_t attempt = 0; attempt < most_taken; ++attempt) {
      std::string id = source_.next(what.front());
      if (!is_valid_id(id)) {
        fail("the source of ids gave a " + what +
             " an invalid one; expected 1 to 128 bytes of UTF-8 without control characters");
        return {};
      }
      if (taken.insert(id).second) return Id<Noun>(std::move(id));
    }
    fail("the source of ids gave a " + what + " " + std::to_string(most_taken) + " ids in a row that are taken");
    return {};
  }

  void fail(std::string message) { error_ = Error{Errc::invalid_argument, std::move(message), {}}; }

  IdSource& source_;
  Map& map_;
  MadeUpIds& made_up_;
  IdRenames renames_;
  std::optional<Error> error_;
};

/// What a reader read, under ids of the source that its caller passed.
[[nodiscard]] inline Result<Map> with_source_ids(Result<Map> map, ReadOptions const& options, ImportReport& report) {
  if (!map || options.ids == nullptr) return map;
  Result<void> const renamed = SourceIds(*options.ids, *map, report.made_up).run();
  if (!renamed) return Failure{renamed.error()};
  return map;
}

}  // namespace detail

STORYMAP_END
