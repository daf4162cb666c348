// storymap/detail/csv_columns.hpp - which column of a foreign CSV file is which field.
// Room: formats. Depends on csv_sample.hpp and formats.hpp.
//
// Three sources, in this order: what the caller says (ReadOptions::columns), header words, content (csv_guess.hpp).
#pragma once

#include <storymap/detail/csv_sample.hpp>
#include <storymap/detail/csv_words.hpp>
#include <storymap/formats.hpp>
#include <storymap/text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

struct CsvColumn {
  std::string header;  ///< trimmed; empty when the file has none
  CsvField field = CsvField::none;
  LinkWord link;        ///< when the field is `link`
  bool chosen = false;  ///< by the caller
};

/// Columns whose cells are kept as one field of the item.
struct KeptColumns {
  std::string name;
  std::vector<std::size_t> columns;
  bool external = false;  ///< a field of the reference to the other system, not of the noun
};

struct CsvPlan {
  std::vector<CsvColumn> columns;
  std::vector<KeptColumns> kept;  ///< sorted by name, so that fields are set in their own order
  CsvSystem system = CsvSystem::none;
  bool has_header = false;

  [[nodiscard]] std::optional<std::size_t> find(CsvField field) const {
    auto const at = std::find_if(columns.begin(), columns.end(), [&](CsvColumn const& c) { return c.field == field; });
    return at == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - columns.begin()));
  }
};

/// "4", or "4 'Summary'".
[[nodiscard]] inline std::string column_name(CsvPlan const& plan, std::size_t column) {
  std::string const& header = plan.columns[column].header;
  return std::to_string(column + 1) + (header.empty() ? "" : " " + in_quotes(header));
}

/// What a field is called in notes.
[[nodiscard]] constexpr std::string_view name_of(CsvField field) noexcept {
  switch (field) {
    case CsvField::none: return "nothing";
    case CsvField::key: return "key";
    case CsvField::id: return "id";
    case CsvField::parent: return "parent";
    case CsvField::parent_title: return "title of the parent";
    case CsvField::epic: return "epic";
    case CsvField::activity: return "activity";
    case CsvField::task: return "task";
    case CsvField::title: return "title";
    case CsvField::story: return "story";
    case CsvField::description: return "description";
    case CsvField::criteria: return "acceptance criteria";
    case CsvField::priority: return "priority";
    case CsvField::status: return "status";
    case CsvField::status_category: return "category of the status";
    case CsvField::points: return "points";
    case CsvField::labels: return "labels";
    case CsvField::release: return "release";
    case CsvField::sprint: return "sprint";
    case CsvField::persona: return "persona";
    case CsvField::action: return "wish";
    case CsvField::benefit: return "benefit";
    case CsvField::type: return "type";
    case CsvField::url: return "address";
    case CsvField::project: return "name of the project";
    case CsvField::link: return "links";
  }
  return "nothing";
}

/// True for fields that several columns may fill together. Those with one header always do; a parent may be named by
/// key in one column and by number in another.
[[nodiscard]] constexpr bool takes_many(CsvField field) noexcept {
  return field == CsvField::labels || field == CsvField::release || field == CsvField::criteria ||
         field == CsvField::sprint || field == CsvField::persona || field == CsvField::parent ||
         field == CsvField::link || field == CsvField::none;
}

[[nodiscard]] inline bool has_digit(std::string_view text) noexcept {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

[[nodiscard]] inline std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  storymap::for_each_field(text, [&](std::string_view) { ++words; });
  return words;
}

/// True when row 1 looks like nothing but names: all different, short, no numbers, and no value that its column
/// repeats.
[[nodiscard]] inline bool looks_like_names(CsvSample const& sample) {
  auto const& first = sample.rows.front();
  for (std::size_t column = 0; column < first.size(); ++column) {
    std::string const& cell = first[column];
    bool const number = !cell.empty() && cell.find_first_not_of("0123456789., ") == std::string::npos;
    if (number || cell.empty() || cell.size() > 40) return false;
    if (std::count(first.begin(), first.end(), cell) > 1) return false;
    auto const repeats = [&](auto const& row) { return column < row.size() && row[column] == cell; };
    if (std::count_if(sample.rows.begin(), sample.rows.end(), repeats) > 1) return false;
  }
  return true;
}

