// bindings/python/src/arrow_export.cpp - columns of numbers as an Arrow stream.
#include "arrow_abi.hpp"
#include "errors.hpp"
#include "parts.hpp"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace storymap::python {
namespace {

/// A copy, so that whoever releases it needs no GIL.
struct Column {
  std::string name;
  char const* format = nullptr;
  std::vector<std::byte> values;
};

struct Table {
  std::vector<Column> columns;
  std::int64_t rows = 0;
};

using SharedTable = std::shared_ptr<Table const>;

/// What a struct of Arrow keeps alive. A child can outlive its parent: each holds the table.
struct SchemaMemory {
  SharedTable table;
  std::vector<ArrowSchema> columns;
  std::vector<ArrowSchema*> children;
};

struct ArrayMemory {
  SharedTable table;
  std::array<void const*, 2> buffers{};
  std::vector<ArrowArray> columns;
  std::vector<ArrowArray*> children;
};

template <class Memory, class Struct>
void release(Struct* exported) {
  std::unique_ptr<Memory> const memory(static_cast<Memory*>(exported->private_data));
  for (Struct* child : memory->children) {
    if (child->release != nullptr) child->release(child);
  }
  exported->release = nullptr;
}

/// A struct of which `memory` knows the children.
template <class Struct, class Memory>
[[nodiscard]] Struct with_memory(std::unique_ptr<Memory> memory) {
  Struct exported{};
  for (Struct& child : memory->columns) memory->children.push_back(&child);
  exported.n_children = static_cast<std::int64_t>(memory->children.size());
  exported.children = memory->children.empty() ? nullptr : memory->children.data();
  exported.release = &release<Memory, Struct>;
  exported.private_data = memory.release();
  return exported;
}

[[nodiscard]] ArrowSchema export_schema(SharedTable const& table) {
  auto memory = std::make_unique<SchemaMemory>();
  memory->table = table;
  for (Column const& column : table->columns) {
    auto own = std::make_unique<SchemaMemory>();
    own->table = table;
    memory->columns.push_back(with_memory<ArrowSchema>(std::move(own)));
    memory->columns.back().format = column.format;
    memory->columns.back().name = column.name.c_str();
  }
  auto schema = with_memory<ArrowSchema>(std::move(memory));
  schema.format = "+s";
  schema.name = "";
  return schema;
}

[[nodiscard]] ArrowArray export_array(std::unique_ptr<ArrayMemory> memory, std::int64_t buffers) {
  auto const** const pointers = memory->buffers.data();
  std::int64_t const rows = memory->table->rows;
  auto array = with_memory<ArrowArray>(std::move(memory));
  array.length = rows;
  array.n_buffers = buffers;
  array.buffers = pointers;
  return array;
}

[[nodiscard]] ArrowArray export_rows(SharedTable const& table) {
  auto memory = std::make_unique<ArrayMemory>();
  memory->table = table;
  for (Column const& column : table->columns) {
    auto own = std::make_unique<ArrayMemory>();
    own->table = table;
    own->buffers[1] = column.values.data();
    memory->columns.push_back(export_array(std::move(own), 2));
  }
  return export_array(std::move(memory), 1);
}

/// A stream of the one table.
struct StreamMemory {
  SharedTable table;
  bool is_read = false;
};

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  try {
    *out = export_schema(static_cast<StreamMemory*>(stream->private_data)->table);
    return 0;
  } catch (std::bad_alloc const&) {
    return ENOMEM;
  }
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto& memory = *static_cast<StreamMemory*>(stream->private_data);
  try {
    *out = memory.is_read ? ArrowArray{} : export_rows(memory.table);
    memory.is_read = true;
    return 0;
  } catch (std::bad_alloc const&) {
    return ENOMEM;
  }
}

char const* get_last_error(ArrowArrayStream*) { return nullptr; }

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<StreamMemory*>(stream->private_data);
  stream->release = nullptr;
}

[[nodiscard]] char const* format_of(py::array const& values) {
  if (py::isinstance<py::array_t<std::uint32_t>>(values)) return "I";
  if (py::isinstance<py::array_t<std::int64_t>>(values)) return "l";
  if (py::isinstance<py::array_t<double>>(values)) return "g";
  throw py::type_error("there is no Arrow type for " + py::str(values.dtype()).cast<std::string>());
}

[[nodiscard]] Column column_of(std::string name, py::array const& values) {
  Column column{std::move(name), format_of(values), {}};
  auto const size = static_cast<std::size_t>(values.itemsize());
  auto const stride = values.strides(0);
  column.values.resize(size * static_cast<std::size_t>(values.size()));
  auto const* from = static_cast<std::byte const*>(values.data());
  for (std::byte* to = column.values.data(); to != column.values.data() + column.values.size(); to += size) {
    std::memcpy(to, from, size);
    from += stride;
  }
  return column;
}

[[nodiscard]] py::capsule export_stream(std::vector<std::pair<std::string, py::array>> const& columns) {
  auto table = std::make_shared<Table>();
  for (auto const& [name, values] : columns) {
    if (values.ndim() != 1 || (!table->columns.empty() && values.size() != table->rows)) {
      throw Raised({Errc::invalid_argument, "expected columns of the same length", name});
    }
    table->rows = values.size();
    table->columns.push_back(column_of(name, values));
  }
  auto stream = std::make_unique<ArrowArrayStream>();
  stream->get_schema = &get_schema;
  stream->get_next = &get_next;
  stream->get_last_error = &get_last_error;
  stream->release = &release_stream;
  stream->private_data = new StreamMemory{std::move(table)};
  py::capsule exported(stream.get(), "arrow_array_stream", [](PyObject* capsule) {
    std::unique_ptr<ArrowArrayStream> const owned(
        static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, "arrow_array_stream")));
    if (owned->release != nullptr) owned->release(owned.get());
  });
  stream.release();
  return exported;
}

}  // namespace

void bind_arrow_export(py::module_& module) {
  module.def("export_arrow_stream", &export_stream, py::arg("columns"),
             "A capsule of an ArrowArrayStream of columns of numbers.");
}

}  // namespace storymap::python
