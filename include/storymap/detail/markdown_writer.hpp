// storymap/detail/markdown_writer.hpp - writes a map as Markdown.
// Room: formats. Depends on model and the markdown_*.hpp that it shares with the reader.
#pragma once

#include <storymap/detail/id_giver.hpp>
#include <storymap/detail/json_writer.hpp>
#include <storymap/detail/long_lines.hpp>
#include <storymap/detail/markdown_attributes.hpp>
#include <storymap/detail/markdown_encode.hpp>
#include <storymap/detail/markdown_inline.hpp>
#include <storymap/detail/markdown_lines.hpp>
#include <storymap/detail/markdown_tags.hpp>
#include <storymap/detail/markdown_words.hpp>
#include <storymap/detail/noun_fields.hpp>
#include <storymap/formats.hpp>
#include <storymap/model.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::markdown {

/// What a noun says as text, and what is left for its comment.
struct Said {
  std::string description;
  std::vector<std::string> criteria;
  Attributes attributes;
};

/// Longest line of a text that stands as it is: less than a reader takes, because marks are put before it.
inline constexpr std::size_t longest_written_line = max_text_line / 2;

/// A text file holds neither NUL nor a CR that is no line end, nor a line that no reader takes.
[[nodiscard]] inline bool fits_in_lines(std::string_view text) {
  return text.find_first_of(std::string_view("\r\0", 2)) == std::string_view::npos &&
         check_line_lengths(text, longest_written_line, {}, [](std::string_view) { return false; });
}

/// True when every line break is CR LF, and the text without the CR fits in lines.
[[nodiscard]] inline bool has_crlf_only(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const after_cr = at > 0 && text[at - 1] == '\r';
    if (text[at] == '\0' || after_cr != (text[at] == '\n')) return false;
  }
  return !text.ends_with('\r');
}

/// Text from other programs often ends its lines with CR LF: one word in the comment keeps it readable.
inline void unify_line_ends(Said& said) {
  std::vector<std::string*> texts = {&said.description};
  for (std::string& criterion : said.criteria) texts.push_back(&criterion);
  auto const is_crlf = [](std::string const* text) { return has_crlf_only(*text); };
  if (!std::all_of(texts.begin(), texts.end(), is_crlf)) return;
  for (std::string* text : texts) {
    if (std::erase(*text, '\r') != 0) said.attributes.crlf = true;
  }
}

template <class Noun>
[[nodiscard]] Said say(Noun const& noun) {
  Said said;
  said.attributes.extra = noun.extra;
  if constexpr (std::is_same_v<Noun, Map>) said.attributes.unnamed = noun.name.empty();
  if constexpr (requires { noun.external; }) said.attributes.external = noun.external;
  if constexpr (requires { noun.description; }) said.description = noun.description;
  if constexpr (requires { noun.acceptance_criteria; }) said.criteria = noun.acceptance_criteria;
  unify_line_ends(said);
  if (!fits_in_lines(said.description)) said.attributes.description = std::exchange(said.description, {});
  if (!std::all_of(said.criteria.begin(), said.criteria.end(), fits_in_lines)) {
    said.attributes.acceptance_criteria = std::exchange(said.criteria, {});
  }
  return said;
}

/// Which names stand for which personas, or releases.
template <class Noun>
class NameTable {
 public:
  explicit NameTable(std::vector<Noun> const& nouns) {
    for (Noun const& noun : nouns) {
      titles_.try_emplace(noun.id.str(), title_of(noun));
      ids_.try_emplace(title_of(noun), noun.id.str());
    }
  }

  /// The name as a tag; the id where another noun with the same name comes first.
  [[nodiscard]] std::string tag(char sigil, Id<Noun> const& id) const {
    std::string_view const title = titles_.at(id.str());
    return ids_.at(title) == id.str() ? tag_text(sigil, title) : sigil + id_text(id.str());
  }

 private:
  std::unordered_map<std::string_view, std::string_view> titles_;
  std::unordered_map<std::string_view, std::string_view> ids_;
};

class MapWriter {
 public:
  /// `map` satisfies `check` and outlives the writer.
  explicit MapWriter(Map const& map) : map_(map), personas_(map.personas), releases_(map.releases) {
    for (Link const& link : map.links) linked_.insert({link.from.str(), link.to.str()});
  }

  [[nodiscard]] Result<std::string> write() {
    heading(1, map_.name.empty() ? std::string(unnamed_heading) : encode(map_.name, Place::heading), map_);
    entries("## Personas", map_.personas, 'p');
    entries("## Releases", map_.releases, 'r');
    for (Activity const& each : map_.activities) activity(each);
    links();
    if (error_) return Failure{*std::move(error_)};
    return std::move(out_);
  }

 private:
  // Parts that all nouns share.

  /// Starts a part of the text: an empty line stands above it.
  void part() {
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }

  void line(std::size_t indent, std::string_view text) {
    if (!text.empty()) out_.append(indent, ' ') += text;
    out_ += '\n';
  }

