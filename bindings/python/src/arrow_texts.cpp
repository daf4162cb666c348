// bindings/python/src/arrow_texts.cpp - the strings of Arrow arrays and streams.
#include "arrow_texts.hpp"

#include "errors.hpp"
#include "texts.hpp"

#include <storymap/utf8.hpp>

#include <cstdint>
#include <cstring>
#include <string_view>

namespace storymap::python {
namespace {

/// Whether a row is there; arrays without nulls have no bitmap.
class Validity {
 public:
  explicit Validity(ArrowArray const& array)
      : bits_(array.n_buffers > 0 && array.null_count != 0 ? static_cast<std::uint8_t const*>(array.buffers[0])
                                                           : nullptr) {}
  [[nodiscard]] bool has(std::int64_t row) const noexcept {
    return bits_ == nullptr || ((bits_[row / 8] >> (row % 8)) & 1U) != 0;
  }

 private:
  std::uint8_t const* bits_;
};

template <class T>
[[nodiscard]] T load(void const* bytes, std::int64_t at) noexcept {
  T value;
  std::memcpy(&value, static_cast<char const*>(bytes) + at * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
  return value;
}

/// The value of an index of any integer type, by its format.
[[nodiscard]] std::int64_t load_index(char format, void const* bytes, std::int64_t at) {
  switch (format) {
    case 'c': return load<std::int8_t>(bytes, at);
    case 'C': return load<std::uint8_t>(bytes, at);
    case 's': return load<std::int16_t>(bytes, at);
    case 'S': return load<std::uint16_t>(bytes, at);
    case 'i': return load<std::int32_t>(bytes, at);
    case 'I': return load<std::uint32_t>(bytes, at);
    case 'l': return load<std::int64_t>(bytes, at);
    case 'L': return static_cast<std::int64_t>(load<std::uint64_t>(bytes, at));
    default: return -1;
  }
}

}  // namespace

void ArrowTexts::refuse(char const* what) const {
  throw Raised({Errc::invalid_argument, what, row_of(argument_, corpus_.size())});
}

void ArrowTexts::add_null() {
  if (!nulls_are_empty_) refuse("a text is missing; na=\"empty\" takes it as empty");
  corpus_.add({});
}

void ArrowTexts::add_text(char const* bytes, std::int64_t size) {
  if (size < 0 || (size > 0 && bytes == nullptr)) refuse("the Arrow array is broken: a size below 0 or no buffer");
  std::string_view const text =
      size == 0 ? std::string_view() : std::string_view(bytes, static_cast<std::size_t>(size));
  if (!is_valid_utf8(text))
    throw Raised({Errc::invalid_encoding, "not valid UTF-8", row_of(argument_, corpus_.size())});
  corpus_.add(text);
}

template <class Offset>
void ArrowTexts::add_offsets(ArrowArray const& array) {
  Validity const validity(array);
  void const* const offsets = array.n_buffers > 1 ? array.buffers[1] : nullptr;
  auto const* const bytes = static_cast<char const*>(array.n_buffers > 2 ? array.buffers[2] : nullptr);
  if (offsets == nullptr && array.length > 0) refuse("the Arrow array is broken: no offsets");
  for (std::int64_t row = array.offset; row < array.offset + array.length; ++row) {
    if (!validity.has(row)) {
      add_null();
      continue;
    }
    std::int64_t const begin = load<Offset>(offsets, row);
    std::int64_t const end = load<Offset>(offsets, row + 1);
    if (begin < 0) refuse("the Arrow array is broken: an offset below 0");
    add_text(bytes == nullptr ? nullptr : bytes + begin, end - begin);
  }
}

void ArrowTexts::add_views(ArrowArray const& array) {
  constexpr std::int64_t view_bytes = 16;
  constexpr std::int32_t most_inline = 12;
  Validity const validity(array);
  auto const* const views = static_cast<char const*>(array.n_buffers > 1 ? array.buffers[1] : nullptr);
  if (views == nullptr && array.length > 0) refuse("the Arrow array is broken: no views");
  std::int64_t const data_buffers = array.n_buffers - 3;  // behind them stands one with their sizes
  for (std::int64_t row = array.offset; row < array.offset + array.length; ++row) {
    if (!validity.has(row)) {
      add_null();
      continue;
    }
    char const* const view = views + row * view_bytes;
    auto const size = load<std::int32_t>(view, 0);
    if (size <= most_inline) {
      add_text(view + 4, size);
      continue;
    }
    auto const buffer = load<std::int32_t>(view, 2);
    auto const at = load<std::uint32_t>(view, 3);
    if (buffer < 0 || buffer >= data_buffers) refuse("the Arrow array is broken: a view into no buffer");
    auto const room = load<std::int64_t>(array.buffers[array.n_buffers - 1], buffer);
    if (static_cast<std::int64_t>(at) + size > room) refuse("the Arrow array is broken: a view beyond its buffer");
    add_text(static_cast<char const*>(array.buffers[2 + buffer]) + at, size);
  }
}

void ArrowTexts::add_dictionary(ArrowSchema const& schema, ArrowArray const& array) {
  if (array.dictionary == nullptr || array.n_buffers < 2) refuse("the Arrow array is broken: no dictionary");
  Corpus words;
  ArrowTexts(words, true, argument_ + ".dictionary").add(*schema.dictionary, *array.dictionary);
  Validity const validity(array);
  Validity const word_validity(*array.dictionary);
  for (std::int64_t row = array.offset; row < array.offset + array.length; ++row) {
    std::int64_t const word = validity.has(row) ? load_index(schema.format[0], array.buffers[1], row) : 0;
    if (!validity.has(row) || (word >= 0 && static_cast<std::size_t>(word) < words.size() &&
                               !word_validity.has(array.dictionary->offset + word))) {
      add_null();
      continue;
    }
    if (word < 0 || static_cast<std::size_t>(word) >= words.size()) {
      refuse("the Arrow array is broken: an index beyond its dictionary");
    }
    corpus_.add(words[static_cast<std::size_t>(word)]);
  }
}

void ArrowTexts::add(ArrowSchema const& schema, ArrowArray const& array) {
  if (array.length < 0 || array.offset < 0) refuse("the Arrow array is broken: a length below 0");
  std::string_view const format = schema.format == nullptr ? "" : schema.format;
  if (schema.dictionary != nullptr) return add_dictionary(schema, array);
  if (format == "u") return add_offsets<std::int32_t>(array);
  if (format == "U") return add_offsets<std::int64_t>(array);
  if (format == "vu") return add_views(array);
  if (format == "+s" && schema.n_children == 1 && array.n_children == 1 && array.offset == 0) {
    return add(*schema.children[0], *array.children[0]);
  }
  if (format == "n") {
    for (std::int64_t row = 0; row < array.length; ++row) add_null();
    return;
  }
  throw py::type_error(argument_ + " must be an Arrow array of strings, not of format \"" + std::string(format) + "\"" +
                       (format == "+s" ? ": choose one column" : ""));
}

namespace {

/// A struct of the interface that is released in the end.
template <class Struct>
struct Released : Struct {
  Released() : Struct{} {}
  Released(Released const&) = delete;
  Released& operator=(Released const&) = delete;
  ~Released() {
    if (this->release != nullptr) this->release(this);
  }
};

template <class Struct>
[[nodiscard]] Struct& behind(py::capsule const& capsule, char const* name) {
  auto* const found = static_cast<Struct*>(PyCapsule_GetPointer(capsule.ptr(), name));
  if (found == nullptr) throw py::error_already_set();
  return *found;
}

void expect(int status, ArrowArrayStream& stream, std::string const& argument) {
  if (status == 0) return;
  char const* const words = stream.get_last_error(&stream);
  throw Raised({Errc::invalid_argument, words == nullptr ? "the Arrow stream failed" : words, argument});
}

}  // namespace

Corpus corpus_of_stream(py::capsule const& capsule, bool nulls_are_empty, std::string const& argument) {
  auto& stream = behind<ArrowArrayStream>(capsule, "arrow_array_stream");
  if (stream.release == nullptr) throw Raised({Errc::invalid_argument, "the Arrow stream was read before", argument});
  Released<ArrowSchema> schema;
  expect(stream.get_schema(&stream, &schema), stream, argument);
  Corpus corpus;
  ArrowTexts texts(corpus, nulls_are_empty, argument);
  while (true) {
    Released<ArrowArray> array;
    expect(stream.get_next(&stream, &array), stream, argument);
    if (array.release == nullptr) return corpus;
    texts.add(schema, array);
  }
}

Corpus corpus_of_array(py::capsule const& schema, py::capsule const& array, bool nulls_are_empty,
                       std::string const& argument) {
  Corpus corpus;
  ArrowTexts(corpus, nulls_are_empty, argument)
      .add(behind<ArrowSchema>(schema, "arrow_schema"), behind<ArrowArray>(array, "arrow_array"));
  return corpus;
}

}  // namespace storymap::python
