// storymap/detail/markdown_tags.hpp - what stands around a title: "[x] Title #label @Persona ^Release {#id}".
// Room: formats. Depends on ids.hpp, model.hpp markdown_encode.hpp and markdown_inline.hpp.
#pragma once

#include <storymap/detail/markdown_encode.hpp>
#include <storymap/detail/markdown_inline.hpp>
#include <storymap/ids.hpp>
#include <storymap/model.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::markdown {

/// "#label", "@\"Shop manager\"", "^{#r2}" (a release by its id) or "{#s1}" (the story's own id).
struct Tag {
  char sigil = 0;  ///< '{' for the story's own id
  std::string value;
  bool is_id = false;
  std::size_t size = 0;  ///< bytes in the text; 0 is no tag
};

/// The text between `open` and `close`, decoded, when a word ends behind `close`. Braces hold an id.
[[nodiscard]] inline Tag enclosed_at(std::string_view text, std::string_view open, char close) {
  if (!text.starts_with(open)) return {};
  for (std::size_t at = open.size(); at < text.size() && text[at] != '`'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size() && is_punctuation(text[at + 1])) {
      ++at;
    } else if (text[at] == close) {
      bool const word_ends = at + 1 == text.size() || is_blank(text[at + 1]);
      if (!word_ends) return {};
      return {0, decode_value(text.substr(open.size(), at - open.size())), close == '}', at + 1};
    }
  }
  return {};
}

/// The id that stands at the start of the text as "{#id}".
[[nodiscard]] inline Tag id_at(std::string_view text) {
  // An id is short, even with an escape for each of its bytes: no text is searched to its end for a missing brace.
  Tag tag = enclosed_at(text.substr(0, 2 * max_id_bytes + 16), "{#", '}');
  if (tag.size != 0 && !is_valid_id(tag.value)) return {};
  tag.sigil = '{';
  return tag;
}

/// The tag that starts a text, at the start of a word.
[[nodiscard]] inline Tag tag_at(std::string_view text) {
  if (text[0] == '{') return id_at(text);
  if (!is_sigil(text[0])) return {};
  Tag tag;
  if (text[0] != '~') tag = enclosed_at(text.substr(1), "\"", '"');
  if (tag.size == 0 && (text[0] == '@' || text[0] == '^')) tag = id_at(text.substr(1));
  if (tag.size == 0) {
    std::string_view const word = text.substr(0, text.find_first_of(" \t"));
    if (!is_bare_tag(word)) return {};
    tag = {0, std::string(word.substr(1)), false, word.size() - 1};
  }
  tag.sigil = text[0];
  ++tag.size;
  return tag;
}

/// A title and the tags behind it.
struct Tagged {
  std::string_view title;
  std::vector<Tag> tags;
};

/// Tags are the words at the end: those in the middle of a title are part of it.
[[nodiscard]] inline Tagged split_tags(std::string_view text) {
  Tagged tagged;
  Stepper stepper(text);
  std::size_t title_end = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (is_blank(text[at])) {
      ++at;
    } else if (Tag tag = tag_at(text.substr(at)); tag.size != 0) {
      at += tag.size;
      tagged.tags.push_back(std::move(tag));
    } else {
      tagged.tags.clear();
      while (at < text.size() && !is_blank(text[at])) at = stepper.after(at);
      title_end = at;
    }
  }
  tagged.title = trim(text.substr(0, title_end));
  return tagged;
}

/// A heading and the id behind it.
[[nodiscard]] inline Tagged split_heading(std::string_view text) {
  std::size_t const at = text.rfind("{#");
  if (at == std::string_view::npos || (at > 0 && !is_blank(text[at - 1]))) return {trim(text), {}};
  Tag id = id_at(text.substr(at));
  if (id.size != text.size() - at) return {trim(text), {}};
  return {trim(text.substr(0, at)), {std::move(id)}};
}

/// A persona or release: "Name {#id}: description".
struct Entry {
  std::string_view name;
  std::string id;
  std::string_view description;
};

