// storymap/impl/csv.ipp - bodies of csv.hpp.
#pragma once

#include <storymap/csv.hpp>
#include <storymap/detail/csv_map.hpp>
#include <storymap/detail/csv_merged_cells.hpp>
#include <storymap/detail/csv_own_reader.hpp>
#include <storymap/detail/csv_own_writer.hpp>
#include <storymap/detail/long_lines.hpp>
#include <storymap/detail/source_ids.hpp>
#include <storymap/impl/csv_text.ipp>
#include <storymap/visit.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

/// A byte order mark in UTF-8.
inline constexpr std::string_view csv_mark = "\xEF\xBB\xBF";

/// A text without what may stand before its header, and the delimiter, if something said it.
struct CsvText {
  std::string_view body;
  std::size_t first_line = 1;
  std::optional<char> delimiter;
};

/// Takes off a byte order mark and Excel's line "sep=;".
[[nodiscard]] inline CsvText open_csv(std::string_view text) {
  CsvText csv;
  csv.body = text;
  if (text.starts_with(csv_mark)) csv.body.remove_prefix(csv_mark.size());
  bool const line = csv.body.starts_with("sep=") && csv.body.size() > 5 && (csv.body[5] == '\n' || csv.body[5] == '\r');
  if (!line) return csv;
  csv.delimiter = csv.body[4];
  csv.body.remove_prefix(csv.body.substr(5, 2) == "\r\n" ? 7 : 6);
  csv.first_line = 2;
  return csv;
}

/// How a file of ours is laid out: its delimiter, and which of our columns it has.
struct OwnLayout {
  char delimiter = ',';
  std::vector<OwnColumn> columns;
};

/// The columns of a header that begins with "type,id" and has none but our own words, each once; else nothing.
[[nodiscard]] inline std::optional<std::vector<OwnColumn>> own_columns(std::span<std::string_view const> cells) {
  while (!cells.empty() && cells.back().empty()) cells = cells.first(cells.size() - 1);
  if (cells.size() < 3 || cells[0] != own_csv_header[0] || cells[1] != own_csv_header[1]) return std::nullopt;
  std::vector<OwnColumn> columns;
  for (std::string_view const cell : cells) {
    auto const* const word = std::find(own_csv_header.begin(), own_csv_header.end(), cell);
    auto const column = static_cast<OwnColumn>(word - own_csv_header.begin());
    if (word == own_csv_header.end() || std::find(columns.begin(), columns.end(), column) != columns.end()) {
      return std::nullopt;
    }
    columns.push_back(column);
  }
  return columns;
}

/// True when the first column has our words for types and nothing else, those among them that no tracker exports.
[[nodiscard]] inline bool has_own_types(std::string_view body, char delimiter) {
  CsvSample const sample = sample_csv(body.substr(0, csv_sample_bytes), delimiter, body.size() > csv_sample_bytes);
  bool ours = false;
  for (std::size_t i = 1; i < sample.rows.size(); ++i) {
    OwnTypeWord const* const type = find_own_type(sample.rows[i].front());
    if (type == nullptr) return false;
    ours = ours || (type->type != OwnType::task && type->type != OwnType::story);
  }
  return ours;
}

/// The layout of a file of ours, or nothing. All our columns are proof; of fewer the types must be ours as well.
[[nodiscard]] inline std::optional<OwnLayout> own_layout(std::string_view body) {
  if (body.substr(0, 5).find("type") == std::string_view::npos) return std::nullopt;
  for (char const delimiter : {',', ';', '\t', '|'}) {
    CsvReader reader(body.substr(0, 1024), delimiter);
    if (!reader.next()) continue;
    auto columns = own_columns(reader.cells());
    if (!columns) continue;
    bool const in_order = std::is_sorted(columns->begin(), columns->end());
    bool const all = columns->size() == own_csv_header.size() && in_order;
    if (all || has_own_types(body, delimiter)) return OwnLayout{delimiter, *std::move(columns)};
  }
  return std::nullopt;
}

/// Reads the rows of a foreign file as items.
class ForeignCsvReader {
 public:
  ForeignCsvReader(CsvPlan const& plan, CsvSample const& sample, ImportReport& report)
      : plan_(plan),
        known_headers_(sample.headers),
        report_(report),
        items_(plan, report),
        row_(plan.columns.size(), text_column(plan), sample.delimiter) {}

  [[nodiscard]] Result<std::vector<CsvItem>> read(CsvReader& reader) {
    std::vector<CsvItem> items;
    if (plan_.has_header && reader.next()) tell_header(reader.line());
    while (reader.next()) {
      if (!plan_.has_header && items.empty()) tell_no_header(reader.line());
      row_.read(reader.cells());
      if (row_.empty()) continue;
      if (row_.joined() && plan_.columns.size() > 1) note_joined(reader.line());
      items.push_back(items_.read(row_, reader.line()));
    }
    if (reader.failed()) return reader.failure();
    items_.tell_kept_columns();
    report_.count("rows", items.size());
    report_.count("columns", plan_.columns.size());
    return items;
  }

 private:
  [[nodiscard]] static std::size_t text_column(CsvPlan const& plan) {
    auto const description = plan.find(CsvField::description);
    return description ? *description : plan.find(CsvField::title).value_or(plan.columns.size() - 1);
  }

  /// A header with known words shows by the notes on its columns.
  void tell_header(std::size_t line) {
    if (known_headers_ > 0) return;
    report_.add(ImportNote::Kind::defaulted,
                "line " + std::to_string(line) + " is taken for the header, though no word in it is known", {}, line);
  }

