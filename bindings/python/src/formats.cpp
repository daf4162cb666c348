// bindings/python/src/formats.cpp - files: read, write, and what formats there are.
#include "import_report.hpp"
#include "map.hpp"
#include "parts.hpp"

#include <storymap/formats.hpp>

#include <pybind11/stl.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace storymap::python {
namespace {

/// A column of a CSV file: the word of the schema, and its header or its number counted from 1.
using Column = std::pair<std::string, std::variant<std::string, std::size_t>>;

[[nodiscard]] ReadOptions read_options(std::string format, std::string file_name, std::optional<std::string> encoding,
                                       std::vector<Column> const& columns, bool archived, bool name_after_file) {
  ReadOptions options;
  options.format = std::move(format);
  options.file_name = std::move(file_name);
  options.archived = archived;
  options.name_after_file = name_after_file;
  if (encoding) {
    options.encoding = parse_encoding(*encoding);
    if (!options.encoding) {
      throw Raised({Errc::invalid_argument, "expected utf-8, utf-16le, utf-16be or cp1251, found '" + *encoding + "'",
                    "encoding"});
    }
  }
  for (auto const& [field, column] : columns) {
    ColumnChoice choice{field, {}, 0};
    if (auto const* const header = std::get_if<std::string>(&column)) {
      choice.header = *header;
    } else {
      choice.number = std::get<std::size_t>(column);
    }
    options.columns.push_back(std::move(choice));
  }
  return options;
}

using ImportData = py::typing::Tuple<MapHandle, ReportData>;

[[nodiscard]] ImportData imported(Result<Import>&& result) {
  Import import = value_or_raise(std::move(result));
  return py::make_tuple(MapHandle(std::move(import.map)), to_python(import.report));
}

[[nodiscard]] ImportData read(py::bytes const& data, ReadOptions const& options) {
  std::string bytes = data;
  return imported([&] {
    py::gil_scoped_release const released;
    return read_map(std::move(bytes), options);
  }());
}

/// Paths are bytes, as the system has them.
[[nodiscard]] ImportData load(py::bytes const& path, ReadOptions const& options) {
  std::string const file = path;
  return imported([&] {
    py::gil_scoped_release const released;
    return load_map(file, options);
  }());
}

/// The text of a map and what had no place in it.
[[nodiscard]] std::pair<std::string, std::vector<std::string>> write(MapHandle const& handle,
                                                                     std::string const& format) {
  auto const map = handle.snapshot();
  Export written = value_or_raise([&] {
    py::gil_scoped_release const released;
    return write_map(*map, format);
  }());
  return {std::move(written.text), std::move(written.dropped)};
}

/// Writes a file; returns what had no place in it.
[[nodiscard]] std::vector<std::string> save(MapHandle const& handle, py::bytes const& path, std::string const& format) {
  std::string const file = path;
  auto const map = handle.snapshot();
  return value_or_raise([&] {
           py::gil_scoped_release const released;
           return save_map(*map, file, format);
         }())
      .dropped;
}

constexpr std::array holds_words = {
    std::pair(Holds::titles, "titles"),
    std::pair(Holds::structure, "structure"),
    std::pair(Holds::descriptions, "descriptions"),
    std::pair(Holds::criteria, "criteria"),
    std::pair(Holds::releases, "releases"),
    std::pair(Holds::personas, "personas"),
    std::pair(Holds::labels, "labels"),
    std::pair(Holds::status, "status"),
    std::pair(Holds::priority, "priority"),
    std::pair(Holds::points, "points"),
    std::pair(Holds::links, "links"),
    std::pair(Holds::external, "external"),
    std::pair(Holds::ids, "ids"),
    std::pair(Holds::unknown_fields, "unknown_fields"),
};

/// Id, name, extensions, whether it reads and writes, and the words for what it holds.
using FormatData =
    py::typing::Tuple<py::str, py::str, py::str, py::bool_, py::bool_, py::typing::Tuple<py::str, py::ellipsis>>;

[[nodiscard]] py::typing::List<FormatData> known_formats() {
  py::typing::List<FormatData> list;
  for (Format const& format : formats()) {
    py::list holds;
    for (auto const& [bit, word] : holds_words) {
      if (contains(format.holds, bit)) holds.append(word);
    }
    list.append(py::make_tuple(format.id, format.name, format.extensions, format.read != nullptr,
                               format.write != nullptr, py::tuple(holds)));
  }
  return list;
}

}  // namespace

void bind_formats(py::module_& module) {
  py::class_<ReadOptions>(module, "ReadOptions")
      .def(py::init(&read_options), py::arg("format"), py::arg("file_name"), py::arg("encoding"), py::arg("columns"),
           py::arg("archived"), py::arg("name_after_file"));
  module.def("read_map", &read, py::arg("data"), py::arg("options"));
  module.def("load_map", &load, py::arg("path"), py::arg("options"));
  module.def("write_map", &write, py::arg("map"), py::arg("format"));
  module.def("save_map", &save, py::arg("map"), py::arg("path"), py::arg("format"));
  module.def("formats", &known_formats);
}

}  // namespace storymap::python
