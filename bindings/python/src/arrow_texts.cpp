// bindings/python/src/arrow_texts.cpp - columns of text as Arrow exports them.
#include "arrow_texts.hpp"

#include "arrow_column.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

namespace storymap::python {
namespace {

/// So many rows are read before others get the GIL and signal handlers may run.
constexpr std::int64_t rows_between_signals = 16384;

/// Calls `add_row(row)` for all rows without the GIL.
template <class AddRow>
void for_each_row(std::int64_t rows, AddRow&& add_row) {
  for (std::int64_t row = 0; row < rows;) {
    std::int64_t const end = std::min(rows, row + rows_between_signals);
    {
      py::gil_scoped_release const released;
      for (; row < end; ++row) add_row(row);
    }
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  }
}

/// Calls `visit` with a reader for texts of this format; false when the format is none for texts.
template <class Visit>
bool with_texts(TextList const& list, char const* format, ArrowArray const& array, Visit&& visit) {
  std::string_view const type = format == nullptr ? "" : format;
  if (type == "u") {
    visit(OffsetTexts<std::int32_t>(list, array));
  } else if (type == "U") {
    visit(OffsetTexts<std::int64_t>(list, array));
  } else if (type == "vu") {
    visit(ViewTexts(list, array));
  } else {
    return false;
  }
  return true;
}

/// Calls `visit` with a null pointer of the type of the indices; false when it is none for indices.
template <class Visit>
bool with_index_type(char const* format, Visit&& visit) {
  switch (format != nullptr && format[0] != '\0' && format[1] == '\0' ? format[0] : '\0') {
    case 'c': visit(static_cast<std::int8_t const*>(nullptr)); return true;
    case 'C': visit(static_cast<std::uint8_t const*>(nullptr)); return true;
    case 's': visit(static_cast<std::int16_t const*>(nullptr)); return true;
    case 'S': visit(static_cast<std::uint16_t const*>(nullptr)); return true;
    case 'i': visit(static_cast<std::int32_t const*>(nullptr)); return true;
    case 'I': visit(static_cast<std::uint32_t const*>(nullptr)); return true;
    case 'l': visit(static_cast<std::int64_t const*>(nullptr)); return true;
    case 'L': visit(static_cast<std::uint64_t const*>(nullptr)); return true;
    default: return false;
  }
}

[[noreturn]] void fail_type(TextList const& list, char const* format) {
  throw py::type_error(std::string(list.argument()) + " must be a column of strings, not of the Arrow type '" +
                       (format == nullptr ? "" : format) + "'");
}

template <class WhenNull>
class ArrowColumn {
 public:
  /// `is_null(row)` is what the struct around the column says.
  ArrowColumn(TextList& list, ArrowSchema const& schema, ArrowArray const& array, WhenNull is_null)
      : list_(list), schema_(schema), array_(array), outer_null_(is_null) {}

  /// Adds `rows` rows from `first` on.
  void add(std::int64_t first, std::int64_t rows) {
    if (schema_.format == nullptr) fail_malformed(list_, "a schema without a format");
    if (schema_.dictionary != nullptr) return add_dictionary(first, rows);
    if (std::string_view(schema_.format) == "n") {
      return add_nulls(rows);
    }
    bool const known = with_texts(list_, schema_.format, array_, [&](auto const& texts) {
      check_size(texts.size(), first, rows);
      list_.reserve(static_cast<std::size_t>(rows), 0);
      std::size_t const first_text = list_.size();
      for_each_row(rows, [&](std::int64_t row) {
        bool const is_null = outer_null_(row) || texts.is_null(first + row);
        is_null ? list_.add_missing() : list_.borrow(texts.text(list_, first + row));
      });
      list_.check_utf8(first_text);
    });
    if (!known) fail_type(list_, schema_.format);
  }

 private:
  void check_size(std::int64_t size, std::int64_t first, std::int64_t rows) const {
    if (rows > size || first > size - rows) fail_malformed(list_, "a column shorter than its table");
  }

  void add_nulls(std::int64_t rows) {
    for_each_row(rows, [&](std::int64_t) { list_.add_missing(); });
  }

  void add_dictionary(std::int64_t first, std::int64_t rows) {
    if (array_.dictionary == nullptr) fail_malformed(list_, "a dictionary is missing");
    char const* const words = schema_.dictionary->format;
    // Nothing but nulls has no other type.
    if (words != nullptr && std::string_view(words) == "n") return add_nulls(rows);
    bool const known = with_texts(list_, schema_.dictionary->format, *array_.dictionary, [&](auto const& texts) {
      bool const has_index = with_index_type(schema_.format, [&](auto const* type) {
        using Index = std::remove_const_t<std::remove_pointer_t<decltype(type)>>;
        ArrowRows const indices(list_, array_, 2);
        check_size(indices.size(), first, rows);
        std::size_t const first_text = list_.size();
        Index const* const values = indices.buffer<Index>(list_, 1);
        for_each_row(rows, [&](std::int64_t row) {
          if (outer_null_(row) || indices.is_null(first + row)) return list_.add_missing();
          Index const value = values[indices.at(first + row)];
          if (std::cmp_less(value, 0) || std::cmp_greater_equal(value, texts.size())) {
            fail_malformed(list_, "an index beyond its dictionary");
          }
          auto const entry = static_cast<std::int64_t>(value);
          texts.is_null(entry) ? list_.add_missing() : list_.borrow(texts.text(list_, entry));
        });
        list_.check_utf8(first_text);
      });
      if (!has_index) fail_type(list_, schema_.format);
    });
    if (!known) fail_type(list_, schema_.dictionary->format);
  }

