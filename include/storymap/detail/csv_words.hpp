// storymap/detail/csv_words.hpp - what words mean in a CSV file of another program: headers, statuses, types.
// Room: formats. Depends on model.hpp.
//
// The tables, English and Russian, are impl/csv_text.ipp. Words are compared without letter case, spaces, '_' and '-',
// and the Russian yo is ye: "Fix Version/s", "fix_version/s" and "FixVersion/s" are one word.
#pragma once

#include <storymap/model.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

STORYMAP_BEGIN

namespace detail::csv {

/// What a column says about the item of its row.
enum class CsvField {
  none,          ///< nothing we know: kept as a field
  key,           ///< its key in the tracker: "SHOP-12"
  id,            ///< its number, or the only id it has
  parent,        ///< key or id of the item above it
  parent_title,  ///< title of the item above it
  epic,          ///< key, id or title of its epic
  activity,      ///< title of its activity
  task,          ///< title of its task
  title,
  story,  ///< the sentence of the story: a title, or a description beside a title
  description,
  criteria,
  priority,
  status,           ///< a word of the source
  status_category,  ///< Jira's own summary of the status
  points,
  labels,
  release,
  sprint,
  persona,  ///< for whom: "As a ..."
  action,   ///< what: "I want ..."
  benefit,  ///< why: "So that ..."
  type,     ///< epic, story, bug, ...
  url,
  project,  ///< name of the project
  link,     ///< keys of other items; LinkWord says how
};

/// The program that wrote a file, told by headers that no other uses.
enum class CsvSystem { none, jira, azure_devops };

/// A row of the table of headers.
struct HeaderWord {
  std::string_view word;
  CsvField field = CsvField::none;
  CsvSystem system = CsvSystem::none;
};

/// How an item stands to the items its link column names.
struct LinkWord {
  LinkKind kind = LinkKind::relates;
  bool outward = true;  ///< the link goes from the item to the one named
};

/// Where the type of an item puts it.
enum class CsvLevel {
  none,     ///< no word for a type
  story,    ///< a story, task, bug: a card
  epic,     ///< holds others
  subtask,  ///< a part of the work on a card
};

/// A word in the form in which words are compared.
[[nodiscard]] std::string csv_word(std::string_view text);

/// The same for a header, without the wrapping of "Custom field (Story Points)".
[[nodiscard]] std::string csv_header_word(std::string_view header);

/// The meaning of a header in the form of `csv_header_word`, or null. Of two headers for one field the one with the
/// lower address is meant more likely.
[[nodiscard]] HeaderWord const* find_header_word(std::string_view word) noexcept;

/// The meaning of a column of links, "Inward issue link (Blocks)" or "Blocked by".
[[nodiscard]] std::optional<LinkWord> find_link_word(std::string_view header);

/// True for a header that only Jira writes, whatever it means.
[[nodiscard]] bool is_jira_header(std::string_view header);

/// What a cell means, its text in the form of `csv_word`.
[[nodiscard]] std::optional<Status> find_status_word(std::string_view word) noexcept;
[[nodiscard]] CsvLevel find_level_word(std::string_view word) noexcept;
[[nodiscard]] bool is_priority_word(std::string_view word) noexcept;

/// "As a buyer, I want to pay by card, so that I save time"; Russian for Russian words. Empty parts are left out.
[[nodiscard]] std::string story_sentence(std::string_view role, std::string_view action, std::string_view benefit);

}  // namespace detail::csv

STORYMAP_END