  /// A text as it is where it is read back as it is, else quoted; as a list item when it is a criterion.
  void lines(std::string_view text, std::size_t indent, bool is_item = false) {
    std::vector<std::string_view> const all = lines_of(text);
    bool const plain = is_plain(all) && !(is_item && split_box(all.front()).status);
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::string words(is_item && i == 0 ? "- " : "");
      if (!plain) words += all[i].empty() ? ">" : "> ";
      words += all[i];
      line(is_item && i > 0 ? indent + 2 : indent, words);
    }
  }

  void comment(std::size_t indent, Attributes const& attributes) {
    Result<std::string> written = write_attributes(attributes);
    if (!written) {
      if (!error_) error_ = std::move(written).error();
    } else if (!written->empty()) {
      line(indent, *written);
    }
  }

  /// Adds a word to a line.
  static void add_word(std::string& words, std::string_view word) {
    if (!words.empty() && !word.empty()) words += ' ';
    words += word;
  }

  /// The id, where the reader would give another.
  template <class Noun>
  static std::string own_id(Noun const& noun, Ordinals& ordinals, bool always = false) {
    bool const needed = always || noun.id.str() != ordinals.next();
    ordinals.pass(noun.id.str());
    return needed ? id_text(noun.id.str()) : std::string();
  }

  template <class Noun>
  void heading(std::size_t level, std::string_view words, Noun const& noun) {
    part();
    std::string title(level, '#');
    add_word(title, words);
    line(0, title);
    Said const said = say(noun);
    comment(0, said.attributes);
    if (said.description.empty()) return;
    part();
    lines(said.description, 0);
  }

  /// A list item with its comment and its description. An item with a description stands between empty lines.
  void item(std::string marker, std::string_view words, Said const& said) {
    if (std::exchange(apart_, false)) part();
    add_word(marker, words);
    line(0, marker);
    comment(2, said.attributes);
    if (said.description.empty()) return;
    part();
    lines(said.description, 2);
    apart_ = true;
  }

  // Personas and releases.

  void section(std::string_view title) {
    part();
    line(0, title);
    apart_ = true;
  }

  template <class Noun>
  void entries(std::string_view title, std::vector<Noun> const& nouns, char prefix) {
    if (nouns.empty()) return;
    section(title);
    Ordinals ordinals(prefix);
    for (Noun const& noun : nouns) {
      Said said = say(noun);
      std::string words = encode(title_of(noun), Place::entry);
      add_word(words, own_id(noun, ordinals));
      if (fits_behind_name(said.description)) words += ": " + std::exchange(said.description, {});
      item("-", words, said);
    }
  }

  [[nodiscard]] static bool fits_behind_name(std::string_view text) noexcept {
    return !text.empty() && text.size() <= longest_written_line && trim(text) == text && text[0] != '>' &&
           text.find('\n') == std::string_view::npos && text.find("<!--") == std::string_view::npos;
  }

  // The backbone and the stories.

  void activity(Activity const& activity) {
    bool const is_special = section_of(activity.title) != Section::none || means_criteria(activity.title);
    heading(2, titled(activity, activity_prefix, is_special, activity_ids_), activity);
    for (Task const& each : activity.tasks) task(each);
  }

  void task(Task const& task) {
    heading(3, titled(task, task_prefix, means_criteria(task.title), task_ids_), task);
    apart_ = true;
    for (Story const& each : task.stories) story(each);
  }

  /// A title and its id. A title that would mean something else stands behind a prefix.
  template <class Noun>
  static std::string titled(Noun const& noun, std::string_view prefix, bool is_special, Ordinals& ordinals) {
    std::string const title = encode(noun.title, Place::heading);
    bool const looks_prefixed = same_word(std::string_view(title).substr(0, prefix.size()), prefix);
    std::string words(is_special || looks_prefixed ? prefix : std::string_view());
    add_word(words, title);
    add_word(words, own_id(noun, ordinals));
    return words;
  }

  void story(Story const& story) {
    auto const mark = std::find_if(box_marks.begin(), box_marks.end(),
                                   [&](BoxMark const& known) { return known.status == story.status; });
    Said const said = say(story);
    item(std::string("- [") + mark->mark + ']', words_of(story), said);
    if (apart_ && !said.criteria.empty()) part();
    for (std::string const& criterion : said.criteria) lines(criterion, 2, true);
  }

  /// The title of a story with its tags.
  std::string words_of(Story const& story) {
    std::string words = encode(story.title, Place::story);
    for (std::string const& label : story.labels) add_word(words, tag_text('#', label));
    for (PersonaId const& persona : story.personas) add_word(words, personas_.tag('@', persona));
    if (!story.priority.empty()) add_word(words, tag_text('!', story.priority));
    if (story.points) {
      std::string points(1, '~');
      // Minus zero equals zero and is no number of points anyone means.
      append_json_number(points, *story.points == 0 ? 0.0 : *story.points);
      add_word(words, points);
    }
    if (story.release) add_word(words, releases_.tag('^', *story.release));
    add_word(words, own_id(story, story_ids_, linked_.contains(story.id.str())));
    return words;
  }

  void links() {
    if (map_.links.empty()) return;
    section("## Links");
    for (Link const& link : map_.links) item("-", link_text(link), say(link));
  }

  Map const& map_;
  NameTable<Persona> personas_;
  NameTable<Release> releases_;
  /// Stories that links name: their ids are written, so that a reader of the text finds them.
  std::unordered_set<std::string_view> linked_;
  Ordinals activity_ids_{'a'};
  Ordinals task_ids_{'t'};
  Ordinals story_ids_{'s'};
  bool apart_ = false;  ///< an empty line stands above the next item
  std::string out_;
  std::optional<Error> error_;
};

}  // namespace detail::markdown

STORYMAP_END