  void tell_no_header(std::size_t line) {
    report_.add(ImportNote::Kind::defaulted,
                "no header line was recognised, line " + std::to_string(line) + " is a story", {}, line);
  }

  void note_joined(std::size_t line) {
    report_.add_one_of(ImportNote::Kind::merged, "more rows have too many cells, which were joined",
                       "line " + std::to_string(line) +
                           " has too many cells, which were joined: put text with delimiters in "
                           "quotes",
                       {}, line);
  }

  CsvPlan const& plan_;
  std::size_t known_headers_;
  ImportReport& report_;
  ItemReader items_;
  CsvRow row_;
};

/// The name of the project, when all items agree on one.
[[nodiscard]] inline std::string project_name(std::vector<CsvItem> const& items) {
  if (items.empty()) return {};
  std::string const& project = items.front().project;
  bool const agreed =
      std::all_of(items.begin(), items.end(), [&](CsvItem const& item) { return item.project == project; });
  return agreed ? project : std::string();
}

[[nodiscard]] inline Result<Map> read_foreign_csv(CsvText const& csv, ReadOptions const& options,
                                                  ImportReport& report) {
  auto const no_exception = [](std::string_view) { return false; };
  Result<void> const good = check_line_lengths(csv.body, options.limits.line, "rows of cells", no_exception);
  if (!good) return Failure{good.error()};
  CsvSample const sample = csv.delimiter ? sample_csv(csv.body, *csv.delimiter) : best_sample(csv.body);
  CsvReader reader(csv.body, sample.delimiter, csv.first_line);
  if (sample.rows.empty()) {
    (void)reader.next();
    if (reader.failed()) return reader.failure();
    return failure(Errc::invalid_syntax, "the file is empty; expected a header and rows of stories");
  }
  Result<CsvPlan> const plan = plan_csv(sample, options, report);
  if (!plan) return Failure{plan.error()};
  Result<std::vector<CsvItem>> items = ForeignCsvReader(*plan, sample, report).read(reader);
  if (!items) return failure_of(std::move(items));
  if (plan->system == CsvSystem::none) fill_merged_cells(*items, report);
  std::string name = project_name(*items);
  ItemTree tree(std::move(*items), report);
  if (Result<void> grown = tree.grow(); !grown) return failure_of(std::move(grown));
  Map map = MapBuilder(tree, report).build();
  map.name = std::move(name);
  return map;
}

[[nodiscard]] inline bool has_csv_extension(std::string_view extension) {
  std::string const lower = to_lower(extension);
  return lower == ".csv" || lower == ".tsv" || lower == "csv" || lower == "tsv";
}

/// 100 our own header; 80 two known headers; else what a table of one width is worth, more by its extension.
[[nodiscard]] inline int detect_csv(std::string_view text, std::string_view extension) {
  CsvText const csv = open_csv(text);
  if (own_layout(csv.body)) return 100;
  std::size_t const first = csv.body.find_first_not_of(" \t\r\n");
  // JSON, Markdown and XML are full of delimiters, but no table begins like them.
  if (first == std::string_view::npos || std::string_view("{[#<|").find(csv.body[first]) != std::string_view::npos) {
    return 0;
  }
  CsvSample const sample = best_sample(csv.body.substr(0, csv_sample_bytes), csv.body.size() > csv_sample_bytes);
  bool const ours = has_csv_extension(extension);
  if (sample.rows.empty()) return ours ? 20 : 0;
  if (sample.headers >= 2) return 80;
  bool const table = sample.columns > 1 && sample.rows.size() > 1 && sample.agreement > 0.7;
  if (ours) return table ? 60 : 50;
  return table && sample.rows.size() > 2 && sample.spaced < 0.5 ? 30 : 0;
}

}  // namespace detail::csv

STORYMAP_DECL Result<Map> read_csv(std::string_view text, ReadOptions const& options, ImportReport& report) {
  if (text.size() > options.limits.bytes) {
    return failure(Errc::too_large, "more than " + std::to_string(options.limits.bytes) + " bytes");
  }
  detail::csv::CsvText const csv = detail::csv::open_csv(text);
  auto const read = [&]() -> Result<Map> {
    auto own = detail::csv::own_layout(csv.body);
    if (!own) return detail::csv::read_foreign_csv(csv, options, report);
    detail::csv::CsvReader reader(csv.body, own->delimiter, csv.first_line);
    (void)reader.next();
    return detail::csv::OwnCsvReader(std::move(own->columns), report).read(reader);
  };
  Result<Map> map = read();
  if (!map) return map;
  MapCounts const counts = count(*map);
  report.count("activities", counts.activities);
  report.count("tasks", counts.tasks);
  report.count("stories", counts.stories);
  report.count("releases", counts.releases);
  report.count("personas", counts.personas);
  report.count("links", counts.links);
  return detail::with_source_ids(std::move(map), options, report);
}

STORYMAP_DECL Result<Export> write_csv(Map const& map) {
  detail::csv::OwnCsvWriter writer;
  Export csv{writer.write(map), {}};
  bool const ascii =
      std::all_of(csv.text.begin(), csv.text.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80U; });
  if (!ascii) csv.text.insert(0, detail::csv::csv_mark);
  if (std::size_t const nuls = writer.dropped_nuls(); nuls > 0) {
    csv.dropped.push_back(std::to_string(nuls) + " NUL characters");
  }
  return csv;
}

STORYMAP_DECL Format csv_format() noexcept {
  return {"csv", "CSV", ".csv .tsv", Holds::all, detail::csv::detect_csv, read_csv, write_csv};
}

STORYMAP_END