  TextList& list_;
  ArrowSchema const& schema_;
  ArrowArray const& array_;
  WhenNull outer_null_;
};

/// The names of the columns of a table that has another number of them than one.
[[nodiscard]] std::string names_of(ArrowSchema const& schema) {
  std::string names;
  if (schema.children == nullptr) return names;
  for (std::int64_t k = 0; k < schema.n_children; ++k) {
    char const* const name = schema.children[k] != nullptr ? schema.children[k]->name : nullptr;
    names.append(k == 0 ? "" : ", ").append(name == nullptr ? "?" : name);
  }
  return names;
}

void add_struct(TextList& list, ArrowSchema const& schema, ArrowArray const& array) {
  if (schema.n_children != 1) {
    throw Raised({Errc::invalid_argument,
                  "expected one column of texts, found " + std::to_string(schema.n_children) + ": " + names_of(schema),
                  list.argument()});
  }
  if (schema.children == nullptr || schema.children[0] == nullptr || array.n_children != 1 ||
      array.children == nullptr || array.children[0] == nullptr) {
    fail_malformed(list, "a column is missing");
  }
  ArrowRows const rows(list, array, 1);
  ArrowColumn(list, *schema.children[0], *array.children[0], [&](std::int64_t row) {
    return rows.is_null(row);
  }).add(array.offset, rows.size());
}

void add_array(TextList& list, ArrowSchema const& schema, ArrowArray const& array) {
  if (schema.format != nullptr && std::string_view(schema.format) == "+s") return add_struct(list, schema, array);
  ArrowRows const rows(list, array, 0);
  ArrowColumn(list, schema, array, [](std::int64_t) { return false; }).add(0, rows.size());
}

template <class Struct>
[[nodiscard]] Struct& content(TextList const& list, py::handle capsule, char const* name) {
  void* const pointer = PyCapsule_GetPointer(capsule.ptr(), name);
  if (pointer == nullptr) throw py::error_already_set();
  auto& found = *static_cast<Struct*>(pointer);
  if (found.release == nullptr) fail_malformed(list, "it was released before it was read");
  return found;
}

void check_stream(TextList const& list, ArrowArrayStream& stream, int code) {
  if (code == 0) return;
  if (PyErr_Occurred() != nullptr) throw py::error_already_set();
  char const* const message = stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
  throw Raised({Errc::invalid_argument,
                message == nullptr ? "the Arrow stream failed with error " + std::to_string(code) : message,
                list.argument()});
}

void add_stream(TextList& list, py::handle capsule) {
  auto& stream = content<ArrowArrayStream>(list, capsule, "arrow_array_stream");
  if (stream.get_schema == nullptr || stream.get_next == nullptr) fail_malformed(list, "a stream without functions");
  ArrowOwner<ArrowSchema> schema;
  check_stream(list, stream, stream.get_schema(&stream, &schema));
  while (true) {
    auto const chunk = std::make_shared<ArrowOwner<ArrowArray>>();
    check_stream(list, stream, stream.get_next(&stream, chunk.get()));
    if (chunk->release == nullptr) return;
    add_array(list, schema, *chunk);
    list.keep(chunk);
  }
}

}  // namespace

bool add_arrow(TextList& list, py::handle texts) {
  if (py::hasattr(texts, "__arrow_c_stream__")) {
    py::object const capsule = texts.attr("__arrow_c_stream__")();
    add_stream(list, capsule);
    return true;
  }
  if (!py::hasattr(texts, "__arrow_c_array__")) return false;
  auto const capsules = texts.attr("__arrow_c_array__")().cast<py::tuple>();
  if (capsules.size() != 2) fail_malformed(list, "__arrow_c_array__ returned no pair");
  auto const array = std::make_shared<ArrowOwner<ArrowArray>>();
  // The one who takes an array out of its capsule marks it as released.
  auto& exported = content<ArrowArray>(list, capsules[1], "arrow_array");
  static_cast<ArrowArray&>(*array) = exported;
  exported.release = nullptr;
  add_array(list, content<ArrowSchema>(list, capsules[0], "arrow_schema"), *array);
  list.keep(array);
  return true;
}

}  // namespace storymap::python
