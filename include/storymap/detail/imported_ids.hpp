// storymap/detail/imported_ids.hpp - names of another program made unique and fit for a map.
// Room: formats. Depends on noun_words.hpp and import_report.hpp.
#pragma once

#include <storymap/detail/noun_words.hpp>
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
template <class Noun>
class ImportedIds {
 public:
  /// `what` is the file's word for the noun ("card"). Nouns without an id get ordinals ("s1").
  ImportedIds(std::string_view what, ImportReport& report) : what_(what), report_(&report) {}

  /// The id for the next noun, which the file calls `wanted`; `path` says where, should there be something to report.
  [[nodiscard]] Id<Noun> next(std::string const& wanted, std::string_view path, std::size_t line = 0) {
    if (wanted.empty()) {
      note(ImportNote::Kind::defaulted, "the " + what_ + " had no id: it got one", path, line);
      return ordinal();
    }
    // A number behind an id must still fit.
    if (!is_valid_id(wanted) || wanted.size() + 21 > max_id_bytes) {
      note(ImportNote::Kind::renamed, "an id of a " + what_ + " that the map cannot take became an ordinal", path,
           line);
      return ordinal();
    }
    if (ids_.take(wanted)) return Id<Noun>(wanted);
    note(ImportNote::Kind::renamed, "a second " + what_ + " with the same id got a number behind it", path, line);
    return Id<Noun>(ids_.take_numbered(wanted));
  }

 private:
  Id<Noun> ordinal() {
    std::string text;
    do text = ordinals_.next(word_of<Noun>().front());
    while (!ids_.take(text));
    Id<Noun> id(std::move(text));
    report_->made_up.add(id);
    return id;
  }

  void note(ImportNote::Kind kind, std::string message, std::string_view path, std::size_t line) {
    report_->add(kind, std::move(message), std::string(path), line);
  }

  std::string what_;
  ImportReport* report_;
  OrdinalIds ordinals_;
  UniqueTexts ids_;
};

}  // namespace detail

STORYMAP_END
