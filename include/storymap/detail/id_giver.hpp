// storymap/detail/id_giver.hpp - ordinals for nouns without an id, in the order of the map.
// Room: base. Depends on ids.hpp.
//
// A noun without an id gets the ordinal after that of the noun before it: s1, s2, s3. A writer of Markdown leaves an id
// out when it is the one that the reader gives. Counting on from the noun before keeps differences small: a new story
// in the middle, with an id of its own, changes nothing below it but the id of its successor.
#pragma once

#include <storymap/ids.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// The ordinals of one noun in the order of the text.
class Ordinals {
 public:
  explicit Ordinals(char prefix) : prefix_(prefix) {}

  /// The id that a noun without one gets here.
  [[nodiscard]] std::string next() const { return prefix_ + std::to_string(last_ + 1); }

  /// Goes past a noun with this id.
  void pass(std::string_view id) noexcept {
    if (std::uint64_t const number = number_of_id(id); number != 0) last_ = number;
  }

  /// The number of "s12"; 0 for an id that is no ordinal.
  [[nodiscard]] std::uint64_t number_of_id(std::string_view id) const noexcept {
    if (id.size() < 2 || id.size() > 19 || id[0] != prefix_ || id[1] == '0') return 0;
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(id.data() + 1, id.data() + id.size(), number);
    return error == std::errc() && end == id.data() + id.size() ? number : 0;
  }

  /// Goes on after the ordinal `number`.
  void go_on_after(std::uint64_t number) noexcept { last_ = number; }

 private:
  char prefix_;
  std::uint64_t last_ = 0;
};

/// Gives ids to the nouns of one kind: those in the text are claimed first, then the others are filled in.
template <class Noun>
class IdGiver {
 public:
  explicit IdGiver(char prefix) : ordinals_(prefix) {}

  /// False when the id is claimed already.
  bool claim(std::string const& id) {
    highest_ = std::max(highest_, ordinals_.number_of_id(id));
    return taken_.insert(id).second;
  }

  /// Fills in an id that the text does not give. Nouns must come in the order of the text.
  void give(Id<Noun>& id) {
    if (id.empty()) {
      // People number by hand, too: an ordinal that is taken further down is left out.
      if (taken_.contains(ordinals_.next())) ordinals_.go_on_after(highest_);
      while (taken_.contains(ordinals_.next())) ordinals_.go_on_after(++highest_);
      id = Id<Noun>(ordinals_.next());
      claim(id.str());
    }
    ordinals_.pass(id.str());
  }

  [[nodiscard]] bool is_taken(std::string const& id) const { return taken_.contains(id); }

 private:
  Ordinals ordinals_;
  std::unordered_set<std::string> taken_;
  std::uint64_t highest_ = 0;
};

}  // namespace detail

STORYMAP_END
