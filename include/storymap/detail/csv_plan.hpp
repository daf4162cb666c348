// storymap/detail/csv_plan.hpp - the whole plan for a foreign CSV file, and the notes that tell it.
// Room: formats. Depends on csv_columns.hpp, csv_guess.hpp and schema_words.hpp.
#pragma once

#include <storymap/detail/csv_columns.hpp>
#include <storymap/detail/csv_guess.hpp>
#include <storymap/detail/schema_words.hpp>
#include <storymap/model.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail::csv {

/// True for the words of an activity, a task and a story, any of which a row may become.
[[nodiscard]] inline bool is_noun_word(std::string_view name) noexcept {
  return is_schema_word<Activity>(name) || is_schema_word<Task>(name) || is_schema_word<Story>(name);
}

/// Gives columns another meaning where the first one makes no sense together with the others.
class PlanSettler {
 public:
  PlanSettler(CsvSample const& sample, CsvPlan& plan) : sample_(sample), plan_(plan) {}

  /// Sees to it that there is a title, by words that may mean one, then by content. Returns the guessed columns.
  std::vector<std::size_t> settle() {
    ColumnGuesser guesser(sample_, plan_);
    if (!plan_.has_header || sample_.headers == 0) {
      guesser.guess_all();
    } else if (!composes_title()) {
      for (CsvField const field : {CsvField::story, CsvField::task, CsvField::epic, CsvField::activity}) {
        turn(field, CsvField::title);
      }
      guesser.guess_title();
      turn(CsvField::description, CsvField::title);
    }
    turn(CsvField::story, CsvField::description);
    turn(CsvField::story, CsvField::none);
    if (!plan_.find(CsvField::action)) turn(CsvField::benefit, CsvField::none);
    return guesser.guessed();
  }

 private:
  /// True when the columns "As a", "I want", "So that" stand in for a title.
  [[nodiscard]] bool composes_title() const {
    return plan_.find(CsvField::action) && !plan_.find(CsvField::title) && !plan_.find(CsvField::story);
  }

  /// Turns the column of a field into another one that is free.
  void turn(CsvField from, CsvField to) {
    auto const column = plan_.find(from);
    if (column && (to == CsvField::none || !plan_.find(to))) plan_.columns[*column].field = to;
  }

  CsvSample const& sample_;
  CsvPlan& plan_;
};

/// The name under which the cells of a column are kept, or nothing. Words that the model has no place for keep their
/// own name, the source's words for what it has a place for ("status": "In QA") the name of the model.
[[nodiscard]] inline std::string kept_name(CsvColumn const& column, std::size_t index) {
  switch (column.field) {
    case CsvField::status: return "status";
    case CsvField::type: return "type";
    case CsvField::sprint: return "sprint";
    case CsvField::none:
    case CsvField::status_category:
    case CsvField::project: break;
    default: return {};
  }
  if (column.header.empty()) return "column " + std::to_string(index + 1);
  return is_schema_word<External>(column.header) ? "column " + column.header : column.header;
}

/// Fills `plan.kept`. Fields of another system's item belong to the reference to it; in a file of no known system an
/// unknown column is an unknown field of the story.
inline void plan_kept_columns(CsvPlan& plan) {
  std::map<std::string, KeptColumns> kept;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    std::string const name = kept_name(plan.columns[i], i);
    if (name.empty()) continue;
    KeptColumns& group = kept[name];
    group.name = name;
    group.columns.push_back(i);
    bool const known = plan.columns[i].field != CsvField::none;
    group.external = group.external || known || plan.system != CsvSystem::none || is_noun_word(name);
  }
  plan.kept.reserve(kept.size());
  for (auto& [name, group] : kept) plan.kept.push_back(std::move(group));
}

/// One note per field that was found: "column 3 'Summary' holds the title", "column 4 is taken as the title".
inline void tell_plan(CsvPlan const& plan, std::vector<std::size_t> const& guessed, ImportReport& report) {
  std::map<CsvField, std::vector<std::size_t>> fields;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) fields[plan.columns[i].field].push_back(i);
  for (auto const& [field, columns] : fields) {
    if (field == CsvField::none) continue;
    std::size_t const first = columns.front();
    bool const guess = std::find(guessed.begin(), guessed.end(), first) != guessed.end();
    bool const many = columns.size() > 1;
    std::string note = (many ? "columns " : "column ") + column_name(plan, first);
    if (many) note += " and " + std::to_string(columns.size() - 1) + " more";
    bool const taken = guess || plan.columns[first].chosen;
    note += taken ? (many ? " are taken as the " : " is taken as the ") : (many ? " hold the " : " holds the ");
    report.add(ImportNote::Kind::read, note + std::string(name_of(field)));
  }
}

/// Decides what the columns of a file mean and notes it. `sample` has at least one row.
[[nodiscard]] inline Result<CsvPlan> plan_csv(CsvSample const& sample, ReadOptions const& options,
                                              ImportReport& report) {
  Result<CsvPlan> plan = ColumnPlanner(sample, options).plan();
  if (!plan) return plan;
  std::vector<std::size_t> const guessed = PlanSettler(sample, *plan).settle();
  plan_kept_columns(*plan);
  tell_plan(*plan, guessed, report);
  return plan;
}

}  // namespace detail::csv

STORYMAP_END
