// bindings/python/src/arrow_abi.hpp - the Arrow C data and stream interfaces, as their specification has them.
//
// The layout and the names are those of https://arrow.apache.org/docs/format/CDataInterface.html, which asks programs
// to copy them instead of depending on a library.
#pragma once

#include <cstdint>

extern "C" {

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  char const* format;
  char const* name;
  char const* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  void const** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  char const* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif
}

namespace storymap::python {

/// A struct of Arrow that is ours to release.
template <class Struct>
struct ArrowOwner : Struct {
  ArrowOwner() : Struct{} {}
  ArrowOwner(ArrowOwner const&) = delete;
  ArrowOwner& operator=(ArrowOwner const&) = delete;
  ~ArrowOwner() {
    if (this->release != nullptr) this->release(this);
  }
};

}  // namespace storymap::python