[[nodiscard]] inline Entry split_entry(std::string_view text) {
  auto const is_colon = [&](std::size_t at) {
    return text[at] == ':' && (at + 1 == text.size() || is_blank(text[at + 1]));
  };
  Entry entry;
  Stepper stepper(text);
  std::size_t at = 0;
  while (at < text.size() && !is_colon(at)) at = stepper.after(at);
  at = std::min(at, text.size());
  entry.name = text.substr(0, at);
  if (at < text.size()) entry.description = trim(text.substr(at + 1));
  Tagged tagged = split_heading(trim(entry.name));
  entry.name = tagged.title;
  if (!tagged.tags.empty()) entry.id = std::move(tagged.tags.front().value);
  return entry;
}

/// The status that a box says, and what stands behind the box.
struct Boxed {
  std::optional<Status> status;
  std::string_view text;
};

struct BoxMark {
  char mark;
  Status status;
};

/// The first mark of a status is the one we write.
inline constexpr std::array<BoxMark, 6> box_marks = {{{' ', Status::todo},
                                                      {'/', Status::in_progress},
                                                      {'x', Status::done},
                                                      {'!', Status::blocked},
                                                      {'X', Status::done},
                                                      {'~', Status::in_progress}}};

[[nodiscard]] inline Boxed split_box(std::string_view text) noexcept {
  bool const boxed = text.size() >= 3 && text[0] == '[' && text[2] == ']' && (text.size() == 3 || is_blank(text[3]));
  for (BoxMark const& known : box_marks) {
    if (boxed && text[1] == known.mark) return {known.status, trim(text.substr(3))};
  }
  return {std::nullopt, text};
}

/// A line and the HTML comment at its end.
struct Commented {
  std::string_view text;
  std::string_view comment;
};

[[nodiscard]] inline Commented split_comment(std::string_view text) noexcept {
  text = trim(text);
  if (!text.ends_with("-->")) return {text, {}};
  std::size_t const ours = text.find("<!-- storymap:");
  std::size_t const at = ours != std::string_view::npos ? ours : text.rfind("<!--");
  if (at == std::string_view::npos) return {text, {}};
  std::size_t backslashes = 0;
  while (backslashes < at && text[at - backslashes - 1] == '\\') ++backslashes;
  if (backslashes % 2 != 0) return {text, {}};
  return {trim(text.substr(0, at)), text.substr(at)};
}

/// A link as a line: "s1 blocks s2". Ids that are no plain words stand in braces.
struct LinkText {
  LinkKind kind = LinkKind::relates;
  std::string from;
  std::string to;
};

[[nodiscard]] inline std::optional<LinkText> link_of(std::string_view text) {
  std::array<std::string, 3> words;
  for (std::string& word : words) {
    text = trim(text);
    if (text.empty()) return std::nullopt;
    Tag id = id_at(text);
    std::size_t const size = id.size != 0 ? id.size : std::min(text.find_first_of(" \t"), text.size());
    word = id.size != 0 ? std::move(id.value) : std::string(text.substr(0, size));
    text.remove_prefix(size);
  }
  std::optional<LinkKind> const kind = parse_link_kind(words[1]);
  if (!kind || !trim(text).empty()) return std::nullopt;
  return LinkText{*kind, std::move(words[0]), std::move(words[2])};
}

/// A tag as it is written.
[[nodiscard]] inline std::string tag_text(char sigil, std::string_view value) {
  std::string word(1, sigil);
  word += value;
  if (is_bare_tag(word)) return word;
  return std::string(1, sigil) + '"' + encode(value, Place::value) + '"';
}

/// "{#id}"
[[nodiscard]] inline std::string id_text(std::string_view id) { return "{#" + encode(id, Place::value) + '}'; }

[[nodiscard]] inline std::string link_text(Link const& link) {
  auto const word = [](StoryId const& id) { return is_bare(id.str()) ? id.str() : id_text(id.str()); };
  return word(link.from) + ' ' + std::string(to_string(link.kind)) + ' ' + word(link.to);
}

}  // namespace detail::markdown

STORYMAP_END
