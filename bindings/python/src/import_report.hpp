// bindings/python/src/import_report.hpp - the story of an import as plain data, and back.
#pragma once

#include <storymap/import_report.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/typing.h>

namespace storymap::python {

namespace py = pybind11;

using IdList = py::typing::Tuple<py::str, py::ellipsis>;
using MadeUpData = py::typing::Tuple<IdList, IdList, IdList, IdList, IdList>;
using CountData = py::typing::Tuple<py::str, py::int_>;
using NoteData = py::typing::Tuple<py::str, py::str, py::str, py::int_, py::int_>;
using ReportData = py::typing::Tuple<py::str, py::str, py::typing::Tuple<CountData, py::ellipsis>,
                                     py::typing::Tuple<NoteData, py::ellipsis>, MadeUpData>;

/// (format, encoding, counts, notes, made-up ids). Counts are pairs of a word and a number; notes are kind, message,
/// path, line and times; made-up ids are five tuples: personas, releases, activities, tasks, stories.
[[nodiscard]] ReportData to_python(ImportReport const& report);
[[nodiscard]] MadeUpData to_python(MadeUpIds const& ids);

/// The same five tuples as ids.
[[nodiscard]] MadeUpIds made_up_ids(MadeUpData const& lists);

/// A report as `to_python` makes them.
[[nodiscard]] ImportReport import_report(ReportData const& report);

}  // namespace storymap::python
