// storymap/import_report.hpp - what happened to a file on its way into a map.
// Room: formats. Depends on made_up_ids.hpp.
#pragma once

#include <storymap/made_up_ids.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// One thing the reader did that the file did not literally say.
struct ImportNote {
  /// From what is good to know to what is lost: reports list the last kinds first.
  enum class Kind {
    read,            ///< understood in a way worth knowing: "column 3 'Summary' is the title"
    defaulted,       ///< missing, so a default was used
    merged,          ///< joined with something else
    renamed,         ///< an id or name was changed to keep it unique or valid
    not_understood,  ///< a value that is none of its field, kept as it is elsewhere: "the points 'abc' are no number"
    dropped,         ///< the map has no place for it
  };
  Kind kind = Kind::read;
  std::string message;   ///< one English sentence without a final full stop
  std::string path;      ///< JSON pointer into the file, or empty
  std::size_t line = 0;  ///< counted from 1; 0 when lines mean nothing
  /// How many places the note stands for: notes that say the same are one note (`ImportReport::add`).
  std::size_t times = 1;

  friend bool operator==(ImportNote const&, ImportNote const&) = default;
};

[[nodiscard]] constexpr std::string_view to_string(ImportNote::Kind kind) noexcept {
  switch (kind) {
    case ImportNote::Kind::read: return "read";
    case ImportNote::Kind::defaulted: return "defaulted";
    case ImportNote::Kind::merged: return "merged";
    case ImportNote::Kind::renamed: return "renamed";
    case ImportNote::Kind::not_understood: return "not_understood";
    case ImportNote::Kind::dropped: return "dropped";
  }
  return "read";
}

/// How many things of a kind the *file* held, by the words of its format: "cards", "rows", "stories".
struct ImportCount {
  std::string what;
  std::uint64_t count = 0;

  friend bool operator==(ImportCount const&, ImportCount const&) = default;
};

struct ImportReport {
  std::string format;    ///< id of the format that read the file: "trello"
  std::string encoding;  ///< "utf-8", "utf-16le", "utf-16be", "cp1251"
  std::vector<ImportCount> counts;
  std::vector<ImportNote> notes;
  /// The ids that the file did not give. To be passed to `merge` and `align_ids`, which else take ordinals for names.
  MadeUpIds made_up;

  /// How many notes about one topic are added in full by `add_one_of`.
  static constexpr std::size_t most_in_full = 10;

  /// Adds a note. Notes with the same kind and message are one note, placed at the first, with `times` counted up.
  /// O(notes): a message that names what it is about, and so may come in any number, is for `add_one_of`.
  void add(ImportNote::Kind kind, std::string message, std::string path = {}, std::size_t line = 0);

  /// Adds a note about one thing of which a file may hold millions: "the status 'Odd' is unknown". The first
  /// `most_in_full` that differ are added as they are; all others are one note, counted, that says `others`: "more
  /// statuses are unknown". Notes with the same `others` are about the same topic.
  void add_one_of(ImportNote::Kind kind, std::string_view others, std::string message, std::string path = {},
                  std::size_t line = 0);

  /// Sets a count, keeping the order of first mention.
  void count(std::string_view what, std::uint64_t count);

  /// The count of `what`, 0 when the format never mentioned it.
  [[nodiscard]] std::uint64_t count_of(std::string_view what) const noexcept;

  friend bool operator==(ImportReport const& a, ImportReport const& b) {
    return a.format == b.format && a.encoding == b.encoding && a.counts == b.counts && a.notes == b.notes;
  }

 private:
  [[nodiscard]] ImportNote* find_note(ImportNote::Kind kind, std::string_view message) noexcept;

  std::map<std::string, std::size_t, std::less<>> in_full_;  ///< by topic, how many notes were added in full
};

STORYMAP_END

#if !defined(STORYMAP_SEPARATE_COMPILATION)
#include <storymap/impl/import_report.ipp>
#endif
