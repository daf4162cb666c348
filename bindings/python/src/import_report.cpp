// bindings/python/src/import_report.cpp - the story of an import as plain data, and back.
#include "import_report.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

template <class Noun>
[[nodiscard]] py::tuple ids_to_python(std::vector<Id<Noun>> const& ids) {
  py::tuple tuple(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) tuple[i] = py::str(ids[i].str());
  return tuple;
}

template <class Noun>
void read_ids(py::handle list, std::vector<Id<Noun>>& ids) {
  for (py::handle const id : list) ids.emplace_back(py::cast<std::string>(id));
}

constexpr std::array note_kinds = {ImportNote::Kind::read,           ImportNote::Kind::defaulted,
                                   ImportNote::Kind::merged,         ImportNote::Kind::renamed,
                                   ImportNote::Kind::not_understood, ImportNote::Kind::dropped};

[[nodiscard]] ImportNote note_of(py::handle note) {
  auto [word, message, path, line, times] =
      py::cast<std::tuple<std::string, std::string, std::string, std::size_t, std::size_t>>(note);
  auto const kind = std::find_if(note_kinds.begin(), note_kinds.end(),
                                 [&word = word](ImportNote::Kind known) { return to_string(known) == word; });
  if (kind == note_kinds.end()) throw py::value_error("no import note has the kind '" + word + "'");
  return {*kind, std::move(message), std::move(path), line, times};
}

}  // namespace

MadeUpData to_python(MadeUpIds const& ids) {
  return py::make_tuple(ids_to_python(ids.personas), ids_to_python(ids.releases), ids_to_python(ids.activities),
                        ids_to_python(ids.tasks), ids_to_python(ids.stories));
}

ReportData to_python(ImportReport const& report) {
  py::list counts;
  for (ImportCount const& count : report.counts) counts.append(py::make_tuple(count.what, count.count));
  py::list notes;
  for (ImportNote const& note : report.notes) {
    notes.append(py::make_tuple(to_string(note.kind), note.message, note.path, note.line, note.times));
  }
  return py::make_tuple(report.format, report.encoding, py::tuple(counts), py::tuple(notes), to_python(report.made_up));
}

MadeUpIds made_up_ids(MadeUpData const& lists) {
  auto const [personas, releases, activities, tasks, stories] =
      py::cast<std::tuple<py::object, py::object, py::object, py::object, py::object>>(lists);
  MadeUpIds ids;
  read_ids(personas, ids.personas);
  read_ids(releases, ids.releases);
  read_ids(activities, ids.activities);
  read_ids(tasks, ids.tasks);
  read_ids(stories, ids.stories);
  return ids;
}

ImportReport import_report(ReportData const& report) {
  auto [format, encoding, counts, notes, made_up] = py::cast<
      std::tuple<std::string, std::string, std::vector<std::pair<std::string, std::uint64_t>>, py::tuple, py::object>>(
      report);
  ImportReport read;
  read.format = std::move(format);
  read.encoding = std::move(encoding);
  for (auto& [what, count] : counts) read.counts.push_back({std::move(what), count});
  for (py::handle const note : notes) read.notes.push_back(note_of(note));
  read.made_up = made_up_ids(py::reinterpret_borrow<MadeUpData>(made_up));
  return read;
}

}  // namespace storymap::python
