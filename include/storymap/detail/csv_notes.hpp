// storymap/detail/csv_notes.hpp - notes about single rows, as many as people read.
// Room: formats. Depends on import_report.hpp.
#pragma once

#include <storymap/import_report.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

STORYMAP_BEGIN

namespace detail::csv {

/// Passes notes on to a report. Of notes about one topic the first few name their row; the others are counted under
/// the topic, because a file of a million rows can offend a million times and the report compares every note.
class CsvNotes {
 public:
  static constexpr std::size_t most = 10;

  explicit CsvNotes(ImportReport& report) : report_(report) {}

  /// `topic` is the sentence for those that are counted and must be a literal.
  void add(ImportNote::Kind kind, std::string_view topic, std::string message, std::size_t line) {
    if (++seen_[topic] <= most) {
      report_.add(kind, std::move(message), {}, line);
    } else {
      report_.add(kind, std::string(topic), {}, line);
    }
  }

  /// A note about the whole file, or one that says the same about every row.
  void add(ImportNote::Kind kind, std::string message, std::size_t line = 0) {
    report_.add(kind, std::move(message), {}, line);
  }

  /// Where ids go that the file did not give.
  [[nodiscard]] MadeUpIds& made_up() noexcept { return report_.made_up; }

  void count(std::string_view what, std::uint64_t number) { report_.count(what, number); }

 private:
  ImportReport& report_;
  std::map<std::string_view, std::size_t> seen_;
};

}  // namespace detail::csv

STORYMAP_END
