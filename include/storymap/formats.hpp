// storymap/formats.hpp - one registry of every file format: what it is, what it can hold, how to read and write it.
// Room: formats. Depends on model, encoding.hpp and import_report.hpp.
//
//     Result<Import> board = load_map("board.json");            // format by content, then by extension
//     if (!board) return complain(board.error());               // "line 3: expected ..."
//     Result<Export> text = write_map(board->map, "markdown");
//
// Bodies live in storymap::storymap. A header-only program that reads or writes JSON includes <storymap/nlohmann.hpp>.
#pragma once

#include <storymap/encoding.hpp>
#include <storymap/import_report.hpp>
#include <storymap/model.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

STORYMAP_BEGIN

/// What a format can hold, as bits.
enum class Holds : std::uint32_t {
  titles = 1U << 0U,        ///< story titles, in order
  structure = 1U << 1U,     ///< activities and tasks
  descriptions = 1U << 2U,  ///< descriptions of stories
  criteria = 1U << 3U,      ///< acceptance criteria
  releases = 1U << 4U,
  personas = 1U << 5U,
  labels = 1U << 6U,
  status = 1U << 7U,
  priority = 1U << 8U,
  points = 1U << 9U,
  links = 1U << 10U,
  external = 1U << 11U,  ///< external references
  ids = 1U << 12U,
  unknown_fields = 1U << 13U,
  all = (1U << 14U) - 1U,
};

[[nodiscard]] constexpr Holds operator|(Holds a, Holds b) noexcept {
  return static_cast<Holds>(static_cast<std::uint32_t>(a) | static_cast<std::uint32_t>(b));
}
[[nodiscard]] constexpr bool contains(Holds set, Holds bits) noexcept {
  return (static_cast<std::uint32_t>(set) & static_cast<std::uint32_t>(bits)) == static_cast<std::uint32_t>(bits);
}

/// Says what a CSV column is: `{"title", 3}` or `{"title", "Summary"}`.
struct ColumnChoice {
  std::string field;       ///< word of the JSON schema: title, description, release, ...
  std::string header;      ///< the column's header, or empty
  std::size_t number = 0;  ///< the column's number counted from 1 when `header` is empty
};

/// Longest line that people write, in bytes. Backlogs have lines of a hundred; a longer line than this is another
/// format.
inline constexpr std::size_t max_text_line = std::size_t{1} << 20U;

/// Bounds that keep a hostile file from exhausting the machine. Exceeding one is Errc::too_large.
struct ReadLimits {
  std::size_t bytes = std::size_t{1} << 30U;  ///< size of the file
  std::size_t depth = 256;                    ///< nesting of JSON
  std::size_t line = max_text_line;  ///< a line of plain text, of Markdown and of CSV that is not ours, in bytes
};

struct ReadOptions {
  std::string format;                 ///< id of a format; empty: detect
  std::string file_name;              ///< used for its extension and as the name of a map that has none
  bool name_after_file = true;        ///< false: a map that has no name gets none
  std::optional<Encoding> encoding;   ///< empty: detect
  std::vector<ColumnChoice> columns;  ///< CSV only
  bool archived = true;               ///< keep what the source calls archived or closed
  /// Makes the ids that the file does not give, in map order: personas, releases, activities, tasks, stories. What the
  /// file calls a noun stays its id. Null: ordinals. An invalid id, or 100 taken ones in a row, is
  /// Errc::invalid_argument. The source must outlive the call and is used by one thread.
  IdSource* ids = nullptr;
  ReadLimits limits;
};

/// A map and the story of its import.
struct Import {
  Map map;
  ImportReport report;
};

/// Written text and what had no place in the format.
struct Export {
  std::string text;
  std::vector<std::string> dropped;  ///< one English sentence each: "12 links", empty when nothing was lost
};

/// One file format. `read` and `write` are null when the format cannot.
struct Format {
  std::string_view id;          ///< "json"
  std::string_view name;        ///< "storymap JSON"
  std::string_view extensions;  ///< ".json .storymap", in order of preference
  Holds holds = Holds::titles;
  /// How sure the format is that `text` is its own, 0 (no) to 100 (a signature that nothing else has).
  int (*detect)(std::string_view text, std::string_view extension) = nullptr;
  /// `text` is valid UTF-8 without a byte order mark; the report's format and encoding are already filled in.
  Result<Map> (*read)(std::string_view text, ReadOptions const& options, ImportReport& report) = nullptr;
  Result<Export> (*write)(Map const& map) = nullptr;
};

/// All formats, in order of their ids.
[[nodiscard]] std::span<Format const> formats() noexcept;

/// The format with this id, or null.
[[nodiscard]] Format const* find_format(std::string_view id) noexcept;

/// The format that is surest of the text (the extension decides between equals), or null. Plain text is a guess for
/// names that say nothing: a broken "x.jsonl" is JSON lines.
[[nodiscard]] Format const* detect_format(std::string_view text, std::string_view file_name);

/// Reads a map from the bytes of a file. The map satisfies `check`. Errors name the line or the JSON pointer and what
/// was expected.
[[nodiscard]] Result<Import> read_map(std::string bytes, ReadOptions const& options = {});

/// The text of a map in a format.
[[nodiscard]] Result<Export> write_map(Map const& map, std::string_view format);

/// Reads a file; `options.file_name` defaults to `path`. Errors: not_found, unreadable (a directory, no permission),
/// and what `read_map` says.
[[nodiscard]] Result<Import> load_map(std::string const& path, ReadOptions options = {});

/// Writes a file by way of a temporary name in the same directory, so that nobody ever sees half of it. An empty
/// `format` is chosen by the extension.
[[nodiscard]] Result<Export> save_map(Map const& map, std::string const& path, std::string_view format = {});

STORYMAP_END