/// What the cells of a column below row 1 are, as far as a name above them would differ from them.
struct ColumnBelow {
  std::size_t filled = 0;
  std::size_t digits = 0;
  std::size_t words = 0;
  std::set<std::string_view> values;

  ColumnBelow(CsvSample const& sample, std::size_t column) {
    for (std::size_t i = 1; i < sample.rows.size(); ++i) {
      if (column >= sample.rows[i].size()) continue;
      std::string_view const cell = trim(sample.rows[i][column]);
      if (cell.empty()) continue;
      ++filled;
      digits += has_digit(cell) ? 1U : 0U;
      words += count_words(cell);
      values.insert(cell);
    }
  }

  /// Numbers, sentences, or a few words that come again and again: none of them looks like the name of their column.
  [[nodiscard]] bool differs_from(std::string_view name) const {
    if (filled == 0) return false;
    return digits == filled || words > 2 * count_words(name) * filled || (filled > 2 && values.size() * 2 <= filled);
  }
};

/// True when row 1 is unlike all others, though no word in it is known: names without digits of at most three words,
/// over cells that look otherwise.
[[nodiscard]] inline bool stands_out(CsvSample const& sample) {
  auto const& first = sample.rows.front();
  if (sample.rows.size() < 2 || first.size() < 2 || !looks_like_names(sample)) return false;
  bool differs = false;
  for (std::size_t column = 0; column < first.size(); ++column) {
    if (has_digit(first[column]) || count_words(first[column]) > 3) return false;
    differs = differs || ColumnBelow(sample, column).differs_from(first[column]);
  }
  return differs;
}

/// True when row 1 names the columns. Two known words prove it; one word proves it when the row looks like nothing but
/// names; without any the row must stand out.
[[nodiscard]] inline bool has_header_row(CsvSample const& sample) {
  if (sample.rows.empty()) return false;
  if (sample.headers >= 2) return true;
  return sample.headers == 1 ? looks_like_names(sample) : stands_out(sample);
}

/// Decides over the columns of one file.
class ColumnPlanner {
 public:
  ColumnPlanner(CsvSample const& sample, ReadOptions const& options) : sample_(sample), options_(options) {}

  /// Errors: a choice that names no field we know, no header of the file, or no column.
  [[nodiscard]] Result<CsvPlan> plan() {
    bool const by_header = std::any_of(options_.columns.begin(), options_.columns.end(),
                                       [](ColumnChoice const& choice) { return !choice.header.empty(); });
    plan_.has_header = by_header || has_header_row(sample_);
    plan_.columns.resize(plan_.has_header ? sample_.rows.front().size() : sample_.columns);
    if (plan_.has_header) read_headers();
    for (ColumnChoice const& choice : options_.columns) {
      if (Result<void> chosen = choose(choice); !chosen) return failure_of(std::move(chosen));
    }
    if (plan_.has_header) keep_likeliest();
    return std::move(plan_);
  }

