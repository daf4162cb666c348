// storymap/detail/markdown_targets.hpp - gives text and comments to the nouns they stand below.
// Room: formats. Depends on markdown_attributes.hpp, markdown_builder.hpp and markdown_plan.hpp.
#pragma once

#include <storymap/detail/markdown_attributes.hpp>
#include <storymap/detail/markdown_builder.hpp>
#include <storymap/detail/markdown_plan.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::markdown {

/// Text in which every line is quoted, without the quote marks; any other text as it is.
[[nodiscard]] inline std::string unquoted(std::string text) {
  std::vector<std::string_view> const lines = lines_of(text);
  auto const is_quoted = [](std::string_view line) { return trim(line).starts_with('>') || trim(line).empty(); };
  if (!trim(lines.front()).starts_with('>') || !std::all_of(lines.begin(), lines.end(), is_quoted)) return text;
  std::string inner;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    line.remove_prefix(std::min(line.find('>'), line.size() - 1) + 1);
    if (line.starts_with(' ')) line.remove_prefix(1);
    if (i > 0) inner += '\n';
    inner += line;
  }
  return inner;
}

inline void to_crlf(std::string& text) {
  std::string out;
  for (char const byte : text) {
    if (byte == '\n') out += '\r';
    out += byte;
  }
  text = std::move(out);
}

/// A noun that text belongs to. Places stay valid while the map grows.
struct Target {
  Role role = Role::none;  ///< `personas`, `releases` and `links` stand for one of them
  StoryPlace place;        ///< a persona's, release's or link's index is `place.story`
  bool crlf = false;
  bool has_comment = false;
};

class TargetWriter {
 public:
  explicit TargetWriter(MapBuilder& builder) : builder_(builder) {}

  /// Adds a paragraph to the description.
  void append(Target const& target, std::string text, std::size_t line) {
    if (text.empty()) return;
    text = unquoted(std::move(text));
    if (target.crlf) to_crlf(text);
    bool const placed = with(target, [&](auto& noun) {
      if constexpr (requires { noun.description; }) {
        if (!noun.description.empty()) noun.description += target.crlf ? "\r\n\r\n" : "\n\n";
        noun.description += text;
        return true;
      }
      return false;
    });
    if (!placed) builder_.note(ImportNote::Kind::dropped, "text that belongs to no part of the map", line);
  }

  /// Adds an acceptance criterion; where no story is, a list item of the description.
  void add_criterion(Target const& target, std::string text, std::size_t line) {
    if (target.role != Role::story) {
      builder_.note(ImportNote::Kind::read, "a criterion that belongs to no story is kept as text", line);
      return append(target, "- " + text, line);
    }
    text = unquoted(std::move(text));
    if (target.crlf) to_crlf(text);
    StoryPlace const& at = target.place;
    std::vector<Story>& stories = builder_.map.activities[at.activity].tasks[at.task].stories;
    stories[at.story].acceptance_criteria.push_back(std::move(text));
  }

  /// Takes an HTML comment: our own is data, any other is text.
  void take_comment(Target& target, std::string_view comment, std::size_t line) {
    if (comment.empty()) return;
    if (!is_attributes(comment)) return append(target, std::string(comment), line);
    Result<Attributes> attributes = read_attributes(comment);
    if (!attributes) {
      return builder_.fail(attributes.error().code, "the storymap comment: " + attributes.error().message, line);
    }
    if (std::exchange(target.has_comment, true)) {
      return builder_.fail(Errc::invalid_syntax, "expected one storymap comment, found a second", line);
    }
    target.crlf = attributes->crlf;
    if (std::string const* const name = find_reserved_name(target, attributes->extra)) {
      return builder_.fail(Errc::invalid_field, "the storymap comment: " + reserved_word(*name), line);
    }
    if (!with(target, [&](auto& noun) { return take(noun, *attributes); })) {
      builder_.fail(Errc::invalid_field, "the storymap comment holds a field that does not exist here", line);
    }
  }

 private:
  /// The first unknown field that is named like a member of the noun, or null.
  [[nodiscard]] std::string const* find_reserved_name(Target const& target, Fields const& fields) {
    Field const* reserved = nullptr;
    with(target, [&](auto& noun) {
      reserved = find_reserved<std::remove_cvref_t<decltype(noun)>>(fields);
      return true;
    });
    return reserved != nullptr ? &reserved->name : nullptr;
  }

  /// Moves the attributes into the noun; false when it has no place for one of them.
  template <class Noun>
  static bool take(Noun& noun, Attributes& attributes) {
    bool fits = true;
    noun.extra = std::move(attributes.extra);
    if constexpr (std::is_same_v<Noun, Map>) {
      // Whoever gives the map another heading gives it a name.
      if (attributes.unnamed && noun.name == unnamed_heading) noun.name.clear();
    } else {
      fits = !attributes.unnamed;
    }
    if constexpr (requires { noun.external; }) {
      noun.external = std::move(attributes.external);
    } else {
      fits = fits && attributes.external.empty();
    }
    if constexpr (requires { noun.description; }) {
      if (attributes.description) noun.description = std::move(*attributes.description);
    } else {
      fits = fits && !attributes.description && !attributes.crlf;
    }
    if constexpr (requires { noun.acceptance_criteria; }) {
      if (attributes.acceptance_criteria) noun.acceptance_criteria = std::move(*attributes.acceptance_criteria);
    } else {
      fits = fits && !attributes.acceptance_criteria;
    }
    return fits;
  }

  /// Returns `visit(noun)`; false where no noun is.
  template <class F>
  bool with(Target const& target, F&& visit) {
    Map& map = builder_.map;
    StoryPlace const& at = target.place;
    switch (target.role) {
      case Role::map: return visit(map);
      case Role::personas: return visit(map.personas[at.story]);
      case Role::releases: return visit(map.releases[at.story]);
      case Role::links: return visit(map.links[at.story]);
      case Role::activity: return visit(map.activities[at.activity]);
      case Role::task: return visit(map.activities[at.activity].tasks[at.task]);
      case Role::story: return visit(map.activities[at.activity].tasks[at.task].stories[at.story]);
      case Role::none:
      case Role::group:
      case Role::criteria:
      case Role::notes: break;
    }
    return false;
  }

  MapBuilder& builder_;
};

}  // namespace detail::markdown

STORYMAP_END
