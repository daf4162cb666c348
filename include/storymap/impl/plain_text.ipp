// storymap/impl/plain_text.ipp - bodies of plain_text.hpp.
#pragma once

#include <storymap/detail/dropped.hpp>
#include <storymap/detail/long_lines.hpp>
#include <storymap/detail/noun_words.hpp>
#include <storymap/detail/source_ids.hpp>
#include <storymap/detail/text_lines.hpp>
#include <storymap/plain_text.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail {

[[nodiscard]] inline std::string line_place(std::size_t number) { return "line " + std::to_string(number); }

/// Builds the map of a text line by line.
class TextReader {
 public:
  TextReader(std::string_view text, std::size_t longest_line, ImportReport& report)
      : lines_(text), longest_line_(longest_line), report_(report) {}

  Result<Map> run() {
    while (std::optional<std::string_view> const line = lines_.next()) {
      if (Result<void> const fits = check_line(*line); !fits) return Failure{fits.error()};
      add(parse_line(*line));
    }
    if (stories_ == 0) {
      return failure(Errc::invalid_syntax, "expected one story a line, but no line holds one");
    }
    report_.count("lines", lines_.number());
    report_.count("blank", blank_);
    report_.count("headings", headings_);
    report_.count("stories", stories_);
    Map map;
    map.activities.push_back(std::move(activity_));
    return map;
  }

 private:
  Result<void> check_line(std::string_view line) const {
    if (line.size() > longest_line_) return line_too_long(longest_line_, lines_.number(), "one story a line");
    if (std::any_of(line.begin(), line.end(), breaks_line)) {
      return failure(Errc::invalid_syntax, "a control character; expected text, one story a line",
                     line_place(lines_.number()));
    }
    return {};
  }

  void note(ImportNote::Kind kind, std::string_view message) {
    report_.add(kind, std::string(message), {}, lines_.number());
  }

  void add(TextLine const& line) {
    switch (line.kind) {
      case LineKind::blank: ++blank_; break;
      case LineKind::separator:
        ++blank_;
        note(ImportNote::Kind::dropped, "a line that only separates is no story");
        break;
      case LineKind::heading: add_heading(line.text); break;
      case LineKind::story:
        if (may_introduce(line) && introduces()) {
          add_heading(line.text.substr(0, line.text.size() - 1));
        } else {
          add_story(line);
        }
        break;
    }
  }

  /// Looks ahead for what makes a heading of a line with a colon.
  [[nodiscard]] bool introduces() const {
    TextLines ahead = lines_;
    while (std::optional<std::string_view> const line = ahead.next()) {
      TextLine const next = parse_line(*line);
      if (next.kind != LineKind::blank) return next.kind == LineKind::story && (has_mark(next) || next.indented);
    }
    return false;
  }

  void add_heading(std::string_view title) {
    ++headings_;
    note(ImportNote::Kind::read, "a heading begins a task");
    add_task(trim(title));
  }

  Task& add_task(std::string_view title) {
    if (activity_.id.empty()) {
      activity_.id = made_up<Activity>();
      activity_.title = "Stories";
    }
    Task& task = activity_.tasks.emplace_back();
    task.id = made_up<Task>();
    task.title = title;
    return task;
  }

  void add_story(TextLine const& line) {
    ++stories_;
    Task& task = activity_.tasks.empty() ? add_task("Stories") : activity_.tasks.back();
    Story& story = task.stories.emplace_back();
    story.id = made_up<Story>();
    story.title = line.text;
    if (line.box.value_or(false)) {
      story.status = Status::done;
      note(ImportNote::Kind::read, "a checked box is the status 'done'");
    }
    if (has_mark(line)) note(ImportNote::Kind::read, "the mark of a list is no part of a title");
    if (!line.tag.empty()) {
      story.labels.emplace_back(line.tag);
      if (first_tag_.empty()) first_tag_ = line.tag;
      note(ImportNote::Kind::read, "a tag like '#" + std::string(first_tag_) + "#' is a label, no part of a title");
    }
    if (line.text.empty()) note(ImportNote::Kind::defaulted, "a mark or tag without text is a story without a title");
  }

  template <class Noun>
  [[nodiscard]] Id<Noun> made_up() {
    Id<Noun> id(ids_.next(word_of<Noun>().front()));
    report_.made_up.add(id);
    return id;
  }

  TextLines lines_;
  std::size_t longest_line_;
  ImportReport& report_;
  OrdinalIds ids_;
  Activity activity_;
  std::string_view first_tag_;
  std::size_t blank_ = 0;
  std::size_t headings_ = 0;
  std::size_t stories_ = 0;
};

/// True when a title read as a line of its own is the title again.
[[nodiscard]] inline bool reads_back(std::string_view title) {
  TextLine const line = parse_line(title);
  bool const plain = line.kind == LineKind::story && line.text == title;
  // A colon may make a heading of it, and a byte order mark at the front of a file is no text.
  return plain && !title.ends_with(':') && !title.starts_with("\xEF\xBB\xBF");
}

/// The title without line breaks and other control characters, each a space now, and without spaces around it.
[[nodiscard]] inline std::string one_line(std::string_view title) {
  std::string line;
  for (std::size_t at = 0; at < title.size(); ++at) {
    if (title.substr(at, 2) == "\r\n") continue;
    line += breaks_line(title[at]) ? ' ' : title[at];
  }
  return std::string(trim(line));
}

/// A text that is anything but JSON or XML may be a list of stories, but every other format knows its own better.
STORYMAP_DECL int detect_text(std::string_view text, std::string_view extension) {
  if (extension == ".txt") return 40;
  std::string_view const start = trim(text.substr(0, 64));
  bool const markup = start.starts_with('{') || start.starts_with('<') || start.starts_with("[{");
  if (markup) return 0;
  return extension.empty() ? 10 : 1;
}

}  // namespace detail

STORYMAP_DECL Result<Map> read_text(std::string_view text, ReadOptions const& options, ImportReport& report) {
  return detail::with_source_ids(detail::TextReader(text, options.limits.line, report).run(), options, report);
}

STORYMAP_DECL Result<Export> write_text(Map const& map) {
  constexpr std::string_view mark = "- [ ] ";
  Export result;
  std::size_t changed = 0;
  std::size_t longest = 0;
  for_each_story(map, [&](Activity const&, Task const&, Story const& story) {
    std::string title = detail::one_line(story.title);
    if (title != story.title) ++changed;
    if (!detail::reads_back(title)) title.insert(0, mark);
    longest = std::max(longest, title.size());
    result.text.append(title) += '\n';
  });
  if (longest > max_text_line) {
    return failure(Errc::too_large, "a title is longer than the " + std::to_string(max_text_line) + " bytes of a line");
  }
  result.dropped = detail::dropped_from(map, text_format().holds);
  if (changed > 0) {
    result.dropped.push_back("line breaks, control characters and outer spaces of " + std::to_string(changed) +
                             (changed == 1 ? " title" : " titles"));
  }
  return result;
}

STORYMAP_DECL Format text_format() noexcept {
  Format format;
  format.id = "text";
  format.name = "plain text, one story a line";
  format.extensions = ".txt";
  format.holds = Holds::titles;
  format.detect = &detail::detect_text;
  format.read = &read_text;
  format.write = &write_text;
  return format;
}

STORYMAP_END