 private:
  void read_headers() {
    for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
      CsvColumn& column = plan_.columns[i];
      column.header = trim(sample_.rows.front()[i]);
      if (auto const link = find_link_word(column.header)) {
        column.field = CsvField::link;
        column.link = *link;
      }
      if (is_jira_header(column.header)) see_system(CsvSystem::jira);
      HeaderWord const* const known = find_header_word(csv_header_word(column.header));
      if (known == nullptr || column.field != CsvField::none) continue;
      column.field = known->field;
      see_system(known->system);
      words_[i] = known;
    }
  }

  void see_system(CsvSystem system) {
    if (plan_.system == CsvSystem::none) plan_.system = system;
  }

  [[nodiscard]] Result<void> choose(ColumnChoice const& choice) {
    HeaderWord const* const field = find_header_word(csv_header_word(choice.field));
    if (field == nullptr || field->field == CsvField::none) {
      return failure(Errc::invalid_argument,
                     "no field is called " + in_quotes(choice.field) +
                         "; expected a word such as title, description, priority, status, points, labels, release, "
                         "persona, activity, task, id or parent");
    }
    std::size_t column = choice.number - 1;
    if (!choice.header.empty()) {
      auto const at = std::find_if(plan_.columns.begin(), plan_.columns.end(), [&](CsvColumn const& other) {
        return csv_word(other.header) == csv_word(choice.header);
      });
      column = static_cast<std::size_t>(at - plan_.columns.begin());
    }
    if (column >= plan_.columns.size()) {
      return failure(Errc::invalid_argument, "there is no column " + as_asked(choice) + list_columns());
    }
    CsvColumn& chosen = plan_.columns[column];
    if (chosen.chosen && chosen.field == field->field) return {};
    if (chosen.chosen) return chosen_twice(choice, chosen.field, field->field);
    for (CsvColumn const& other : plan_.columns) {
      if (!other.chosen || other.field != field->field || takes_many(other.field)) continue;
      return failure(Errc::invalid_argument, "two columns are chosen as the " + std::string(name_of(other.field)));
    }
    chosen.field = field->field;
    chosen.chosen = true;
    return {};
  }

  /// One column has one meaning: a second would silently replace the first.
  [[nodiscard]] static Failure chosen_twice(ColumnChoice const& choice, CsvField first, CsvField second) {
    std::string const twice = std::string(name_of(first)) + " and as the " + std::string(name_of(second));
    return failure(Errc::invalid_argument, "column " + as_asked(choice) + " is chosen as the " + twice);
  }

  [[nodiscard]] static std::string as_asked(ColumnChoice const& choice) {
    return choice.header.empty() ? std::to_string(choice.number) : in_quotes(choice.header);
  }

  [[nodiscard]] std::string list_columns() const {
    std::string list = "; the file has " + std::to_string(plan_.columns.size()) + " columns";
    for (std::size_t i = 0; plan_.has_header && i < std::min<std::size_t>(plan_.columns.size(), 10); ++i) {
      list += (i == 0 ? ": " : ", ") + in_quotes(plan_.columns[i].header);
    }
    return list;
  }

  /// Of several headers for one field the likeliest stays; the others are kept as fields.
  void keep_likeliest() {
    std::map<CsvField, std::size_t> best;
    for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
      auto const [at, first] = best.try_emplace(plan_.columns[i].field, i);
      if (!first && better(i, at->second)) at->second = i;
    }
    for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
      CsvColumn& column = plan_.columns[i];
      std::size_t const other = best.at(column.field);
      bool const together = takes_many(column.field) && (column.field == CsvField::parent ||
                                                         column.field == CsvField::link || same_header(i, other));
      if (i != other && !together && !column.chosen) column.field = CsvField::none;
    }
  }

  [[nodiscard]] bool better(std::size_t a, std::size_t b) const {
    if (plan_.columns[a].chosen != plan_.columns[b].chosen) return plan_.columns[a].chosen;
    auto const word_of = [&](std::size_t column) {
      auto const at = words_.find(column);
      return at == words_.end() ? nullptr : at->second;
    };
    HeaderWord const* const word = word_of(a);
    HeaderWord const* const other = word_of(b);
    return word != nullptr && other != nullptr && word < other;
  }

  [[nodiscard]] bool same_header(std::size_t a, std::size_t b) const {
    return csv_word(plan_.columns[a].header) == csv_word(plan_.columns[b].header);
  }

  CsvSample const& sample_;
  ReadOptions const& options_;
  CsvPlan plan_;
  std::map<std::size_t, HeaderWord const*> words_;
};

}  // namespace detail::csv

STORYMAP_END
