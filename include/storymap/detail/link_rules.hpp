// storymap/detail/link_rules.hpp - what every map keeps about its links.
// Room: model. Depends on ids.hpp.
//
// It knows a link by its members only, so that the bodies of model.hpp can use it before anything else of the model is
// there.
#pragma once

#include <storymap/error.hpp>
#include <storymap/ids.hpp>

#include <set>
#include <string>
#include <string_view>
#include <tuple>

STORYMAP_BEGIN

enum class LinkKind;

namespace detail {

/// What is wrong with a link: one of its ends, or both together.
enum class LinkPart { from, to, both };

/// Calls `fail(LinkPart, Errc, std::string message)` for each rule that the ends of a link break: both are stories,
/// which `has_story(StoryId const&)` knows, and they differ.
template <class SomeLink, class HasStory, class Fail>
void check_ends(SomeLink const& link, HasStory&& has_story, Fail&& fail) {
  auto const check_end = [&](StoryId const& id, LinkPart part) {
    if (!has_story(id)) fail(part, Errc::unknown_id, "no story has the id '" + id.str() + "'");
  };
  check_end(link.from, LinkPart::from);
  check_end(link.to, LinkPart::to);
  if (link.from == link.to) fail(LinkPart::both, Errc::invalid_field, "a story cannot be linked to itself");
}

/// Notices the second of two links that are the same, whatever their unknown fields.
class LinkSet {
 public:
  /// False when the link is in the set already. It must outlive the set.
  template <class SomeLink>
  bool insert(SomeLink const& link) {
    return links_.insert({link.kind, link.from.str(), link.to.str()}).second;
  }

 private:
  std::set<std::tuple<LinkKind, std::string_view, std::string_view>> links_;
};

}  // namespace detail

STORYMAP_END
