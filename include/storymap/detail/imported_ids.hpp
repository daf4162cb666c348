// storymap/detail/imported_ids.hpp - names of another program made unique and fit for a map.
// Room: formats. Depends on ids.hpp and import_report.hpp.
#pragma once

#include <storymap/ids.hpp>
#include <storymap/import_report.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

STORYMAP_BEGIN

namespace detail {

/// Texts of which no two are the same.
class UniqueTexts {
 public:
  /// Takes a text; false when it is taken already.
  bool take(std::string const& text) { return taken_.insert(text).second; }

  /// Takes the first free one of "x-2", "x-3", ... Amortised O(1), however often "x" comes again.
  std::string take_numbered(std::string const& text) {
    std::size_t& number = numbers_.try_emplace(text, 1).first->second;
    std::string numbered;
    do numbered = text + "-" + std::to_string(++number);
    while (!take(numbered));
    return numbered;
  }

 private:
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string, std::size_t> numbers_;
};

/// Gives each noun of one kind an id that is valid and its own. What another program calls a noun stays its id where
/// that is possible; every change is a line in the report.
class ImportedIds {
 public:
  /// `what` is the file's word for the noun ("card"); `prefix` begins the ordinals of nouns without an id ("s1").
  ImportedIds(std::string_view what, char prefix, ImportReport& report)
      : what_(what), prefix_(1, prefix), report_(&report) {}

  /// The id for the next noun, which the file calls `wanted`; `path` says where, should there be something to report.
  [[nodiscard]] std::string next(std::string const& wanted, std::string_view path, std::size_t line = 0) {
    if (wanted.empty()) {
      note(ImportNote::Kind::defaulted, "a " + what_ + " without an id got an ordinal", path, line);
      return ordinal();
    }
    // A number behind an id must still fit.
    if (!is_valid_id(wanted) || wanted.size() + 21 > max_id_bytes) {
      note(ImportNote::Kind::renamed, "an id of a " + what_ + " that the map cannot take became an ordinal", path,
           line);
      return ordinal();
    }
    if (ids_.take(wanted)) return wanted;
    note(ImportNote::Kind::renamed, "a second " + what_ + " with the same id got a number behind it", path, line);
    return ids_.take_numbered(wanted);
  }

 private:
  std::string ordinal() {
    std::string id;
    do id = prefix_ + std::to_string(++ordinal_);
    while (!ids_.take(id));
    return id;
  }

  void note(ImportNote::Kind kind, std::string message, std::string_view path, std::size_t line) {
    report_->add(kind, std::move(message), std::string(path), line);
  }

  std::string what_;
  std::string prefix_;
  ImportReport* report_;
  std::size_t ordinal_ = 0;
  UniqueTexts ids_;
};

}  // namespace detail

STORYMAP_END
