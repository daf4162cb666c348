// bindings/python/src/arrow_table.cpp - columns of numbers as an Arrow stream.
#include "arrow_abi.hpp"
#include "parts.hpp"
#include "plain.hpp"

#include <pybind11/numpy.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace storymap::python {
namespace {

struct Column {
  std::string name;
  std::string format;
  py::array values;
};

/// One batch of columns, kept alive by whoever still reads from it. Its arrays are NumPy's, so the last to let it go
/// takes the GIL.
struct Table {
  std::vector<Column> columns;
  std::int64_t rows = 0;
};
using SharedTable = std::shared_ptr<Table>;

[[nodiscard]] SharedTable share(Table table) {
  return {new Table(std::move(table)), [](Table* last) {
            py::gil_scoped_acquire const acquired;
            delete last;
          }};
}

/// What a schema, with its children, owns.
struct OwnedSchema {
  std::string format;
  std::string name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

void release_schema(ArrowSchema* schema) {
  for (std::int64_t child = 0; child < schema->n_children; ++child) {
    if (schema->children[child]->release != nullptr) schema->children[child]->release(schema->children[child]);
  }
  delete static_cast<OwnedSchema*>(schema->private_data);
  schema->release = nullptr;
}

void fill_schema(ArrowSchema* out, std::string format, std::string name, std::vector<ArrowSchema> children) {
  auto owned = std::make_unique<OwnedSchema>();
  owned->format = std::move(format);
  owned->name = std::move(name);
  owned->children = std::move(children);
  for (ArrowSchema& child : owned->children) owned->pointers.push_back(&child);
  *out = {};
  out->format = owned->format.c_str();
  out->name = owned->name.c_str();
  out->n_children = static_cast<std::int64_t>(owned->children.size());
  out->children = owned->pointers.data();
  out->release = release_schema;
  out->private_data = owned.release();
}

/// What an array, with its children, owns.
struct OwnedArray {
  SharedTable table;
  std::array<void const*, 2> buffers = {nullptr, nullptr};
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
};

void release_array(ArrowArray* array) {
  for (std::int64_t child = 0; child < array->n_children; ++child) {
    if (array->children[child]->release != nullptr) array->children[child]->release(array->children[child]);
  }
  delete static_cast<OwnedArray*>(array->private_data);
  array->release = nullptr;
}

void fill_array(ArrowArray* out, SharedTable const& table, void const* values, std::vector<ArrowArray> children) {
  auto owned = std::make_unique<OwnedArray>();
  owned->table = table;
  owned->buffers[1] = values;
  owned->children = std::move(children);
  for (ArrowArray& child : owned->children) owned->pointers.push_back(&child);
  *out = {};
  out->length = table->rows;
  out->n_buffers = values == nullptr && !owned->children.empty() ? 1 : 2;
  out->buffers = owned->buffers.data();
  out->n_children = static_cast<std::int64_t>(owned->children.size());
  out->children = owned->pointers.data();
  out->release = release_array;
  out->private_data = owned.release();
}

/// A stream of one batch.
struct OwnedStream {
  SharedTable table;
  bool done = false;
};

[[nodiscard]] OwnedStream& of(ArrowArrayStream* stream) { return *static_cast<OwnedStream*>(stream->private_data); }

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) noexcept {
  try {
    std::vector<ArrowSchema> children;
    for (Column const& column : of(stream).table->columns) {
      fill_schema(&children.emplace_back(), column.format, column.name, {});
    }
    fill_schema(out, "+s", "", std::move(children));
    return 0;
  } catch (std::bad_alloc const&) {
    return ENOMEM;
  }
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) noexcept {
  try {
    *out = {};
    SharedTable const& table = of(stream).table;
    if (std::exchange(of(stream).done, true)) return 0;
    std::vector<ArrowArray> children;
    for (Column const& column : table->columns) {
      // `data` only reads: no GIL is needed.
      fill_array(&children.emplace_back(), table, column.values.data(), {});
    }
    fill_array(out, table, nullptr, std::move(children));
    return 0;
  } catch (std::bad_alloc const&) {
    return ENOMEM;
  }
}

void release_stream(ArrowArrayStream* stream) noexcept {
  delete static_cast<OwnedStream*>(stream->private_data);
  stream->release = nullptr;
}

void free_stream(PyObject* capsule) {
  auto* const stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, "arrow_array_stream"));
  if (stream->release != nullptr) stream->release(stream);
  delete stream;
}

/// The format of Arrow for a type of NumPy.
[[nodiscard]] std::string format_of(py::array const& values) {
  switch (values.dtype().kind()) {
    case 'f': return values.itemsize() == 8 ? "g" : "f";
    case 'u': return values.itemsize() == 8 ? "L" : "I";
    default: return values.itemsize() == 8 ? "l" : "i";
  }
}

/// A capsule for `__arrow_c_stream__`; the columns have one length and stand without gaps.
[[nodiscard]] py::object arrow_stream(py::list const& names, py::list const& columns) {
  Table table;
  for (std::size_t k = 0; k < names.size(); ++k) {
    py::array const values = py::array::ensure(columns[k], py::array::c_style);
    table.columns.push_back({names[k].cast<std::string>(), format_of(values), values});
    table.rows = static_cast<std::int64_t>(values.size());
  }
  auto stream = std::make_unique<ArrowArrayStream>();
  stream->get_schema = get_schema;
  stream->get_next = get_next;
  stream->get_last_error = [](ArrowArrayStream*) -> char const* { return nullptr; };
  stream->release = release_stream;
  stream->private_data = new OwnedStream{share(std::move(table))};
  PyObject* const capsule = PyCapsule_New(stream.get(), "arrow_array_stream", free_stream);
  if (capsule == nullptr) throw py::error_already_set();
  stream.release();
  return py::reinterpret_steal<py::object>(capsule);
}

}  // namespace

void bind_arrow(py::module_& module) { module.def("arrow_stream", &arrow_stream); }

}  // namespace storymap::python
